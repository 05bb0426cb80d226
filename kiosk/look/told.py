"""Names that come in Simplified Chinese, from the platform, a slip or a register, as somebody reads them.

What our texts know by that name is written in the person's language, an office as config/departments.toml has it,
something to do as its item has it. What nobody knows stays as it was told; whoever reads Traditional Chinese gets it in
that script. Never for a person's name.
"""

from config.texts import Texts
from kiosk.items import names
from kiosk.session import Session

_KNOWN = ("told", "label")
"""Sections of config/texts whose simplified texts are such names."""


def as_read(texts: Texts, session: Session, name: str) -> str:
    """That name for whoever reads it."""
    language = session.look.language
    if language == "zh-Hans":
        return name
    for section in _KNOWN:
        for key, written in texts.below("zh-Hans", section).items():
            if written == name:
                return texts.text(language, f"{section}.{key}")
    items = (item.settings.name for item in session.terminal.catalogue.values())
    for known in (*names.departments().values(), *items):
        if known.zh_hans == name:
            return known.of(language)
    traditional = session.terminal.aids.traditional
    return traditional(name) if language == "zh-Hant" and traditional is not None else name
