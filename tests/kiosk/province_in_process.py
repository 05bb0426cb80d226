"""A province and its gateway without a socket, a terminal that asks it, and a person who gets one item from it.

Signatures, contract and every check of an answer are the real ones; only TLS, threads, devices and Qt are left out.
"""

import asyncio
import io
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from config.settings import PlatformSettings
from config.texts import load_texts
from drivers.clock import BEIJING
from drivers.control import Handler
from drivers.idcard import CardKind, IdCard
from drivers.outcome import Outcome
from kiosk import effects, events, service_effects, service_events
from kiosk.applying_effects import ApplyingEffect
from kiosk.forms.writing import Aids
from kiosk.hall.person import Person, Seen, tap_of
from kiosk.hands.applying import applied
from kiosk.hands.lodgements import lodge
from kiosk.hands.services import answered, wanted_record
from kiosk.health import PLATFORM, DeviceState
from kiosk.journal import Journal
from kiosk.lodgement_effects import Lodge
from kiosk.look.visit import Looker
from kiosk.platform import terminal_key, trust
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError
from kiosk.platform.line import Answer
from kiosk.sandbox import certificates, upload_control
from kiosk.sandbox.app import Desks, application
from kiosk.sandbox.citizens import Register
from kiosk.sandbox.control import Control
from kiosk.sandbox.face_desk import FaceOrder
from kiosk.sandbox.faults import Faults
from kiosk.sandbox.gate import Gate
from kiosk.sandbox.places import GUANGDONG, Land
from kiosk.sandbox.province import Province
from kiosk.sandbox.store import Store
from kiosk.sandbox.upload_desk import UploadDesk
from kiosk.sandbox.wallet import Wallet
from kiosk.session import Session, Terminal
from kiosk.view import View
from kiosk.workflow import advance, step_of
from printing.certificate import pages_of, render
from printing.document import Document, Drawing, Pairs, Paper, Table
from printing.sheets import on_paper

PAAS_ID, TOKEN, TERMINAL = "kiosk-sandbox", "0123456789abcdef", "test-01"
DEVICES = ("idcard", "a4_printer", "receipt_printer", "code_scanner", PLATFORM)


class StandingClock:
    """The wall clock of the province; waits cost nothing."""

    def __init__(self, province: Province) -> None:
        self._province = province
        self._seconds = 0.0

    def now(self) -> datetime:
        return self._province.clock.now()

    def monotonic(self) -> float:
        return self._seconds

    def pause(self, seconds: float) -> None:
        self._seconds += seconds


class DirectLine:
    """Where kiosk.platform.line.PlatformLine is: calls the gate instead of a socket."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._loop = asyncio.new_event_loop()

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes, _: float) -> Answer:
        status, found, out = 0, {}, b""
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            nonlocal status, found, out
            if message["type"] == "http.response.start":
                status = message["status"]
                found = {name.decode(): value.decode() for name, value in message["headers"]}
            else:
                out += message.get("body", b"")

        self._loop.run_until_complete(self._gate(scope, receive, send))
        return Answer(status, found, out)

    def close(self) -> None:
        self._loop.close()


@dataclass
class InProcess:
    """A province and one terminal of it."""

    province: Province
    platform: Platform
    handlers: dict[str, Handler]
    journal: Journal
    state: Path
    """The journal's file."""
    uploads: UploadDesk

    def tell(self, device: str, do: str, /, **fields: Any) -> dict[str, Any]:
        assert device == "platform"
        return dict(self.handlers[do]({"do": do, **fields}) or {})


