"""Writes the device manual, one page a device folder, from what the folder itself says.

    python -m drivers.manual           writes docs/devices/
    python -m drivers.manual --check   exit status 1 when a page is not up to date, and says which

A page holds: what the device is, its role, models, settings, faults with their texts, the simulator's requests, and the
checklist. Nothing in it is written by hand; to change a page, change the folder.
"""

import argparse
import ast
import itertools
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from config.settings import Settings
from config.texts import Texts, load_texts
from config.toml_file import Block
from drivers import catalog, checklist, running_process
from drivers.faults import ACTIONS, Fault

DRIVERS = Path(__file__).parent
MANUAL = DRIVERS.parent / "docs" / "devices"
_LANGUAGE = "zh-Hans"
_HEAD = "<!-- Written by `python -m drivers.manual`; change the device's folder, not this page. -->\n\n"
_FAULT = re.compile(r"\bFault\.([A-Z_]+)")
_PROCESS = Path(running_process.__file__)


def device_folders() -> list[Path]:
    """Every folder of a device that says what it is, by name."""
    return sorted(path.parent for path in DRIVERS.glob("*/__init__.py") if _docstring(path))


def pages() -> dict[str, str]:
    """The whole manual: file name to text.

    Raises:
        ChecklistError: a checklist that cannot be used.
    """
    texts = load_texts()
    folders = device_folders()
    return {"README.md": _index(folders)} | {f"{folder.name}.md": _page(folder, texts) for folder in folders}


def stale(folder: Path = MANUAL) -> list[str]:
    """Names of pages that are not as they would be written now, of missing ones, and of pages of nobody."""
    wanted = pages()
    there = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(folder: Path = MANUAL) -> None:
    """Write all pages and take away those of devices that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, "utf-8")


def models_of(device: str) -> list[str]:
    """The names under which terminals' files know its models."""
    found: list[str] = []
    for name, annotation in get_type_hints(catalog).items():
        table = getattr(catalog, name, None)
        if isinstance(table, dict) and device in _devices_in(annotation):
            found += list(table)
    return found


def settings_of(device: str) -> type[Block] | None:
    """Its block in a terminal's file, None where it has none."""
    field = Settings.model_fields.get(device)
    if field is None:
        return None
    return next((kind for kind in (field.annotation, *get_args(field.annotation)) if _is_block(kind)), None)


def faults_of(folder: Path) -> list[Fault]:
    """What its driver and its process name (simulators' own files aside), in the order of the enumeration."""
    own = [path.read_text("utf-8") for path in sorted(folder.glob("*.py")) if not path.stem.endswith("simulator")]
    beside = [_PROCESS.read_text("utf-8")] if any(f"drivers.{_PROCESS.stem}" in text for text in own) else []
    named = {name for text in (*own, *beside) for name in _FAULT.findall(text)}
    return [fault for fault in Fault if fault.name in named]


def _page(folder: Path, texts: Texts) -> str:
    summary, _, more = (_docstring(folder / "__init__.py") or "").partition("\n")
    parts = [
        f"# {folder.name}\n\n{summary.strip()}\n{more.rstrip()}\n",
        _roles(folder / "__init__.py"),
        _models(folder),
        _settings(settings_of(folder.name), folder.name),
        _faults(faults_of(folder), texts),
        _simulators(folder),
        _files(folder),
        _checklist(folder),
    ]
    return _HEAD + "\n".join(part for part in parts if part)


def _index(folders: list[Path]) -> str:
    rows = [
        (f"[{folder.name}]({folder.name}.md)", _first_line(folder / "__init__.py"), _code(models_of(folder.name)))
        for folder in folders
    ]
    rules = [(f"`{rule}`", meaning) for rule, meaning in checklist.RULES.items()]
    return (
        f"{_HEAD}# Devices\n\nHow to add one: [Writing a driver](../writing-a-driver.md).\n\n"
        f"{_table(('device', 'what it is', 'models'), rows)}\n"
        f"## The checklist\n\n{_table(('rule', 'what it asks'), rules)}"
    )


def _roles(path: Path) -> str:
    """The Protocols and what their methods do, from the source, so that nothing of the device is run."""
    tree = ast.parse(path.read_text("utf-8"))
    text = ""
    for node in tree.body:
        if not isinstance(node, ast.ClassDef) or "Protocol" not in {ast.unparse(base) for base in node.bases}:
            continue
        calls = [
            (f"`{inner.name}`", _line_of(ast.get_docstring(inner)))
            for inner in node.body
            if isinstance(inner, ast.FunctionDef)
        ]
        text += f"## Role `{node.name}`\n\n{ast.get_docstring(node) or ''}\n\n{_table(('call', 'what it does'), calls)}"
    return text


