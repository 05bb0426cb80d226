"""Recorded voices: a folder of config/voices each, with pack.toml and an .ogg for every sentence that was recorded.

A city adds a voice (潮汕话, 客家话, a person that people know) by adding a folder; docs/voices.md. What a pack does not
have is made by espeak-ng.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter, ValidationError

import config
from config.texts import Texts, placeholders
from config.toml_file import Block
from kiosk.speech.dialect import CANTONESE

FOLDER: Final = Path(config.__file__).parent / "voices"
NUMBERED: Final = range(1, 6)
"""A sentence with one number in it is recorded with these (our choice: more sheets and tries are seldom)."""
_NUMBERS: Final = frozenset({"tries", "sheet", "sheets", "pages", "count"})
_UNSAID: Final = ("staff.", "label.", "opening.")
"""Texts that nobody says, or only with what belongs to a person."""
_SELDOM: Final = re.compile(r"trouble\.\w+\.lead")
"""Why something failed: said in earphones only, and made there; recordings have to stay below 10 MB."""
Tongue = Literal["mandarin", "cantonese", "english"]
OWN: Final = frozenset({"mandarin", "cantonese", "english"})
"""Packs that every kiosk has; any other one is a city's."""
SCRIPTS: Final[Mapping[Tongue, tuple[str, ...]]] = {
    "mandarin": ("zh-Hans", "zh-Hant"),
    "cantonese": ("yue-Hans", "yue-Hant"),
    "english": ("en",),
}
"""The files of config/texts that a tongue is written in; the first one is what a pack quotes."""


class VoiceError(ValueError):
    """A pack cannot be used. The message is one line naming it."""


class PackFile(Block):
    """pack.toml."""

    name: Annotated[str, Field(min_length=1, max_length=12, description="As it stands on the button.")]
    speaks: Annotated[Tongue, Field(description="Whose sentences were recorded, and who says those that were not.")]
    by: Annotated[str, Field(description="Who or what spoke.")]
    licence: Annotated[str, Field(description="Under which the recordings may be used.")]
    prompts: Annotated[dict[str, str], Field(default_factory=dict, description="What each <id>.ogg says.")]


_PACK_FILE: TypeAdapter[PackFile] = TypeAdapter(PackFile)


@dataclass(frozen=True, slots=True)
class Pack:
    """A voice."""

    id: str
    name: str
    speaks: Tongue
    recordings: Mapping[str, tuple[str, Path]] = field(repr=False)
    """Id and file by what is said, in every script."""


def prompts(texts: Texts, language: str) -> dict[str, str]:
    """Everything fixed that is said in a language, by its id."""
    return dict(_prompts(texts, language))


def load_packs(texts: Texts, cantonese: Texts, folder: Path = FOLDER) -> Mapping[str, Pack]:
    """Every pack of a folder, by its folder's name.

    A recording of a sentence that has changed since is not used.

    Raises:
        VoiceError: a pack.toml cannot be read or is none.
    """
    return {path.parent.name: _pack(path, texts, cantonese) for path in sorted(folder.glob("*/pack.toml"))}


def read_pack(path: Path) -> PackFile:
    """One pack.toml; errors as `load_packs`."""
    try:
        return _PACK_FILE.validate_python(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise VoiceError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VoiceError(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise VoiceError(f"{path}: '{'.'.join(map(str, first['loc']))}' {first['msg']}") from error


def _pack(path: Path, texts: Texts, cantonese: Texts) -> Pack:
    file = read_pack(path)
    source, *others = SCRIPTS[file.speaks]
    table = cantonese if source in CANTONESE else texts
    said = {script: prompts(table, script) for script in (source, *others)}
    recordings: dict[str, tuple[str, Path]] = {}
    for prompt_id, text in file.prompts.items():
        recording = path.parent / f"{prompt_id}.ogg"
        if said[source].get(prompt_id) != text or not recording.exists():
            continue
        for script in said.values():
            recordings.setdefault(script[prompt_id], (prompt_id, recording))
    return Pack(path.parent.name, file.name, file.speaks, recordings)


def _prompts(texts: Texts, language: str) -> Iterator[tuple[str, str]]:
    for key in texts.keys():  # noqa: SIM118  # Texts is no mapping
        text = texts.written(language, key)
        if not text or key.startswith(_UNSAID) or _SELDOM.fullmatch(key):
            continue
        wanted = placeholders(text)
        if not wanted:
            yield key, text
        elif len(wanted) == 1 and wanted <= _NUMBERS:
            (name,) = wanted
            yield from ((f"{key}-{number}", text.format_map({name: number})) for number in NUMBERED)