@contextmanager
def province_in(folder: Path, *, seed: int = 1, land: Land = GUANGDONG, **own: Any) -> Iterator[InProcess]:
    """Make one; `own` goes to the register (citizens, records)."""
    store = Store(folder)
    key = certificates.statement_key(folder)
    province = Province(Register(seed, own.get("citizens", {}), land, own.get("records", {})), store, key, None)  # type: ignore[arg-type]  # nothing is sealed here
    province.door_key = certificates.door_key(folder)
    province.sealing_key = certificates.sealing_key(folder)
    province.doctors_key = certificates.doctors_key(folder)
    province.approves_at_once = True
    province.set_limits(
        copies_a_day=1000, messages_a_minute=100_000, messages_an_hour=100_000, questions_a_minute=1_000_000
    )
    certificates.make(folder, province.clock.now())
    wallet, faces = Wallet(province.clock), FaceOrder()
    app = application(land.gateway)
    app.state.desks = Desks.of(province, wallet, faces)
    line = DirectLine(Gate(app, province, paas_id=PAAS_ID, token=TOKEN))
    key_file = folder / "terminal.pem"
    terminal_key.make(key_file)
    settings = PlatformSettings.model_validate(
        {
            "url": "https://127.0.0.1:9",
            "trust": folder / "trust" / "sandbox.toml",
            "gateway": land.gateway,
            "paas_id": PAAS_ID,
            "paas_token_file": key_file,
            "key_file": key_file,
        }
    )
    believed = trust.load(folder / "trust" / "sandbox.toml")
    platform = Platform(
        settings, believed, terminal_key.load(key_file), TOKEN, terminal=TERMINAL, clock=StandingClock(province)
    )
    platform.close()
    platform._line = line  # type: ignore[assignment]  # the same calls, without a socket
    platform.enrol("测试厅")
    journal = Journal(folder / "journal.sqlite", StandingClock(province))
    try:
        yield InProcess(
            province,
            platform,
            {
                **Control(province, Faults(), {}, wallet, faces).handlers(),
                **upload_control.handlers(app.state.desks.uploads),
            },
            journal,
            folder / "journal.sqlite",
            app.state.desks.uploads,
        )
    finally:
        journal.close()
        line.close()
        store.close()


@dataclass
class Taken:
    """What a person went away with."""

    last: View
    records: list[Any] = field(default_factory=list)
    documents: list[Document | Drawing] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """Of each paper, without white."""
    slips: list[Any] = field(default_factory=list)
    screens: list[str] = field(default_factory=list)
    views: list[View] = field(default_factory=list)


_texts = cache(load_texts)
_aids = cache(Aids.load)


