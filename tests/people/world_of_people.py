"""The world around the terminal that people stand before: the province answers at once, devices wait for the person."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from in_words import Clock
from province_in_process import InProcess
from pypdf import PdfReader

from drivers.clock import BEIJING
from drivers.face import Verdict
from drivers.faults import Fault
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from drivers.receipt_printer import Slip
from kiosk import effects, events, service_effects, service_events
from kiosk.cabinet.workers import Job
from kiosk.hands.sent_codes import SentCodes
from kiosk.hands.services import answered, wanted_record
from kiosk.platform import identity as platform_identity
from kiosk.platform.errors import PlatformError, Refused
from kiosk.platform.values import ErrorCode
from printing.certificate import pages_of, render
from printing.document import Document, Drawing, Paper
from printing.sheets import on_paper

Post = Callable[[events.Event], None]


@dataclass
class Printer:
    """The A4 printer; `stops` is the fault at which it stands still after so many sheets."""

    before: tuple[Fault, ...] = ()
    stops: Fault | None = None
    post: Post | None = None
    paper: Paper | None = None


@dataclass
class World:
    """Where kiosk.hands.carrying_out stands."""

    there: InProcess
    clock: Clock
    running_visit: Callable[[], str] = lambda: ""
    printer: Printer = field(default_factory=Printer)
    card_lies: bool = False
    slips_fail: bool = False
    documents: list[Document | Drawing] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    """What stands on each sheet that came out whole, without white."""
    slips: list[Slip] = field(default_factory=list)
    waits: list[tuple[effects.Effect, Post]] = field(default_factory=list)
    """What devices were asked for and nobody has given yet."""
    asked: list[effects.Effect] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.codes = SentCodes(self.clock, 60.0, lambda: self.running_visit())

    def now(self) -> datetime:
        return self.there.province.clock.now()

    def today(self) -> date:
        return self.now().astimezone(BEIJING).date()

    def carry_out(self, effect: effects.Effect, post: Post) -> Job:
        self.asked.append(effect)
        try:
            told = self._asked(effect, post)
        except PlatformError as error:
            told = events.Failed(error.key, can_try_again=error.can_try_again)
        if told is not None:
            post(told)
        return Job(lambda _: None)

    def give(self, kind: type[effects.Effect], event: events.Event) -> None:
        """The person gives what a device waits for."""
        for effect, post in reversed(self.waits):
            if isinstance(effect, kind):
                self.waits = [one for one in self.waits if one[0] is not effect]
                post(event)
                return
        raise AssertionError(f"nobody waits for {kind.__name__}, but {[type(one).__name__ for one, _ in self.waits]}")

    def wants(self, kind: type[effects.Effect]) -> bool:
        return any(isinstance(effect, kind) for effect, _ in self.waits)

    def _asked(self, effect: effects.Effect, post: Post) -> events.Event | None:
        platform = self.there.platform
        match effect:
            case effects.SendCode(document, known):
                return self.codes.send(effect.to, known, lambda: platform.challenge(document))
            case effects.HelpPerson(helper, principal, relation, known):
                return self.codes.send(
                    effect.to, known, lambda: platform_identity.help_person(platform, helper, principal, relation)
                )
            case effects.CheckCode():
                return self._checked(effect)
            case effects.ProveByPhoneCode(payload):
                return events.Identified(platform_identity.by_pass(platform, payload))
            case effects.ProveBySocialCard(card):
                return events.Identified(platform_identity.by_social_card(platform, card))
            case effects.ProveFace(Verdict.SAME, IdCard() as card):
                return events.Identified(platform_identity.by_local_face(platform, card, effect.draw))
            case effects.ProveFace():
                return events.FaceNotProven()
            case effects.LookUp(identity, number, inquiry):
                wanted = wanted_record(inquiry, self.now())
                return events.RecordFound(platform.record(identity, wanted, number=number), wanted)
            case effects.Issue(identity, number, wanted, deed):
                return events.DocumentIssued(platform.issue(identity, wanted, deed=deed, number=number), self.now())
            case (
                service_effects.LookUpOpen()
                | service_effects.ListLicences()
                | service_effects.ListCases()
                | service_effects.FindCase()
                | service_effects.FindCaseByScan()
                | service_effects.CheckPaper()
            ):
                return answered(effect, platform)
        return self._at_the_machine(effect, post)

    def _checked(self, effect: effects.CheckCode) -> events.Event:
        try:
            return events.Identified(self.there.platform.answer(effect.challenge, effect.answer, number=effect.number))
        except Refused as refused:
            if refused.code is ErrorCode.CODE_WRONG:
                return events.CodeRefused(refused.tries_left or 0)
            raise

    def _at_the_machine(self, effect: effects.Effect, post: Post) -> events.Event | None:
        match effect:
            case effects.AskPrinter():
                made = on_paper(effect.layout, effect.record.model_dump(), effect.stamp)
                return events.PrinterAsked(self.printer.before, pages_of(made))
            case effects.MakePaper(document, session):
                self.documents.append(document)
                return events.PaperMade(render(document, session), b"")
            case effects.Print(paper):
                return self._print(paper, post)
            case effects.StopPrinting() if self.printer.post is not None:
                self.printer.post(events.PrintSettled(Outcome.NOT_DONE, 0, self.printer.stops))
            case effects.PrintSlip(slip):
                if not self.slips_fail:
                    self.slips.append(slip)
                return events.SlipSettled(is_printed=not self.slips_fail)
            case effects.TellTime():
                return service_events.TimeTold(self.now())
            case effects.TellDay():
                return events.DayTold(self.today())
            case effects.TellAge(birth):
                return events.AgeTold(birth, self.is_child(birth), is_born=birth <= self.today())
            case effects.LookForCard(reader):
                return events.CardStays(self.card_lies and reader == "idcard", reader)
            case (
                effects.ReadCard()
                | effects.AwaitRemoval()
                | effects.ScanCode()
                | effects.ReadSocialCard()
                | effects.EnterPin()
                | effects.ReadPermit()
                | effects.VerifyFace()
            ):
                self.waits.append((effect, post))
        return None

    def is_child(self, birth: date) -> bool:
        today = self.today()
        return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day)) < 14

    def _print(self, paper: Paper, post: Post) -> events.Event | None:
        post(events.PrintMoved(0, paper.pages, None))
        if self.printer.stops is not None:
            self.printer.post, self.printer.paper = post, paper
            return events.PrintMoved(0, paper.pages, self.printer.stops)
        return self.came_out(paper)

    def came_out(self, paper: Paper) -> events.Event:
        read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf)).pages)
        self.papers.append("".join(read.split()))
        return events.PrintSettled(Outcome.DONE, paper.pages, None)