def _models(folder: Path) -> str:
    models = models_of(folder.name)
    if not models:
        return ""
    text = f"## Models\n\n`model` in the terminal's file: {_code(models)}.\n"
    for path in _in_catalogue(folder):
        text += f"\n### `{path.name}`\n\n{_docstring(path) or ''}\n"
    return text


def _in_catalogue(folder: Path) -> list[Path]:
    """The files of a device that drivers/catalog.py builds from."""
    tree = ast.parse((DRIVERS / "catalog.py").read_text("utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return [path for path in sorted(folder.glob("*.py")) if f"drivers.{folder.name}.{path.stem}" in modules]


def _settings(block: type[Block] | None, device: str) -> str:
    if block is None:
        return ""
    text = f"## Settings `[{device}]`\n\n{(block.__doc__ or '').strip()}\n\n"
    rows = [(f"`{name}`", _default(field), field.description or "") for name, field in block.model_fields.items()]
    text += _table(("setting", "default", "meaning"), rows)
    for inner in _blocks_inside(block):
        rows = [(f"`{name}`", _default(field), field.description or "") for name, field in inner.model_fields.items()]
        text += f"\n{(inner.__doc__ or '').strip()}\n\n{_table(('setting', 'default', 'meaning'), rows)}"
    return text


def _faults(faults: list[Fault], texts: Texts) -> str:
    if not faults:
        return ""
    meanings = _meanings_of_faults()
    rows = []
    for fault in faults:
        words = texts.trouble(_LANGUAGE, fault.value)
        resident = f"{words['title']}。{words['next']}"
        staff = texts.text(_LANGUAGE, f"staff.{fault.value}")
        rows.append((f"`{fault.value}`", ACTIONS[fault].value, meanings.get(fault.name, ""), resident, staff))
    return f"## Faults\n\n{_table(('fault', 'action', 'what it means', 'resident reads', 'staff read'), rows)}"


def _simulators(folder: Path) -> str:
    text = ""
    for path in sorted(folder.glob("*simulator.py")):
        text += f"## Simulator `{path.stem}`\n\n```text\n{(_docstring(path) or '').strip()}\n```\n"
    return text


def _files(folder: Path) -> str:
    rows = [(f"`{path.name}`", _first_line(path)) for path in sorted(folder.glob("*.py"))]
    return f"## Files\n\n{_table(('file', 'what it is'), rows)}"


def _checklist(folder: Path) -> str:
    told = checklist.load(folder / checklist.FILE)
    rows = [(f"`{rule}`", "done" if why is None else f"exempt: {why}") for rule, why in told.items()]
    return f"## Checklist\n\n{_table(('rule', 'state'), rows)}"


def _devices_in(annotation: Any) -> Iterator[str]:
    """The device folders whose types a catalogue table's annotation names."""
    if isinstance(annotation, list):
        for part in annotation:
            yield from _devices_in(part)
    elif get_origin(annotation) is not None:
        for part in get_args(annotation):
            yield from _devices_in(part)
    elif getattr(annotation, "__module__", "") == catalog.__name__:
        yield from _devices_in(get_type_hints(annotation.__call__).get("return"))
    elif str(getattr(annotation, "__module__", "")).startswith("drivers."):
        yield annotation.__module__.split(".")[1]


def _is_block(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Block)


def _blocks_inside(block: type[Block]) -> list[type[Block]]:
    kinds = (kind for field in block.model_fields.values() for kind in _flat(field.annotation))
    return list(dict.fromkeys(kind for kind in kinds if _is_block(kind)))


def _flat(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _flat(part)


def _default(field: FieldInfo) -> str:
    if field.default is PydanticUndefined:
        return "needed"
    return f"`{field.default}`" if field.default not in ("", (), None) else "none"


def _meanings_of_faults() -> dict[str, str]:
    """The docstring behind each member of Fault, which Python itself does not keep."""
    tree = ast.parse((DRIVERS / "faults.py").read_text("utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Fault")
    meanings: dict[str, str] = {}
    for node, after in itertools.pairwise(body):
        if isinstance(node, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            meanings[ast.unparse(node.targets[0])] = str(after.value.value)
    return meanings


def _docstring(path: Path) -> str | None:
    return ast.get_docstring(ast.parse(path.read_text("utf-8")))


def _first_line(path: Path) -> str:
    return _line_of(_docstring(path))


def _line_of(docstring: str | None) -> str:
    """Its first paragraph on one line."""
    return " ".join((docstring or "").partition("\n\n")[0].split())


def _code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join("| " + " | ".join(_cell(cell) for cell in line) + " |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> int:
    """Write, or check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 when a page is stale")
    if parser.parse_args().check:
        names = stale()
        for name in names:
            sys.stderr.write(f"docs/devices/{name} is not up to date: run python -m drivers.manual\n")
        return 1 if names else 0
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
