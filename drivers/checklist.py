"""What every device folder must have, and what its own checklist says of each: done, or exempt and why."""

import tomllib
from pathlib import Path

RULES: dict[str, str] = {
    "role": "`__init__.py`: a Protocol as small as its callers need, and frozen values",
    "frames": "`frames.py`: bytes to values and back, without I/O",
    "model": "at least one model that speaks the real protocol",
    "simulator": "`simulator.py`: the other end of the wire, a process of its own",
    "settings": "a typed block in `config/settings.py`, every field with its meaning",
    "catalogue": "a line a model in `drivers/catalog.py`; constructors open nothing",
    "vectors": "published or worked frames as test vectors",
    "noise": "decoders pass whole, byte by byte and with noise; no bytes crash them",
    "faults": "each fault of the line, ordered from the running simulator",
    "reconnect": "unplugged and plugged in under the same path: it recovers alone",
    "limits": "every wait is bounded, and the number has a source",
    "texts": "its faults have texts for residents and staff in all languages",
    "privacy": "nothing of a person in a repr, an error or a log",
    "trace": "its wire can be traced, and the bytes of a person are left out",
    "self_test": "staff can ask it whether it works without a resident",
}
DONE = "done"
_EXEMPT = "exempt: "
FILE = "checklist.toml"


class ChecklistError(ValueError):
    """A checklist that cannot be used. The message is one line naming file, rule and cure."""


def load(path: Path) -> dict[str, str | None]:
    """Read one checklist.

    Returns:
        For every rule, in the order of RULES, None when it is done, or why the device is exempt.

    Raises:
        ChecklistError: it is missing, is not TOML, lacks a rule, has one too many, or a word is neither.
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        with path.open("rb") as file:
            written = tomllib.load(file)
    except OSError as error:
        raise ChecklistError(f"{where}: cannot be read ({error.strerror}): write it") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ChecklistError(f"{where}: not TOML: {error}") from error
    if unknown := sorted(set(written) - set(RULES)):
        raise ChecklistError(f"{where}: unknown rules {unknown}: remove them")
    return {rule: _told(where, rule, written.get(rule)) for rule in RULES}


def _told(where: str, rule: str, word: object) -> str | None:
    if word == DONE:
        return None
    if isinstance(word, str) and word.startswith(_EXEMPT) and word.removeprefix(_EXEMPT).strip():
        return word.removeprefix(_EXEMPT).strip()
    raise ChecklistError(f'{where}: \'{rule}\' is neither "done" nor "exempt: why"')
