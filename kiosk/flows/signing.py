"""Sign on the glass: one step for any flow's table. Whoever cannot write agrees by word: who they are is proven.

signing.step("offence_sign", back_to="offence_notice", passes=..., needs=level, dot=4)
session.gathering.signature        what was signed; None where it was agreed to by word
"""

from collections.abc import Callable
from dataclasses import replace

from kiosk.events import Event, Failed, Tapped
from kiosk.materials_effects import TakeSignature
from kiosk.materials_events import SignatureNotTaken, SignatureTaken
from kiosk.platform.material_values import MOST_STROKES, Inked
from kiosk.session import Level, Session
from kiosk.step import Backward, Idle, Onward, Stay, Step, Turn
from kiosk.taps import Cleared, Erased, OtherWay, Signed, WentBack, WentOn
from printing.handwriting import Handwriting

PAD = "signature_pad"
WORDS = "signature"


def step(
    name: str, *, back_to: str, passes: Callable[[Session], bool], needs: Level = Level.NOBODY, dot: int = 0
) -> Step:
    """The step; not entered where the terminal has nothing to sign on.

    Args:
        name: in the flow's table.
        back_to: what 上一步 enters.
        passes: whether nothing is to be signed.
        needs: the level of identity that the flow has reached.
        dot: of the step dots.
    """

    def takes(session: Session, event: Event) -> Turn | None:
        return _signs(session, event, back_to)

    def is_not_signed(session: Session) -> bool:
        return passes(session) or not session.terminal.health.has(PAD)

    return Step(
        name=name,
        screen="signature",
        words=WORDS,
        idle=Idle.WRITING,
        takes=takes,
        passes=is_not_signed,
        needs=needs,
        dot=dot,
    )


def handwriting(signature: Inked) -> Handwriting:
    """What was signed, for a paper."""
    strokes = (zip(stroke[0::3], stroke[1::3], strict=True) for stroke in signature.strokes)
    return Handwriting(tuple(tuple((x / 100, y / 100) for x, y in stroke) for stroke in strokes))


def unsigned(session: Session) -> Session:
    """With nothing written on the field."""
    gathering = replace(session.gathering, strokes=(), signature=None, is_agreed=False)
    return replace(session, gathering=gathering, notice="")


def _signs(session: Session, event: Event, back_to: str) -> Turn | None:
    gathering = session.gathering
    match event:
        case Tapped(Signed(points)) if len(gathering.strokes) < MOST_STROKES and len(points) % 3 == 0:
            return _with_strokes(session, (*gathering.strokes, points))
        case Tapped(Erased()):
            return _with_strokes(session, gathering.strokes[:-1])
        case Tapped(Cleared()):
            return _with_strokes(session, ())
        case Tapped(WentOn()):
            return Stay(replace(session, notice=""), (TakeSignature(gathering.strokes),))
        case SignatureTaken(signature):
            signed = replace(gathering, signature=signature, is_agreed=True)
            return Onward(replace(session, gathering=signed, notice=""))
        case SignatureNotTaken(is_empty):
            return Stay(replace(session, notice="signature_empty" if is_empty else "signature_small"))
        case Failed():
            return Stay(replace(session, notice="signature_failed"))
        case Tapped(OtherWay()):
            by_word = replace(gathering, signature=None, strokes=(), is_agreed=True)
            return Onward(replace(session, gathering=by_word, notice=""))
        case Tapped(WentBack()):
            return Backward(unsigned(session), to=back_to)
    return None


def _with_strokes(session: Session, strokes: tuple[tuple[int, ...], ...]) -> Turn:
    return Stay(replace(session, gathering=replace(session.gathering, strokes=strokes), notice=""))
