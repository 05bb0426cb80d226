"""Which colour stands on which, and what contrast that needs."""

from typing import Final

from screens.contrast import BODY, PART, TEXT

PAIRS: Final = (
    ("ink", "ground", BODY),
    ("ink", "card", BODY),
    ("ink", "tint", BODY),
    ("soft", "ground", TEXT),
    ("soft", "card", TEXT),
    ("headInk", "head", BODY),
    ("headSoft", "head", TEXT),
    ("primaryInk", "primary", TEXT),
    ("primaryInk", "primaryDown", TEXT),
    ("quietInk", "quiet", TEXT),
    ("quietInk", "quietDown", TEXT),
    ("quietInk", "tint", TEXT),
    ("quietInk", "ground", TEXT),
    ("good", "goodTint", TEXT),
    ("bad", "badTint", TEXT),
    ("bad", "card", TEXT),
    ("litInk", "lit", TEXT),
    ("firm", "card", PART),
    ("firm", "ground", PART),
    ("primary", "card", PART),
    ("primary", "ground", PART),
)
"""Names of screens/qml/Tokens.qml."""
