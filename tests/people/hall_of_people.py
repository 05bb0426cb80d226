"""A terminal that a person stands before: the real controller, flows, texts and platform; the devices are the test's.

Everything happens in one process and at once: what is asked of the platform goes to the sandbox province, papers are
drawn and read back, slips are kept. Card, phone, PIN pad and camera wait for what the person does.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from in_words import Clock
from province_in_process import InProcess
from whole_catalogue import whole_catalogue
from world_of_people import World

from config.settings import Limits
from config.texts import load_texts
from drivers.clock import BEIJING
from drivers.face import Guidance, Verdict
from drivers.faults import Fault
from drivers.idcard import CardKind, IdCard
from drivers.receipt_printer import Line, Pair, Slip
from drivers.smart_card import SocialSecurityCard
from kiosk import effects, events
from kiosk.controller import Controller
from kiosk.elsewhere import Place
from kiosk.hall.person import tap_of
from kiosk.health import PLATFORM, ClosedBy, DeviceState
from kiosk.items.catalogue import Catalogue
from kiosk.items.item import Item
from kiosk.items.opening_hours import OpeningHours
from kiosk.items.working_days import load_working_days
from kiosk.look.visit import Looker
from kiosk.platform.identity import begin_face_draw
from kiosk.platform.values import PresentedPermit
from kiosk.sandbox.citizens import Citizen
from kiosk.session import Neighbour, Session, Terminal
from kiosk.taps import LookChosen, Tap, TapOnPage
from kiosk.view import View

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
        asked = next(effect for effect, _ in self.world.waits if isinstance(effect, effects.VerifyFace))
        draw = begin_face_draw(self.there.platform, asked.shown, asked.request.actions)
        self.gives(effects.VerifyFace, events.FaceSettled(verdict, draw))

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
    return whole_catalogue()
