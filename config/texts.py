"""Every word a resident or the staff reads, in three languages: config/texts/<language>.toml, keys in dots.

Plain words rule (checked by tests/config/test_texts.py): a verb first, at most 12 Han in a button, and none of the
office words 事项, 申请人, 办件. An error says what happened, what is safe, and what to do now.
"""

import re
import string
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en")
"""The first one is the source; the others must have the same keys and placeholders."""

FOLDER: Final = Path(__file__).parent / "texts"


class TextError(ValueError):
    """A text is missing or does not fit. The message is one line naming file and key."""


class Texts:
    """All texts, checked against each other when made.

    Args:
        tables: for each language, text by dotted key. The first one is the source.
        folder: where they came from, for error messages.

    Raises:
        TextError: a key or a placeholder is in one language and not in another.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, str]], folder: Path = FOLDER) -> None:
        self._tables = tables
        self._languages = tuple(tables)
        self._folder = folder
        self._check()
        self._right_below = {language: _by_prefix(table) for language, table in tables.items()}

    def text(self, language: str, key: str, **values: object) -> str:
        """One text, e.g. `text("en", "notice.code_wrong", tries=2)`.

        Raises:
            TextError: no such key, or a placeholder has no value.
        """
        table = self._tables[language]
        if key not in table:
            raise TextError(f"{self._file(language)}: no text '{key}': add it, in every language")
        return self._filled(language, key, table[key], values)

    def written(self, language: str, key: str) -> str:
        """One text with its placeholders as they are written; the key must exist."""
        return self._tables[language][key]

    def words(self, language: str, screen: str, **values: object) -> dict[str, str]:
        """The words of a screen: its own, and with them those that every screen shares ([screen.every])."""
        return self.below(language, "screen.every", **values) | self.below(language, f"screen.{screen}", **values)

    def bar(self, language: str) -> dict[str, str]:
        """The words of the frame: status strip, fixed bar and the still-there question."""
        return self.below(language, "bar")

    def trouble(self, language: str, key: str, **values: object) -> dict[str, str]:
        """The trouble screen's words for one reason: title, lead, safe, next, and the buttons."""
        return self.words(language, "trouble", **values) | self.below(language, f"trouble.{key}", **values)

    def below(self, language: str, prefix: str, **values: object) -> dict[str, str]:
        """All texts right below a prefix, by the last part of their keys.

        Without any value the placeholders stay as they are written; with values every placeholder needs one.

        Raises:
            TextError: nothing lies there, or a placeholder has no value.
        """
        found = self._right_below[language].get(prefix)
        if found is None:
            raise TextError(f"{self._file(language)}: no texts below '{prefix}': add the table, in every language")
        if not values:
            return dict(found)
        return {last: self._filled(language, f"{prefix}.{last}", text, values) for last, text in found.items()}

    def has(self, prefix: str) -> bool:
        """Whether any text has this key or lies below it."""
        return any(key == prefix or key.startswith(f"{prefix}.") for key in self._tables[self._languages[0]])

    def changed(self, change: Callable[[str], str]) -> "Texts":
        """The same keys with other words, e.g. longer ones to find out what they would break.

        Raises:
            TextError: the change has lost a placeholder in one language.
        """
        tables = {
            language: {key: change(text) for key, text in table.items()} for language, table in self._tables.items()
        }
        return Texts(tables, self._folder)

    def keys(self) -> tuple[str, ...]:
        """Every dotted key."""
        return tuple(self._tables[self._languages[0]])

    def _filled(self, language: str, key: str, text: str, values: Mapping[str, object]) -> str:
        try:
            return text.format_map(values)
        except KeyError as error:
            raise TextError(f"{self._file(language)}: '{key}' needs a value for {{{error.args[0]}}}") from None

    def _check(self) -> None:
        source = self._tables[self._languages[0]]
        for language in self._languages[1:]:
            other = self._tables[language]
            for key in (*source, *other):
                if key not in other or key not in source:
                    lacking = language if key not in other else self._languages[0]
                    raise TextError(f"{self._file(lacking)}: no text '{key}', another language has it: add it")
                if placeholders(source[key]) != placeholders(other[key]):
                    raise TextError(
                        f"{self._file(language)}: '{key}' has placeholders {sorted(placeholders(other[key]))}, "
                        f"{self._languages[0]} has {sorted(placeholders(source[key]))}: make them the same"
                    )

    def _file(self, language: str) -> Path:
        return self._folder / f"{language}.toml"


def _by_prefix(table: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The texts by all but the last part of their keys, then by the last: every screen asks several times."""
    found: dict[str, dict[str, str]] = {}
    for key, text in table.items():
        prefix, _, last = key.rpartition(".")
        found.setdefault(prefix, {})[last] = text
    return found


def placeholders(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


@cache
def load_texts(folder: Path = FOLDER, languages: tuple[str, ...] = LANGUAGES) -> Texts:
    """Read and check the three files, or those of other languages; once, for everybody.

    Raises:
        TextError: a file is missing, is not TOML, holds something that is no text, or they do not match.
    """
    return Texts(MappingProxyType({language: _read(folder / f"{language}.toml") for language in languages}), folder)


def _read(path: Path) -> Mapping[str, str]:
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise TextError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TextError(f"{path}: not TOML: {error}") from error
    flat: dict[str, str] = {}
    _flatten(path, "", table, flat)
    return MappingProxyType(flat)


def _flatten(path: Path, prefix: str, table: Mapping[str, Any], into: dict[str, str]) -> None:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            _flatten(path, f"{key}.", value, into)
        elif not isinstance(value, str):
            raise TextError(f"{path}: '{key}' is no text: put it in quotation marks")
        elif _BRACE.search(value):
            raise TextError(f"{path}: '{key}' has a brace that is no {{name}}: correct it")
        else:
            into[key] = value


_BRACE = re.compile(r"\{(?![a-z_]+\})|(?<![a-z_])\}")
