"""kill -9 of a real core in the middle of a station, at each kind of step: it is back and tells the truth.

Whatever was under way has an end in the books, nothing is printed or written twice, nothing is called done that is not,
nobody keeps money for nothing, and nobody stands in the books.
"""

import os
import signal
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from at_the_kiosk import Kiosk
from waiting import shared, wait_until

from kiosk.hall.counterparts import COUNTERPARTS
from kiosk.hall.medical_people import HEIGHT, TONE, doctor_is_there, side_heard
from kiosk.hall.person import Person
from kiosk.hall.surroundings import Hall, system_hall
from kiosk.hall.visit import needed_by
from kiosk.journal import Row, read_rows
from kiosk.platform.enrol import enrol
from kiosk.view import View

LIMIT_S = 100.0
WAYS = ("identity", "card", "both", "phone", "HK", "HK-G-3-1", "by-code", "go-on", "done", "post")
DEEDS = ("issue", "lodgement", "print", "slip", "endorsement", "draft")
"""Kinds of deeds of the stations; money is asked after on its own."""
CALLED = ("home", "trouble", "out_of_service")
"""What whoever stands there may see of a core that came back."""
SEES, ROW, DOES = "sees", "row", "does"


class Killed(Exception):  # noqa: N818  what has happened to the core
    """The core is gone; the person sees it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When the core is killed: at a screen, at a row of its journal, or as soon as the person has done something."""

    item: str
    by: str
    what: str

    def __str__(self) -> str:
        return f"{self.item}-{self.by}-{self.what}"


MOMENTS = (
    Moment("exit-endorsement", ROW, "endorsement-intended"),
    Moment("card-copy", SEES, "paper"),
    Moment("id-photo", SEES, "face"),
    Moment("id-photo", SEES, "photo"),
    Moment("id-photo", ROW, "lodgement-intended"),
    Moment("id-photo", ROW, "print-settled"),
    Moment("id-photo", ROW, "print-intended"),
    Moment("card-copy", DOES, "document_scanner lay"),
    Moment("card-copy", ROW, "print-submitted"),
    Moment("card-copy", ROW, "print-settled"),
    Moment("file-print", SEES, "phone"),
    Moment("file-print", DOES, "platform upload"),
    Moment("file-print", ROW, "print-intended"),
    Moment("exit-endorsement", SEES, "lay_card"),
    Moment("exit-endorsement", DOES, "endorser insert"),
    Moment("exit-endorsement", SEES, "pay"),
    Moment("card-copy", ROW, "print-intended"),
    Moment("exit-endorsement", DOES, "platform pay"),
    Moment("exit-endorsement", ROW, "payment-settled"),
    Moment("exit-endorsement", ROW, "lodgement-intended"),
    Moment("exit-endorsement", ROW, "endorsement-settled"),
    Moment("exit-endorsement", DOES, "endorser take"),
    Moment("exit-endorsement", ROW, "slip-intended"),
    Moment("driver-medical", ROW, "draft-intended"),
    Moment("driver-medical", SEES, "optotype"),
    Moment("driver-medical", SEES, "plate"),
    Moment("driver-medical", SEES, "face"),
    Moment("driver-medical", SEES, "call"),
    Moment("driver-medical", ROW, "lodgement-intended"),
    Moment("driver-medical", ROW, "issue-intended"),
    Moment("driver-medical", ROW, "print-intended"),
)
RUN = shared(MOMENTS, len(MOMENTS))
"""The first in every run."""
ITEMS = frozenset(moment.item for moment in RUN)


@pytest.fixture(scope="module")
def stations() -> Iterator[Hall]:
    """A hall with the stations of this run."""
    wanted = {device for item in ITEMS for device in needed_by(item)} | {"signature_pad"}
    fitted = tuple(sorted(wanted & set(COUNTERPARTS)))
    limits = {"device_poll_s": 0.5, "print_page_s": 6.0, "printer_patience_s": 2.0}
    hall = system_hall(fitted=fitted, settings={"profile": "everything"}, limits=limits, has_glass=True)
    try:
        settings = hall.start()
        hall.tell("platform", "auto_approve", value=True)
        hall.tell("platform", "limits", copies_a_day=1000, messages_a_minute=1000, messages_an_hour=1000)
        enrol(settings, hall.clock, limit_s=LIMIT_S)
        yield hall
    finally:
        hall.remove()


