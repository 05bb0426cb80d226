"""What is promised where a material is owed, or stated instead of shown: config/promises.toml."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

import config
from config.toml_file import Block, checked
from kiosk.wording import Wording


class Sides(Block):
    """Two promises, one against the other."""

    yours: Annotated[tuple[Wording, ...], Field(min_length=1, max_length=6)]
    ours: Annotated[tuple[Wording, ...], Field(min_length=1, max_length=6)]


class PromiseTerms(Block):
    """The file config/promises.toml."""

    owed: Annotated[Sides, Field(description="容缺.")]
    committed: Annotated[Sides, Field(description="告知承诺.")]


@cache
def promise_terms() -> PromiseTerms:
    """The file; read once."""
    return checked(PromiseTerms, Path(config.__file__).parent / "promises.toml")
