"""A thousand terminals from one file of a kind of site and a list of the sites.

The list is a CSV file whose first row names settings, with dots: `terminal,place,city,a4_printer.device`. A cell takes
the place of the template's value; an empty one leaves it; `-` takes a whole table out. Only the template's plan of its
hall goes into no site's file: who has one names it in a column `hall_plan`. All files appear at once, when
every one of them is in order; who changes a site changes the list, not its file.
"""

import copy
import csv
import os
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import tomli_w
from pydantic import ValidationError

from config.cures import worst
from config.settings import Settings
from config.toml_file import Block, SettingsError
from kiosk.cabinet.devices import check_models
from kiosk.items.profiles import check_province

NOT_THERE = "-"
ROWS_MOST = 20_000
"""Sites of one list (our choice: a province has some ten thousand terminals)."""


def make_files(sites: Path, template: Path, out: Path) -> int:
    """Write one file a site.

    Args:
        sites: the list.
        template: what the sites have in common.
        out: a folder that is not there yet.

    Returns:
        How many were written.

    Raises:
        SettingsError: naming file, line, column and cure; then nothing was written.
    """
    if out.exists():
        raise SettingsError(f"{out}: is there already: name a new folder, and compare")
    try:
        common = tomllib.loads(template.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"{template}: cannot be read: {error}") from error
    unfinished = out.with_name(f".{out.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    known: dict[str, int] = {}
    provinces: set[tuple[str, ...]] = set()
    try:
        for line, cells in _rows(sites):
            table, terminal = _file_of(sites, line, cells, common, provinces)
            # Sticks and people do not tell A from a.
            if (name := terminal.casefold()) in known:
                raise SettingsError(f"{sites}:{line}: 'terminal' {terminal} stands in line {known[name]} already")
            known[name] = line
            head = f"# Made from {template.name} and line {line} of {sites.name}: change it there.\n"
            (unfinished / f"{terminal}.toml").write_text(head + tomli_w.dumps(table), "utf-8")
        if not known:
            raise SettingsError(f"{sites}: names no site: add a row below the first")
        os.sync()
        unfinished.rename(out)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return len(known)


def _rows(sites: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        # Tables of office programs begin with a byte order mark.
        with sites.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            head = [name.strip() for name in next(reader, [])]
            _check_head(sites, head)
            for count, row in enumerate(reader):
                if count >= ROWS_MOST:
                    raise SettingsError(f"{sites}:{reader.line_num}: more than {ROWS_MOST} sites: split the list")
                if not any(cell.strip() for cell in row):
                    continue
                if len(row) != len(head):
                    raise SettingsError(f"{sites}:{reader.line_num}: has {len(row)} cells, the first row {len(head)}")
                yield reader.line_num, dict(zip(head, (cell.strip() for cell in row), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{sites}: cannot be read: {error}: save it as CSV in UTF-8") from error


def _check_head(sites: Path, head: list[str]) -> None:
    if "terminal" not in head:
        raise SettingsError(f"{sites}:1: the first row names no column 'terminal': add it")
    for name in head:
        if head.count(name) > 1:
            raise SettingsError(f"{sites}:1: column '{name}' stands there twice: take one out")
        if name not in KINDS:
            raise SettingsError(f"{sites}:1: column '{name}' is no setting: see docs/settings.md")


def _file_of(
    sites: Path, line: int, cells: Mapping[str, str], common: Mapping[str, Any], provinces: set[tuple[str, ...]]
) -> tuple[dict[str, Any], str]:
    """The site's table and its terminal.

    Args:
        sites: the list, for what is wrong.
        line: of the list.
        cells: by setting.
        common: the template's table.
        provinces: what has been held against a province's files already.
    """
    whole = copy.deepcopy(dict(common))
    # A plan names each terminal that stands on it: the template's own stands for no other.
    whole.pop("hall_plan", None)
    for name, cell in cells.items():
        if not cell:
            continue
        *above, last = name.split(".")
        table: Any = whole
        for part in above:
            table = table.setdefault(part, {})
            if not isinstance(table, dict):
                told = f"column '{name}' has a value, and so has '{part}' itself: leave one of the two cells empty"
                raise SettingsError(f"{sites}:{line}: {told}")
        if cell == NOT_THERE:
            table.pop(last, None)
        else:
            table[last] = _value(cell, KINDS[name])
    try:
        settings = Settings.model_validate(whole)
        check_models(settings)
        if (alike := (settings.profile, settings.platform.gateway, settings.city)) not in provinces:
            check_province(settings)
            provinces.add(alike)
    except ValidationError as error:
        keys, cure = worst(error)
        raise SettingsError(f"{sites}:{line}: '{'.'.join(keys)}' {cure}") from None
    except SettingsError as error:
        raise SettingsError(f"{sites}:{line}: {error}") from error
    return whole, settings.terminal


def _value(cell: str, kind: Any) -> Any:
    """A cell as TOML has it: text stays text, whatever it looks like."""
    if kind in (str, Path) or str in get_args(kind) or Path in get_args(kind):
        return cell
    try:
        return tomllib.loads(f"value = {cell}")["value"]
    except (ValueError, RecursionError):
        # The schema says what it should have been.
        return cell


def _kinds(block: type[Block], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in block.model_fields.items():
        yield f"{above}{name}", field.annotation
        for one in (field.annotation, *get_args(field.annotation)):
            if isinstance(one, type) and issubclass(one, Block):
                yield from _kinds(one, f"{above}{name}.")


KINDS = dict(_kinds(Settings))
"""Every setting that a column may name, with its type."""