def signed(hall: Hall) -> int:
    """How many medicals doctors have signed."""
    return int(hall.tell("platform", "examinations").get("signed", 0))


class Interrupted:
    """One person at one station, whose core is killed at that moment."""

    def __init__(self, hall: Hall, folder: Path, moment: Moment) -> None:
        self.hall, self.moment = hall, moment
        people = hall.tell("platform", "citizens", count=4 * len(MOMENTS))["citizens"]
        # What a permit's chip can hold.
        able = [one for one in people if str(one["name"]).encode("gbk", "ignore").decode("gbk") == one["name"]]
        self.told = able[MOMENTS.index(moment)]
        self.cards_before = hall.tell("endorser", "count")
        self.money_before = hall.tell("platform", "money")
        self.signed_before = signed(hall)
        self.slips_before = 0
        self.seen: list[View] = []
        self.pid = 0
        """Of the core that was killed."""
        self.kiosk = Kiosk(hall, folder)

    def _kill(self) -> None:
        self.pid = self.hall.launcher.pid("core")
        os.kill(self.pid, signal.SIGKILL)
        raise Killed

    def _looks(self) -> None:
        self.hall.launcher.look()
        view = self.kiosk.hand.view
        if self.moment.by == SEES and view is not None and view.screen == self.moment.what:
            self._kill()
        if self.moment.by == ROW and self.rows(self.moment.what):
            self._kill()

    def _looks_on(self) -> bool:
        self.kiosk.seen()
        self._looks()
        return False

    def _slips(self) -> int:
        return int(self.hall.tell("receipt_printer", "count")["slips"])

    def _does(self, device: str, do: str, /, **fields: Any) -> dict[str, Any]:
        self._looks()
        answer = self.hall.tell(device, do, **fields)
        if self.moment.by == DOES and f"{device} {do}" == self.moment.what:
            self._kill()
        return answer

    def goes_until_it_is_killed(self) -> None:
        """The visit, as far as it gets."""
        item = self.moment.item
        doctor_is_there(self.hall.tell)
        wait_until(lambda: set(needed_by(item)) <= self._at_work(), LIMIT_S, "the devices at work")
        # A touch before the platform has said that the terminal may serve is lost.
        wait_until(lambda: bool(self.rows("closed")), LIMIT_S, "the platform's word")
        self.slips_before = self._slips()
        person = Person(
            item,
            str(self.told["number"]),
            answers=(HEIGHT,) if item == "driver-medical" else (),
            ear=lambda: side_heard(self.hall.run / TONE),
            ways=WAYS,
            hand=self.kiosk.hand,
            tell=self._does,
            clock=self.hall.clock,
            meanwhile=self._looks,
        )

        def whole() -> None:
            person.visit(LIMIT_S)
            wait_until(self._looks_on, LIMIT_S, "what is written when the person thinks that all is done")

        with pytest.raises(Killed):
            whole()
        self.kiosk.hand.close()
        self.hall.tell("idcard", "remove")
        self.hall.tell("smart_card", "remove")

    def _at_work(self) -> set[str]:
        states = {row.facts["device"]: row.facts["state"] for row in self.rows("device")}
        return {str(device) for device, state in states.items() if state == "online"}

    def comes_back(self) -> None:
        """The launcher starts another core; whoever stands there sees it, and takes a card that is held out."""
        self.kiosk.until_restarted(self.pid)
        self.kiosk.look_again()
        self.kiosk.until(lambda view: view.screen in CALLED, "a core that came back", LIMIT_S)
        self.look()
        wait_until(self._is_settled, LIMIT_S, f"the end of what was under way, open is {self.open_deeds()}")
        self.look()

    def look(self) -> None:
        """At the screen, as the person who waits."""
        view = self.kiosk.view
        if not self.seen or self.seen[-1] is not view:
            self.seen.append(view)

    def rows(self, kind: str = "") -> list[Row]:
        return [row for row in read_rows(self.kiosk.journal) if kind in ("", row.kind)]

    def open_deeds(self) -> list[str]:
        """Kinds of what was intended and has no end in the books."""
        ends: dict[str, set[str]] = defaultdict(set)
        for row in self.rows():
            ends[row.kind].add(row.deed)
        left = [kind for kind in DEEDS if ends[f"{kind}-intended"] - ends[f"{kind}-settled"]]
        paid = ends["payment-intended"] - ends["payment-confirmed"]
        return left + (["payment"] if paid and not self.is_unclear else [])

    def _is_settled(self) -> bool:
        self.look()
        machine = self.hall.tell("endorser", "count")
        with suppress(ValueError):
            if machine["place"] == "mouth":
                self.hall.tell("endorser", "take")
        return not self.open_deeds() and machine["place"] == "none"

    @property
    def is_unclear(self) -> bool:
        """Nobody can say what a card's back shows: staff look at it before any money moves."""
        return [row.facts["outcome"] for row in self.rows("endorsement-settled")][-1:] == ["unknown"]

    def check(self) -> None:
        """The sum of it."""
        self._check_paper()
        self._check_card()
        self._check_money()
        persons = (str(self.told["number"]), str(self.told["name"]))
        for words in [row.written for row in self.rows()] + [repr(view) for view in self.seen]:
            assert not any(word in words for word in persons)
        assert self.kiosk.chain_holds()

    def _check_paper(self) -> None:
        intended, settled = self.rows("print-intended"), self.rows("print-settled")
        sheets, pages = self.kiosk.new_sheets(), sum(int(row.facts["pages"]) for row in intended)
        said = [(str(row.facts["outcome"]), int(row.facts["sheets"])) for row in settled]
        assert sheets <= pages, "no sheet twice"
        if all(outcome == "done" for outcome, _ in said):
            assert sheets == pages, "done is what lies in the tray"
        assert all(not sheets for outcome, counted in said if outcome == "not_done" and not counted)
        titles = [view.words.get("title", "") for view in self.seen]
        if any(row.facts["outcome"] != "done" for row in settled):
            assert "trouble" in [view.screen for view in self.seen], titles
        assert self._slips() - self.slips_before <= len(self.rows("slip-intended"))
        if self.moment.item == "driver-medical" and pages:
            assert signed(self.hall) == self.signed_before + 1

    def _check_card(self) -> None:
        before, now = self.cards_before, self.hall.tell("endorser", "count")
        put_in, taken = now["inserted"] - before["inserted"], now["taken"] - before["taken"]
        kept, written = len(now["kept"]) - len(before["kept"]), len(now["written"]) - len(before["written"])
        assert put_in == taken + kept, "with its owner, or in the bin"
        assert written <= 1
        outcomes = [row.facts["outcome"] for row in self.rows("endorsement-settled")]
        assert written or "done" not in outcomes
        if kept:
            assert self.rows("permit-kept"), "staff know of it"
            self.kiosk.until(lambda view: view.words.get("title") == "通行证在机器里", "what its owner is told")

    def _check_money(self) -> None:
        now = self.hall.tell("platform", "money")
        moved = {name: int(now[name]) - int(self.money_before[name]) for name in ("charged", "refunded", "delivered")}
        if not self.is_unclear:
            assert moved["charged"] == moved["refunded"] + moved["delivered"], moved
        if moved["delivered"]:
            assert [row.facts["outcome"] for row in self.rows("endorsement-settled")] == ["done"]

    def serves_again(self) -> None:
        """Whoever was told goes; the station is there for the next person."""

        def is_home() -> bool:
            if self.kiosk.view.screen == "trouble":
                self.kiosk.press("leave")
            return self.kiosk.view.screen == "home"

        wait_until(is_home, LIMIT_S, "the home screen")
        wait_until(lambda: set(needed_by(self.moment.item)) <= self._at_work(), LIMIT_S, "the devices at work again")
        self.kiosk.press(f"choice-{self.moment.item}")
        self.kiosk.until_screen("before_start")


@pytest.mark.timeout(400)
@pytest.mark.parametrize("moment", RUN, ids=str)
def test_killed_at_a_station(stations: Hall, tmp_path: Path, moment: Moment) -> None:
    try:
        interrupted = Interrupted(stations, tmp_path, moment)
        interrupted.goes_until_it_is_killed()
        interrupted.comes_back()
        interrupted.check()
        interrupted.serves_again()
        interrupted.kiosk.hand.close()
    finally:
        with suppress(KeyError):
            stations.launcher.stop("core")