class Hall:
    """The terminal's core with effects that are answered at once; a hand for kiosk.hall.person.Person."""

    def __init__(self, there: InProcess, terminal: Terminal) -> None:
        self.there = there
        self.session = Session(terminal=replace(terminal, aids=_aids()), boot=secrets.token_hex(16))
        self.taken = Taken(View(page=0, screen="starting"))
        self._look = Looker(_texts(), there.province.clock.now)
        self.like: dict[str, str] = {}
        """Answers that are chosen instead of the first one, by the name of the question."""
        for device in DEVICES:
            self._take(events.DeviceSeen(device, DeviceState(faults=())))

    def newest(self) -> Seen:
        view = self._look(self.session)
        if view != self.taken.last:
            self.taken.views.append(view)
        self.taken.last = view
        choices = tuple(choice.id for choice in view.choices if choice.is_open)
        liked = [choice for choice in choices if choice in self.like.values()] if view.screen == "answer" else []
        choices = tuple(liked) or choices
        several = view.screen == "answer" and bool(view.words.get("primary"))
        return Seen(
            view.page,
            view.screen,
            view.words.get("title", ""),
            choices=choices,
            takes_several=several,
            letters=view.keyboard.letters,
            is_end=view.ends_here,
        )

    @property
    def step(self) -> str:
        """Name of the step under way; empty at the home screen."""
        found = step_of(self.session)
        return found.name if found is not None else ""

    @property
    def screen(self) -> str:
        self.newest()
        return self.taken.last.screen

    @property
    def words(self) -> dict[str, str]:
        self.newest()
        return dict(self.taken.last.words)

    def press(self, name: str) -> None:
        self._take(events.Tapped(tap_of(name)))

    def tell(self, device: str, do: str, /, **fields: Any) -> dict[str, Any]:
        if device == "idcard":
            if do == "lay":
                self._lay(fields)
            return {}
        if device == "code_scanner":
            self._take(events.CodeScanned(str(fields["text"]).encode()))
            return {}
        return self.there.tell(device, do, **fields)

    def _lay(self, fields: Mapping[str, str]) -> None:
        def day(text: str) -> date:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))

        card = IdCard(
            kind=CardKind(fields["kind"]),
            number=fields["number"],
            name=fields["name"],
            birth=day(fields["birth"]),
            valid_from=day(fields["valid_from"]),
            valid_to=None if fields["valid_to"] == "长期" else day(fields["valid_to"]),
        )
        self._take(events.CardRead(card, is_expired=False, is_child=False))

    def _take(self, event: events.Event) -> None:
        move = advance(self.session, event)
        self.session = move.session
        for effect in move.effects:
            page = self.session.page
            for told in self._answers(effect):
                if self.session.page == page:
                    self._take(told)

    def _answers(self, effect: effects.Effect) -> list[events.Event]:
        try:
            return self._answered(effect)
        except PlatformError as error:
            return [events.Failed(error.key, can_try_again=error.can_try_again)]

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        platform, now = self.there.platform, self.there.province.clock.now()
        if isinstance(effect, ApplyingEffect):
            return [applied(effect, platform, self.there.journal)]
        match effect:
            case effects.SendCode(document):
                return [events.CodeSent(platform.challenge(document))]
            case effects.CheckCode(challenge, answer, number):
                return [events.Identified(platform.answer(challenge, answer, number=number))]
            case effects.LookUp(identity, number, inquiry):
                wanted = wanted_record(inquiry, now)
                record = platform.record(identity, wanted, number=number)
                self.taken.records.append(record)
                return [events.RecordFound(record, wanted)]
            case effects.Issue(identity, number, wanted, deed):
                return [events.DocumentIssued(platform.issue(identity, wanted, deed=deed, number=number), now)]
            case Lodge():
                return [lodge(effect, self.there.journal, platform)]
            case _ if isinstance(effect, service_effects.ServiceQuestion):
                told = answered(effect, platform)
                if isinstance(told, events.RecordFound):
                    self.taken.records.append(told.record)
                return [told]
        return self._put_out(effect)

    def _put_out(self, effect: effects.Effect) -> list[events.Event]:
        """What printers and the clock answer."""
        now = self.there.province.clock.now()
        match effect:
            case effects.AskPrinter():
                made = on_paper(effect.layout, effect.record.model_dump(), effect.stamp)
                return [events.PrinterAsked((), pages_of(made))]
            case effects.MakePaper(document, session):
                self.taken.documents.append(document)
                return [events.PaperMade(render(document, session), b"")]
            case effects.Print(paper):
                return self._printed(paper)
            case effects.PrintSlip(slip):
                self.taken.slips.append(slip)
                return [events.SlipSettled(is_printed=True)]
            case effects.TellTime():
                return [service_events.TimeTold(now)]
            case effects.TellDay():
                return [events.DayTold(now.astimezone(BEIJING).date())]
        return []

    def _printed(self, paper: Paper) -> list[events.Event]:
        read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf)).pages)
        self.taken.texts.append("".join(read.split()))
        return [
            events.PrintMoved(0, paper.pages, None),
            events.PrintSettled(Outcome.DONE, paper.pages, None),
        ]


def visit(hall: Hall, item: str, citizen: str, *, period: str | None = None, answers: tuple[str, ...] = ()) -> Taken:
    """Let one person through."""
    person = Person(
        item,
        citizen,
        period=period,
        answers=answers,
        hand=hall,
        tell=hall.tell,
        clock=StandingClock(hall.there.province),
    )
    person.visit(30.0)
    hall.taken.screens = [passed.screen for passed in person.passed]
    return hall.taken


def values_on(document: Document) -> list[str]:
    """All that a paper of parts says."""
    found = [document.title, document.number, document.serial]
    for part in document.body:
        match part:
            case Pairs():
                found += [entry.value for entry in part.entries]
            case Table():
                found += [cell for row in part.rows for cell in row]
    return [value for value in found if value]


SHORTEST_LINE = 4
"""So many characters at least stand together where a long value is broken into lines: our narrowest column."""


def stands(value: str, text: str) -> bool:
    """Whether all of a value is on the paper; what stands beside it may come between its lines."""
    left = "".join(value.split())
    while left:
        length = next((size for size in range(len(left), 0, -1) if left[:size] in text), 0)
        if length < min(SHORTEST_LINE, len(left)):
            return False
        left = left[length:]
    return True
