"""What the search shows: what stands in the field, what letters and strokes may mean, what to do where nothing is."""

from dataclasses import replace

from config.texts import Texts
from kiosk.forms.writing import BATCH_OF_CANDIDATES, candidates
from kiosk.look.candidates import offered
from kiosk.over.finding import BOARDS, written
from kiosk.session import Session
from kiosk.view import Choice, Keyboard, View


def seen(texts: Texts, session: Session, view: View) -> View:
    """The View of the search, completed; any other as it was."""
    finding = session.choosing.finding
    if finding is None or view.screen != "search":
        return view
    language, writing = view.language, finding.writing
    aids = session.terminal.aids.in_script(language)
    boards = aids.boards(BOARDS)
    words = view.words | texts.below(language, "search_keys")
    empty = words["none"] if written(writing) and not view.choices else words["how"] if not view.choices else ""
    keyboard = Keyboard(
        board=writing.board,
        boards=tuple(
            Choice(id=one, label=texts.text(language, f"form.board.{one}"), is_chosen=one == writing.board)
            for one in (boards if len(boards) > 1 else ())
        ),
        letters=writing.letters,
        strokes=writing.strokes,
        candidates=offered(texts, language, candidates(writing, aids)[:BATCH_OF_CANDIDATES], aids),
    )
    return replace(view, words=words | {"empty": empty}, entry=writing.text, keyboard=keyboard)
