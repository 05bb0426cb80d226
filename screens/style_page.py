"""The living style page: tokens, type, colours with their computed contrast, controls and signs, from the files."""

import html
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImageWriter
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickView

from screens.contrast import contrast
from screens.drawings import FOLDER, Drawings, picture_svg, sign_svg
from screens.fonts import load_fonts
from screens.token_pairs import PAIRS
from screens.window import QML, draw_now

SIZES: Final = ("standard", "elder", "huge")
THEMES: Final = ("day", "night", "contrast")
_TYPE: Final = ("small", "body", "label", "title", "figure")
_SPACE: Final = ("hair", "line", "gap", "space", "margin", "radius", "target", "button", "bar", "strip")
_COLOURS: Final = (*dict.fromkeys(name for ink, ground, _ in PAIRS for name in (ink, ground)), "edge", "mark")
_HEAD: Final = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>Style</title><style>
body{font:16px/1.6 "Noto Sans SC",sans-serif;color:#111827;background:#F1F5FB;margin:0}
h1{background:#0B3D91;color:#fff;margin:0;padding:24px 40px}section{padding:16px 40px}
table{border-collapse:collapse;background:#fff}td,th{padding:8px 16px;border:1px solid #C7D5EA;text-align:left}
.swatches,.drawn{display:flex;flex-wrap:wrap;gap:12px}.swatch{width:150px;border-radius:10px;padding:14px;
border:1px solid #C7D5EA}.drawn figure{margin:0;width:110px;background:#fff;padding:12px;border-radius:10px;
text-align:center}.drawn img{height:48px}.pictures figure{width:210px}.pictures img{height:190px}
.controls img{width:480px;border-radius:10px;vertical-align:top;margin:0 16px 16px 0}
.low{color:#7F1D12;font-weight:bold}
</style><h1>Style</h1>
"""


def write_style_page(folder: Path) -> Path:
    """Write style.html and give its path; nothing in it is written by hand."""
    app = QGuiApplication.instance() or QGuiApplication([sys.argv[0]])
    load_fonts(cast("QGuiApplication", app))
    engine = QQmlEngine()
    tokens = _tokens(engine)
    page = folder / "style.html"
    parts = [_HEAD, *_sizes(tokens), *_colours(tokens), *_controls(), *_drawn()]
    page.write_text("\n".join(parts), "utf-8")
    engine.deleteLater()
    return page


def _tokens(engine: QQmlEngine) -> QObject:
    component = QQmlComponent(engine)
    holder = b'import QtQuick\nimport "."\nQtObject { property QtObject tokens: Tokens }'
    component.setData(holder, QUrl.fromLocalFile(f"{QML}/Holder.qml"))
    made = component.create()
    made.setParent(engine)
    found: QObject = made.property("tokens")
    return found


def _sizes(tokens: QObject) -> Iterator[str]:
    yield "<section><h2>Millimetres on the glass</h2><table><tr><th></th>"
    yield "".join(f"<th>{size}</th>" for size in SIZES) + "</tr>"
    columns = []
    for size in SIZES:
        tokens.setProperty("size", size)
        mm = tokens.property("mmPerPx")
        columns.append(
            {name: tokens.property(name) * mm * 0.92 for name in _TYPE}
            | {name: tokens.property(name) * mm for name in _SPACE}
        )
    tokens.setProperty("size", "standard")
    for name in (*_TYPE, *_SPACE):
        what = "height of a Han body" if name in _TYPE else ""
        cells = "".join(f"<td>{column[name]:.1f}</td>" for column in columns)
        yield f"<tr><th>{name} <small>{what}</small></th>{cells}</tr>"
    yield "</table></section>"


def _colours(tokens: QObject) -> Iterator[str]:
    for theme in THEMES:
        tokens.setProperty("theme", theme)
        colours = {name: cast("QColor", tokens.property(name)) for name in _COLOURS}
        yield f"<section><h2>Colours: {theme}</h2><div class=swatches>"
        for name, colour in colours.items():
            ink = "#000" if contrast(colour, QColor("black")) > contrast(colour, QColor("white")) else "#fff"
            shown = f"<b>{name}</b><br>{colour.name()}"
            yield f'<div class=swatch style="background:{colour.name()};color:{ink}">{shown}</div>'
        yield "</div><p><table><tr><th>on</th><th>what</th><th>contrast</th><th>at least</th></tr>"
        for ink, ground, least in PAIRS:
            found = contrast(colours[ink], colours[ground])
            mark = "" if found >= least else " class=low"
            sample = f"background:{colours[ground].name()};color:{colours[ink].name()}"
            yield f'<tr><td style="{sample}">{ground}</td><td style="{sample}">{ink}</td>'
            yield f"<td{mark}>{found:.1f} : 1</td><td>{least:g} : 1</td></tr>"
        yield "</table></section>"
    tokens.setProperty("theme", "day")


def _controls() -> Iterator[str]:
    yield "<section class=controls><h2>Type and controls</h2>"
    view = QQuickView()
    view.engine().addImageProvider("drawn", Drawings())
    view.setSource(QUrl.fromLocalFile(str(QML / "Style.qml")))
    view.show()
    for size in SIZES:
        for theme in THEMES:
            view.rootObject().setProperty("size", size)
            view.rootObject().setProperty("theme", theme)
            view.resize(round(view.rootObject().width()), round(view.rootObject().height()))
            draw_now(view)
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            QImageWriter(buffer, QByteArray(b"png")).write(view.grabWindow())
            written = bytes(buffer.data().toBase64().data()).decode("ascii")
            yield f'<img alt="{size}, {theme}" title="{size}, {theme}" src="data:image/png;base64,{written}">'
    view.close()
    view.deleteLater()
    yield "</section>"


def _drawn() -> Iterator[str]:
    yield "<section><h2>Signs</h2><div class=drawn>"
    for file in sorted((FOLDER / "signs").glob("*.svg")):
        yield _figure(file.stem, sign_svg(file.stem, "#0B3D91"))
    yield "</div></section><section><h2>Pictures</h2>"
    for theme in THEMES:
        yield f"<h3>{theme}</h3><div class='drawn pictures'>"
        for file in sorted((FOLDER / "pictures").glob("*.svg")):
            yield _figure(file.stem, picture_svg(file.stem, theme))
        yield "</div>"
    yield "</section>"


def _figure(name: str, svg: bytes) -> str:
    written = bytes(QByteArray(svg).toBase64().data()).decode("ascii")
    said = f"<figcaption>{html.escape(name)}</figcaption>"
    return f'<figure><img alt="" src="data:image/svg+xml;base64,{written}">{said}</figure>'
