"""What people say and what the offices call it: config/everyday-words.toml."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

import config
from config.toml_file import Block, checked

Words = Annotated[tuple[Annotated[str, Field(min_length=2, max_length=40)], ...], Field(min_length=1)]


class Saying(Block):
    """One thing that people say in several ways."""

    said: Words
    means: Annotated[Words, Field(description="Words that stand in the names of items.")]


class EverydayWords(Block):
    """The file."""

    fillers: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=20)], ...],
        Field(description="Said around what is wanted; left out of a search."),
    ] = ()
    saying: tuple[Saying, ...] = ()


def load_everyday_words(path: Path | None = None) -> EverydayWords:
    """Read the file; the package's own by default.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return checked(EverydayWords, path or Path(config.__file__).parent / "everyday-words.toml")
