"""Whatever is written for any setting: it is taken, or refused in our own words."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from config.cures import CURES
from config.settings import Settings
from config.toml_file import Block

WRONG: list[Any] = ["", " ", "x" * 300, "?", 7, -1, 10**30, 1.5, 1e300, float("nan"), True, [], [[]], {}, {"?": "?"}]


def inner_block(annotation: Any) -> type[Block] | None:
    kinds = [annotation, *get_args(annotation)]
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Block)), None)


def places() -> Iterator[tuple[str, ...]]:
    """Every setting of a terminal's file by its keys."""
    for name, field in Settings.model_fields.items():
        yield (name,)
        block = inner_block(field.annotation)
        if block is not None:
            yield from ((name, inner) for inner in block.model_fields)
    yield from (("locker", "boards", inner) for inner in ("board", "locks", "feedback_inverted", "item_sensors"))


def refused(place: tuple[str, ...], value: Any) -> Iterator[ValidationError]:
    """What is said of a file in which only this setting is written."""
    table: Any = value
    for key in reversed(place):
        table = {key: [table] if key == "boards" and table is not value else table}
    try:
        Settings.model_validate(table)
    except ValidationError as error:
        yield error


@pytest.mark.parametrize("place", list(places()), ids=".".join)
def test_every_wrong_value_is_refused_in_our_own_words(place: tuple[str, ...]) -> None:
    for value in WRONG:
        for error in refused(place, value):
            for problem in error.errors():
                own = problem["type"] in {*CURES, "path", "played", "value_error"}
                assert own, f"{value!r}: {problem['type']}: {problem['msg']}"
