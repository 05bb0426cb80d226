"""Characters and words that typed letters or strokes may mean, as they stand on the glass and are heard."""

from collections.abc import Sequence

from config.texts import Texts
from kiosk.forms.writing import Aids
from kiosk.view import Choice, Language


def offered(texts: Texts, language: Language, found: Sequence[str], aids: Aids) -> tuple[Choice, ...]:
    """Candidates; a character with a word that it stands in, for whoever hears it among others that sound alike."""
    words = aids.examples
    return tuple(
        Choice(
            id=text,
            label=text,
            detail=texts.text(language, "speech.as_in", character=text, word=words[text]) if text in words else "",
        )
        for text in found
    )
