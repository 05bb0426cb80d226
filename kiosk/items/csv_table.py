"""A table with a head line, as any spreadsheet writes it, checked line by line."""

import csv
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from config.cures import CURES
from config.toml_file import Block, SettingsError

B = TypeVar("B", bound=Block)


def table(kind: type[B], path: Path, key: str) -> tuple[B, ...]:
    """Every line of a table with a head line; an empty cell is as if it were not there.

    Raises:
        SettingsError: with file, line, column and cure.
    """
    found: dict[str, B] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.DictReader(file, strict=True)
            for cells in lines:
                try:
                    row = kind.model_validate({name: cell for name, cell in cells.items() if cell != ""})
                except ValidationError as error:
                    problem = error.errors(include_url=False, include_input=False)[0]
                    cure = CURES.get(problem["type"], problem["msg"]).format_map(problem.get("ctx", {}))
                    column = problem["loc"][0] if problem["loc"] else key
                    raise SettingsError(f"{path}:{lines.line_num}: '{column}' {cure}") from None
                name = str(getattr(row, key))
                if name in found:
                    raise SettingsError(f"{path}:{lines.line_num}: '{key}' {name} stands there twice: remove one")
                found[name] = row
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{path}: no table in UTF-8 with commas: {error}") from error
    return tuple(found.values())
