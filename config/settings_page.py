"""The reference page of all settings, from the schema alone: `python -m config.settings_page > docs/settings.md`.

Units come from the names: a setting in seconds ends in `_s`. So a name cannot say one unit and the page another.
"""

import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic.fields import FieldInfo

from config.settings import Settings
from config.toml_file import Block

UNITS = {
    "_s": "seconds",
    "_ms": "milliseconds",
    "_mm": "millimetres",
    "_px": "pixels",
    "_mb": "megabytes",
    "_percent": "percent",
    "_c": "degrees Celsius",
    "_fen": "fen",
}
"""By the end of a setting's name."""
NAMED_UNITS = {
    "mm_per_px": "millimetres a pixel",
    "baud": "bits a second",
    "frames_per_second": "pictures a second",
    "temperature_scale": "degrees Celsius a count",
}
_SIMPLE: dict[object, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    Path: "path",
    type(None): "nothing",
}
HEAD = """\
# Settings of a terminal

One TOML file a terminal, e.g. [huiyang-a2-07.toml](../config/terminals/huiyang-a2-07.toml). This page is made from the
schema (`config/settings.py`) by `python -m config.settings_page > docs/settings.md`; a test holds it up to date.

An unknown name is refused. A path that is not absolute counts from the file's folder; in a hall every path is absolute.
`python -m kiosk config check FILE` names file, line, key and cure of what is wrong. No secret stands in this file: the
gateway's token, the terminal's key and the staff's accounts are files of their own, mode 0600, of the core's user
([install.md](install.md)).
"""


def page() -> str:
    """The whole page."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield HEAD
    yield "## The terminal\n"
    yield from _table(Settings)
    for name, field in Settings.model_fields.items():
        block = _block(field.annotation)
        if block is None:
            continue
        is_list = get_origin(field.annotation) is tuple
        yield f"\n## {'[[' if is_list else '['}{name}{']]' if is_list else ']'}\n"
        yield f"{_first_paragraph(block)}{_fitted(field, is_list=is_list)}\n"
        yield from _table(block)
        for inner_name, inner in block.model_fields.items():
            if (inside := _block(inner.annotation)) is not None:
                yield f"\n### [[{name}.{inner_name}]]\n"
                yield f"{_first_paragraph(inside)}\n"
                yield from _table(inside)
    yield ""


def _fitted(field: FieldInfo, *, is_list: bool) -> str:
    if is_list:
        return " As often as there are any."
    return "" if field.is_required() else " Without the table there is none." if field.default is None else ""


def _first_paragraph(block: type[Block]) -> str:
    return " ".join((block.__doc__ or "").split("\n\n")[0].split())


def _table(block: type[Block]) -> Iterator[str]:
    yield "| setting | type | unit | default | meaning |"
    yield "|---|---|---|---|---|"
    for name, field in block.model_fields.items():
        if _block(field.annotation) is not None and not field.description:
            continue
        limits = _limits(field.metadata)
        kind = f"{_kind(field.annotation)}{f', {limits}' if limits else ''}"
        cells = (f"`{name}`", kind, unit_of(name), _default(field), field.description or "")
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def unit_of(name: str) -> str:
    """What a setting of this name is counted in; empty where nothing is."""
    if name in NAMED_UNITS:
        return NAMED_UNITS[name]
    return next((unit for end, unit in UNITS.items() if name.endswith(end)), "")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**has to be given**"
    value = field.get_default(call_default_factory=True)
    if value is None or isinstance(value, Block):
        return "left out"
    return f"`{_shown(value)}`"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name} = {_shown(one)}' for name, one in value.items())}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(_shown(one) for one in value)}]"
    return f'"{value}"'


def _kind(annotation: Any) -> str:
    """A type in words."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        limits = _limits(list(inside[1:]))
        return f"{_kind(inside[0])}{f' ({limits})' if limits else ''}"
    if origin is Literal:
        return "one of " + ", ".join(f"`{one}`" for one in inside)
    if origin in (Union, types.UnionType):
        return " or ".join(_kind(one) for one in inside if one is not type(None))
    if origin in (tuple, list):
        return f"list of {_kind(inside[0])}"
    if origin is dict:
        return f"table of {_kind(inside[0])} = {_kind(inside[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Block):
        return "table"
    return _SIMPLE[annotation]


def _limits(metadata: list[Any]) -> str:
    said = []
    shortest = min((one.max_length for one in metadata if isinstance(one, MaxLen)), default=None)
    for one in metadata:
        match one:
            case Ge(ge):
                said.append(f"{ge:g} or more")
            case Gt(gt):
                said.append(f"more than {gt:g}")
            case Le(le):
                said.append(f"{le:g} or less")
            case Lt(lt):
                said.append(f"less than {lt:g}")
            case MinLen(least):
                said.append("not empty" if least == 1 else f"at least {least}")
            case MaxLen(most) if most == shortest:
                said.append(f"at most {most}")
            case FieldInfo():
                said.append(_limits(one.metadata))
        if pattern := getattr(one, "pattern", None):
            said.append(f"`{pattern}`")
    return ", ".join(part for part in said if part)


def _block(annotation: Any) -> type[Block] | None:
    """The table that a setting is, or is a list of, or may be."""
    if isinstance(annotation, type) and issubclass(annotation, Block):
        return annotation
    return next((found for one in get_args(annotation) if (found := _block(one)) is not None), None)


if __name__ == "__main__":
    sys.stdout.write(page())
