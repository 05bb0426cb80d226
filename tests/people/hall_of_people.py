"""A terminal that a person stands before: the real controller, flows, texts and platform; the devices are the test's.

Everything happens in one process and at once: what is asked of the platform goes to the sandbox province, papers are
drawn and read back, slips are kept. Card, phone, PIN pad and camera wait for what the person does.
"""

import io
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache

from in_words import Clock
from province_in_process import InProcess
from pypdf import PdfReader

from config.settings import Limits
from config.texts import load_texts
from drivers.clock import BEIJING
from drivers.face import Guidance, Verdict
from drivers.faults import Fault
from drivers.idcard import CardKind, IdCard
from drivers.outcome import Outcome
from drivers.receipt_printer import Line, Pair, Slip
from drivers.smart_card import SocialSecurityCard
from kiosk import effects, events, service_effects, service_events
from kiosk.cabinet.workers import Job
from kiosk.controller import Controller
from kiosk.elsewhere import Place
from kiosk.flows import FLOWS
from kiosk.hall.person import tap_of
from kiosk.hands.sent_codes import SentCodes
from kiosk.hands.services import answered, wanted_record
from kiosk.health import PLATFORM, ClosedBy, DeviceState
from kiosk.items.catalogue import Catalogue, load_catalogue
from kiosk.items.item import Item
from kiosk.items.opening_hours import OpeningHours
from kiosk.items.working_days import load_working_days
from kiosk.look.visit import Looker
from kiosk.platform import identity as platform_identity
from kiosk.platform.errors import PlatformError, Refused
from kiosk.platform.values import ErrorCode, PresentedPermit
from kiosk.sandbox.citizens import Citizen
from kiosk.session import Neighbour, Session, Terminal
from kiosk.taps import LookChosen, Tap, TapOnPage
from kiosk.view import View
from printing.certificate import pages_of, render
from printing.document import Document, Drawing, Paper
from printing.sheets import on_paper

CERTIFICATE = "ss-enrolment-certificate"
SATURDAY_NIGHT = datetime(2026, 11, 21, 21, 5, tzinfo=BEIJING)
"""When all of these people come: every counter is shut."""
DEVICES = (
    "idcard",
    "a4_printer",
    "receipt_printer",
    "code_scanner",
    "smart_card",
    "pin_pad",
    "camera",
    "face",
    PLATFORM,
)
CITY = "441300"
MOST_PRESSES = 8
COUNTER_HOURS = OpeningHours(days="working", hours=("08:30-12:00", "14:00-17:30"))
HOURS_SAID = "工作日 8:30-12:00、14:00-17:30（周一8:30可办）"
HALL = Place("hall", "综合窗口", "1楼进门右手边", COUNTER_HOURS, "0752-0000000")
POLICE = Place("police", "公安户政窗口", "1楼12号", COUNTER_HOURS)
EXIT_ENTRY = Place("exit-entry", "公安出入境窗口", "2楼3号", COUNTER_HOURS)
SOCIAL_CARD = Place("social-card", "社保卡服务窗口", "2楼8号", COUNTER_HOURS)
NEXT_MACHINE = Place("machine", "A2-08", "电梯口左边")
PLACES = (NEXT_MACHINE, HALL, POLICE, EXIT_ENTRY, SOCIAL_CARD)

_texts = cache(load_texts)
_calendar = cache(load_working_days)
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
                return events.Identified(platform_identity.by_local_face(platform, card, effect.actions))
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
            case effects.LookForCard():
                return events.CardStays(self.card_lies)
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


