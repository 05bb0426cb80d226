"""One TOML file becomes one frozen, checked value; what is wrong in it is one line with file, line, key and cure."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar
from unicodedata import category

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from config.cures import first_mistake, line_of


def _named(path: object) -> object:
    if isinstance(path, str) and (not path.strip() or "\0" in path):
        raise PydanticCustomError("path", "must name a file or a folder")
    return path


def _texts(value: object) -> Iterator[str]:
    return (text for text in (value if isinstance(value, tuple) else (value,)) if isinstance(text, str))


def _is_hidden(sign: str) -> bool:
    return category(sign) in HIDDEN or sign in TURNING


HIDDEN = ("Cc", "Zl", "Zp", "Cs", "Co", "Cn")
"""Controls, ends of lines and paragraphs, what is no character (Unicode's general categories)."""
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Unicode's bidirectional controls (UAX 9, 2)."""
Text = Annotated[str, Field(min_length=1, max_length=200)]
Seconds = Annotated[float, Field(gt=0, le=86_400)]
Named = Annotated[Path, BeforeValidator(_named)]
"""A path that says something: an empty one would be the file's own folder."""
LARGEST = 2_000_000
"""Bytes of a file in TOML (our choice: our largest has 60 000)."""


class SettingsError(ValueError):
    """A file that cannot be used. The message is one line: file, line, key and cure."""


class Block(BaseModel):
    """A table of the file: frozen, nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, hide_input_in_errors=True, allow_inf_nan=False)

    @field_validator("*")
    @classmethod
    def _says_what_is_seen(cls, value: object) -> object:
        """Words are shown, printed and sent on wires: what nobody sees would end a line there, or turn it round."""
        hidden = next((sign for text in _texts(value) for sign in text if _is_hidden(sign)), "")
        if hidden:
            raise PydanticCustomError("hidden", f"holds U+{ord(hidden):04X}, which nobody sees: type it anew")
        return value


B = TypeVar("B", bound=Block)


def mistake(path: Path, key: str, what: str) -> SettingsError:
    """What is wrong with a key of a file that was read, told with its line.

    Args:
        path: the file.
        key: with dots, e.g. facts.department.
        what: the mistake and its cure.
    """
    return SettingsError(f"{path}:{line_of(path.read_text('utf-8'), key.split('.'))}: '{key}' {what}")


def checked(kind: type[B], path: Path) -> B:
    """Read one TOML file as a `kind`; relative paths count from the file's folder.

    Raises:
        SettingsError: with file, line, key and cure.
    """
    try:
        if path.exists() and not path.is_file():
            raise SettingsError(f"{path}: is no file: check the path")
        if path.stat().st_size > LARGEST:
            raise SettingsError(f"{path}: is larger than {LARGEST} bytes: is it the right file?")
        text = path.read_text("utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: byte {error.start} is not UTF-8: save the file as UTF-8") from error
    if text.startswith("\ufeff"):
        raise SettingsError(f"{path}: begins with a byte order mark: save the file as UTF-8 without BOM")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    except (ValueError, RecursionError) as error:
        # Python's own limits on a number's digits and on brackets in brackets.
        raise SettingsError(f"{path}: has a number or a nesting without end: take it out ({error})") from None
    try:
        value = kind.model_validate(table)
    except ValidationError as error:
        raise SettingsError(first_mistake(error, path, text)) from None
    return _rooted(value, path.parent)


def _rooted(value: B, folder: Path) -> B:
    changes: dict[str, Any] = {}
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if isinstance(inner, Path) and not inner.is_absolute():
            changes[name] = (folder / inner).resolve()
        elif isinstance(inner, Block):
            changes[name] = _rooted(inner, folder)
    return value.model_copy(update=changes)
