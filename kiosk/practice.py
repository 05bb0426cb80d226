"""练一练: the same screens and rules with an invented person. What a visit asks for is answered here; nothing is done.

No device is asked, nothing is read, sent, journalled or printed. Only the picture of the paper is drawn, in memory.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from drivers.clock import Clock
from drivers.idcard import CardKind, IdCard
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.cabinet.workers import Job
from kiosk.events import (
    CardRead,
    CardStays,
    CodeSent,
    DocumentIssued,
    Event,
    Failed,
    Identified,
    PrinterAsked,
    PrintMoved,
    PrintSettled,
    RecordFound,
    SlipSettled,
)
from kiosk.platform.values import Challenge, EnrolmentRecord, EnrolmentSpan, Identity, Issued
from kiosk.service_events import TimeTold

Post = Callable[[Event], None]
PHONE: Final = "138****0000"
NAME: Final = "示范人"
NUMBER: Final = "449901194607010024"
"""Of an unassigned area, with its right check digit."""
NOBODY: Final = "practice-0000"
"""Stands where the platform's words about a person would."""
CODE: Final = "123456"
"""What the screen says that the phone would say; any other is taken too."""
CARD_S: Final = 4.0
"""Time to see where a card goes before it seems to lie there."""
ANSWER_S: Final = 1.0
SHEET_S: Final = 4.0
_DRAWN = effects.MakePaper | effects.DrawPage | effects.ShowPage
"""Pictures in memory: these go to the real hands."""


class PracticeHands:
    """Stands where kiosk.hands.carrying_out.Hands does, for visits that are only tried out.

    Args:
        draw: the real hands, for pictures of the paper.
        clock: for the answers, which come as late as they would.
    """

    def __init__(self, draw: Callable[[effects.Effect, Post], Job | None], clock: Clock) -> None:
        self._draw = draw
        self._clock = clock
        self._due: list[tuple[float, Job, Post, Event]] = []

    def carry_out(self, effect: effects.Effect, post: Post) -> Job | None:
        """Have an invented answer come in its time; what has none is left alone."""
        if isinstance(effect, _DRAWN):
            return self._draw(effect, post)
        job = Job(lambda _: None)
        for after_s, event in self._answers(effect):
            self._due.append((self._clock.monotonic() + after_s, job, post, event))
        return job

    def beat(self) -> None:
        """Post what is due; a step that was left wants no answer any more."""
        now = self._clock.monotonic()
        due = [one for one in self._due if one[0] <= now]
        self._due = [one for one in self._due if one[0] > now]
        for _, job, post, event in sorted(due, key=lambda one: one[0]):
            if not job.is_stopped():
                post(event)

    def _answers(self, effect: effects.Effect) -> tuple[tuple[float, Event], ...]:
        now = self._clock.now()
        match effect:
            case effects.ReadCard():
                return ((CARD_S, CardRead(_card(), is_expired=False, is_child=False)),)
            case effects.LookForCard():
                # What seemed to be laid there seems to lie there still.
                return ((0.0, CardStays(is_there=True)),)
            case effects.SendCode():
                return ((ANSWER_S, CodeSent(Challenge(challenge="practice", sent_to=PHONE, digits=6, valid_s=300))),)
            case effects.CheckCode():
                return ((ANSWER_S, Identified(self._identity())),)
            case effects.LookUp():
                return ((ANSWER_S, RecordFound(self._record())),)
            case effects.AskPrinter():
                return ((ANSWER_S, PrinterAsked((), 1)),)
            case effects.Issue() | effects.IssueAgain():
                return ((ANSWER_S, DocumentIssued(self._issued(), now)),)
            case effects.Print():
                done = PrintSettled(Outcome.DONE, 1, None)
                return ((0.0, PrintMoved(0, 1, None)), (SHEET_S, PrintMoved(1, 1, None)), (SHEET_S + ANSWER_S, done))
            case effects.TellTime():
                return ((0.0, TimeTold(now)),)
            case effects.PrintSlip():
                return ((ANSWER_S, SlipSettled(is_printed=True)),)
            case effects.Record() | effects.StopPrinting() | effects.ForgetFace():
                return ()
        return ((ANSWER_S, Failed("practice_only", can_try_again=False)),)

    def _identity(self) -> Identity:
        until = self._clock.now() + timedelta(hours=1)
        return Identity(token=NOBODY, subject=NOBODY, level=2, valid_until=until, number=NUMBER, name=NAME)

    def _record(self) -> EnrolmentRecord:
        now = self._clock.now()
        first, last = f"{now.year - 2}{now.month:02d}", f"{now:%Y%m}"
        span = EnrolmentSpan(
            period_from=first,
            period_to=last,
            city="441300",
            unit_no="900001",
            unit_name="示范单位",
            pension=24,
            injury=24,
            unemployment=24,
        )
        return EnrolmentRecord(
            subject=NOBODY,
            name=NAME,
            number=NUMBER,
            personal_no="9000000001",
            city="441300",
            period_from=first,
            period_to=last,
            spans=(span,),
            pension_months=24,
            injury_months=24,
            unemployment_months=24,
            cutoff=now,
            issuer="示范单位",
        )

    def _issued(self) -> Issued:
        return Issued(
            document_no="D00000000000000",
            verification_code="ABCD2345EFGH6789",
            verification_url="https://practice.invalid/v?c=ABCD2345EFGH6789",
            issued_at=self._clock.now(),
            record=self._record(),
        )


def _card() -> IdCard:
    return IdCard(
        kind=CardKind.CITIZEN,
        number=NUMBER,
        name=NAME,
        birth=date(1946, 7, 1),
        valid_from=date(2020, 1, 1),
        valid_to=None,
    )