class Visit:
    """A person and the machine. Whatever they press has to be on the screen, and whatever they read stands there."""

    def __init__(
        self,
        there: InProcess,
        *items: str,
        show: Callable[[View], None] = lambda _: None,
        places: tuple[Place, ...] = PLACES,
        devices: tuple[str, ...] = DEVICES,
    ) -> None:
        self.clock = Clock()
        self.there = there
        self.world = World(there, self.clock)
        self.views: list[View] = []
        self._at = SATURDAY_NIGHT
        self._set_clock()
        terminal = Terminal(
            name="people-01",
            place="演示大厅 A2-07",
            city=CITY,
            is_sample=True,
            catalogue={name: catalogue()[name] for name in items or (CERTIFICATE,)},
            neighbours=(Neighbour(NEXT_MACHINE.name, NEXT_MACHINE.where),),
            places=places,
        )
        self._show = show
        self.controller = Controller(
            Session(terminal=terminal, boot=secrets.token_hex(16)),
            self.world,  # type: ignore[arg-type]  # the world of this test
            look=Looker(_texts(), self.world.now, calendar=_calendar()),
            show=self._shown,
            clock=self.clock,
            limits=Limits(),
        )
        self.world.running_visit = lambda: self.controller.running_visit
        for device in devices:
            self.device(device)
        self.controller.beat()

    def _shown(self, view: View) -> None:
        self.views.append(view)
        self._show(view)

    def _set_clock(self) -> None:
        clock = self.there.province.clock
        clock.move(0)
        clock.move((self._at - clock.now()).total_seconds())
        clock.stop()

    # What the person sees

    @property
    def view(self) -> View:
        return self.views[-1]

    @property
    def screen(self) -> str:
        return self.view.screen

    def reads(self) -> str:
        """All that stands on the screen now."""
        view = self.view
        rows = (f"{row.label} {row.value}" for row in (*view.rows, *view.elsewhere))
        choices = (f"{one.label} {one.detail}" for one in view.choices)
        return "\n".join((*view.words.values(), *rows, *choices, view.notice, view.holder))

    # What the person does

    def device(self, name: str, *faults: Fault) -> None:
        self.controller.take((events.DeviceSeen(name, DeviceState(faults=faults)), None))

    def closes(self, key: str) -> None:
        """The terminal may serve nobody."""
        self.controller.take((events.TerminalClosed(key, ClosedBy.POWER), None))

    def press(self, *names: str) -> None:
        for name in names:
            self.tap(tap_of(name))

    def tap(self, tap: Tap) -> None:
        self.controller.take(TapOnPage(self.view.page, tap))
        self.deliver()

    def likes(self, setting: str, value: str) -> None:
        self.tap(LookChosen(setting, value))  # type: ignore[arg-type]  # any word may come

    def deliver(self) -> None:
        """What was posted arrives."""
        while not self.controller._events.empty():
            arrived = self.controller._events.get()
            assert arrived is not None
            self.controller.take(arrived)

    def wait(self, seconds: int, *, step_s: int = 1) -> None:
        """Time passes, beat by beat."""
        for _ in range(seconds // step_s):
            self.clock.seconds += step_s
            self._at += timedelta(seconds=step_s)
            self.controller.beat()
            self.deliver()
        self._set_clock()

    def gives(self, kind: type[effects.Effect], event: events.Event) -> None:
        self.world.give(kind, event)
        self.deliver()

    def begins(self, item: str = CERTIFICATE, *, route: str = "") -> None:
        """Choose it, agree, and come to where one proves who one is."""
        self.press(f"choice-{item}")
        self.goes_on()
        if route:
            self.press("other-way", f"choice-{route}")

    def goes_on(self) -> None:
        """Read what stands before the beginning, agree."""
        for _ in range(MOST_PRESSES):
            if self.screen not in ("choose", "before_start", "consent"):
                break
            self.press("primary")

    def offers(self, item: Item) -> None:
        """The terminal has that, as it is here."""
        self._at_terminal(catalogue={item.id: item})

    def hangs_high(self, reach_mm: float) -> None:
        """So far above the lower edge of the glass somebody reaches who sits."""
        self._at_terminal(reach_mm=reach_mm)

    def _at_terminal(self, **changes: object) -> None:
        session = self.controller._session
        there = replace(session.terminal, **changes)  # type: ignore[arg-type]  # fields of Terminal
        self.controller._session = replace(session, terminal=there)
        self.controller.beat()

    def lays(self, card: IdCard) -> None:
        self.world.card_lies = True
        today = self.world.today()
        read = events.CardRead(card, is_expired=card.is_expired(today), is_child=self.world.is_child(card.birth))
        self.gives(effects.ReadCard, read)

    def lays_card_of(self, citizen: Citizen) -> None:
        self.lays(card_of(citizen))

    def takes_card(self) -> None:
        self.world.card_lies = False
        if self.world.wants(effects.AwaitRemoval):
            self.gives(effects.AwaitRemoval, events.CardTaken())

    def types(self, text: str, key: str = "key") -> None:
        self.press(*(f"{key}-{character}" for character in text))

    def code_of(self, citizen: Citizen) -> str:
        """The newest message on that person's phone."""
        messages = self.there.tell("platform", "outbox")["messages"]
        return [str(one["code"]) for one in messages if one["number"] == citizen.number][-1]

    def types_code(self, citizen: Citizen) -> None:
        assert self.screen == "code", self.reads()
        self.types(self.code_of(citizen), "digit")

    def proves(self, citizen: Citizen) -> None:
        """By card and code."""
        self.lays(card_of(citizen))
        self.types_code(citizen)

    def scans(self, citizen: Citizen) -> None:
        """Shows the code of the citizen's phone."""
        code = self.there.tell("platform", "pass", number=citizen.number)["code"]
        self.gives(effects.ScanCode, events.CodeScanned(str(code).encode()))

    def inserts_social_card(self, citizen: Citizen) -> None:
        """And types the right number at the pad."""
        card = self.there.tell("platform", "social_card", number=citizen.number)
        read = SocialSecurityCard(version="3.00", card_id=card["card_id"], valid_to=date(2030, 1, 1))
        self.gives(effects.ReadSocialCard, events.SocialCardRead(read, is_expired=False))
        self.gives(effects.EnterPin, events.PinTold(is_right=True, tries_left=3))

    def lays_permit(self, permit: PresentedPermit) -> None:
        is_expired = permit.expiry < self.world.today()
        self.gives(effects.ReadPermit, events.PermitRead(permit, is_expired=is_expired))

    def guided(self, guidance: Guidance) -> None:
        """What the camera's process says of the picture."""
        _, post = next(one for one in self.world.waits if isinstance(one[0], effects.VerifyFace))
        post(events.FaceGuided(guidance))
        self.deliver()

    def looks(self, *, verdict: Verdict = Verdict.SAME) -> None:
        """Into the camera, until that is what came of it."""
        self.gives(effects.VerifyFace, events.FaceSettled(verdict))

    def prints(self) -> None:
        """Look it over, look at the paper, print."""
        assert self.screen == "check", self.reads()
        self.press("primary")
        assert self.screen == "paper", self.reads()
        self.press("primary")

    # How it ends

    def holds_the_paper_of(self, citizen: Citizen, *, copies: int = 1) -> None:
        """The right paper came out, and nobody else's."""
        assert self.screen == "done", self.reads()
        assert len(self.world.papers) == copies
        for text in self.world.papers:
            assert citizen.number in text
            assert "".join(citizen.name.split()) in text

    def is_sent_to(self, place: Place, *, hours: str = HOURS_SAID, bring: str = "本人身份证") -> None:
        """The screen names place, hour and what to bring; a slip of the same comes out, and says nothing of anybody."""
        assert self.screen == "trouble", self.reads()
        told = {row.label: row.value for row in self.view.elsewhere}
        assert told["去哪里"] == f"{place.name}，{place.where}"
        assert told["什么时候"] == hours
        assert bring in told["带什么"]
        before = len(self.world.slips)
        assert self.view.words["another"]
        self.press("asked")
        assert len(self.world.slips) == before + 1
        assert "右下方" in self.view.notice
        words = slip_words(self.world.slips[-1])
        for value in (place.name, place.where, hours.partition("（")[0], bring):
            assert value in words


def slip_words(slip: Slip) -> str:
    """What stands on it."""
    told = (
        part.text if isinstance(part, Line) else f"{part.name} {part.value}"
        for part in slip.parts
        if isinstance(part, Line | Pair)
    )
    return "\n".join(told)


def card_of(citizen: Citizen, **changes: object) -> IdCard:
    """The citizen's card, as its chip has it."""
    card = IdCard(
        kind=CardKind(citizen.kind),
        number=citizen.number,
        name=citizen.name,
        birth=citizen.birth,
        sex=citizen.sex,
        nation=citizen.nation,
        address=citizen.address,
        issuer=citizen.issuer,
        valid_from=citizen.valid_from,
        valid_to=citizen.valid_to,
    )
    return replace(card, **changes)  # type: ignore[arg-type]  # fields of IdCard


@cache
def catalogue() -> Catalogue:
    return load_catalogue(frozenset(FLOWS))
