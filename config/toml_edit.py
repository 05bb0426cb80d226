"""One value of a terminal's file changed, everything else as it stands: comments, order, blank lines."""

import re
import tomllib
from typing import Any

import tomli_w

from config.toml_file import SettingsError

Plain = str | int | float | bool | tuple[str, ...]


def with_value(text: str, key: str, value: Plain) -> str:
    """The same file with one value.

    Args:
        text: of the file, valid TOML.
        key: `name`, or `table.name`; a table or name that is not there is added.
        value: what it is from now on.

    Raises:
        SettingsError: the file is no TOML, or says that value in a way that cannot be changed in one line.
    """
    before = _read(text)
    table, _, name = key.rpartition(".")
    lines = text.split("\n")
    line = _line(name, value)
    start, end = _stretch(lines, table)
    if start is None:
        lines = [*lines[: _last_word(lines)], "", f"[{table}]", line, ""]
    else:
        at = next((place for place in range(start, end) if re.match(rf"\s*{re.escape(name)}\s*=", lines[place])), None)
        if at is None:
            lines.insert(start, line)
        else:
            lines[at] = line + _comment(lines[at])
    fresh = "\n".join(lines)
    # Whatever the lines looked like: what is read has to be what was there, with that one value.
    wanted: dict[str, Any] = {**before}
    if table:
        wanted[table] = {**before.get(table, {}), name: _as_read(value)}
    else:
        wanted[name] = _as_read(value)
    if _read(fresh) != wanted:
        raise SettingsError(f"'{key}' cannot be changed in its line: change it by hand")
    return fresh


def _line(name: str, value: Plain) -> str:
    if not isinstance(value, tuple):
        return tomli_w.dumps({name: value}).strip()
    # tomli_w gives every entry of a list a line of its own, and what is changed is one line.
    entries = (tomli_w.dumps({"x": one}).strip().removeprefix("x = ") for one in value)
    return f"{name} = [{', '.join(entries)}]"


def _as_read(value: Plain) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"is no TOML: {error}") from error


def _stretch(lines: list[str], table: str) -> tuple[int | None, int]:
    """Where the lines of a table begin and end; of the file's head without a name."""
    heads = [place for place, line in enumerate(lines) if re.match(r"\s*\[", line)]
    if not table:
        return 0, heads[0] if heads else len(lines)
    for number, place in enumerate(heads):
        if re.match(rf"\s*\[\s*{re.escape(table)}\s*\]\s*(#.*)?$", lines[place]):
            return place + 1, heads[number + 1] if number + 1 < len(heads) else len(lines)
    return None, 0


def _last_word(lines: list[str]) -> int:
    return max((place for place, line in enumerate(lines) if line.strip()), default=-1) + 1


def _comment(line: str) -> str:
    """What stands behind the value, with the room before it."""
    for place in (place for place, sign in enumerate(line) if sign == "#"):
        try:
            tomllib.loads(line[:place])
        except tomllib.TOMLDecodeError:
            continue
        said = line[:place].rstrip()
        return line[len(said) :]
    return ""
