"""Whoever lets a scripted person get something is told in the end, whatever the hour and whoever they are."""

import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from at_the_terminal import at, get
from click.testing import CliRunner
from paying_bench import BenchClock
from province_in_process import Hall, province_in
from whole_catalogue import whole_catalogue

from kiosk.commands import visit as command
from kiosk.hall.bare_hand import BareHand
from kiosk.hall.person import LostError, Person, Seen
from kiosk.hall.person_answers import KEPT, answers_for
from kiosk.hall.person_ways import Showing
from kiosk.items.routes import Route
from kiosk.platform import submissions
from kiosk.sandbox.bills import BillsDesk
from printing.records.property import PropertyAuthenticity

ITEM = "property-query"
SHUT = "今早6:00可办。"


@dataclass
class _Glass:
    """A screen that says what it was told to, one after the other, and stays at the last."""

    shown: list[Seen]
    pressed: list[str] = field(default_factory=list)

    def newest(self) -> Seen:
        return self.shown.pop(0) if len(self.shown) > 1 else self.shown[0]

    def press(self, name: str) -> None:
        self.pressed.append(name)


def _person(glass: _Glass) -> Person:
    return Person(ITEM, "449900198305130718", hand=glass, tell=lambda *_, **__: {}, clock=BenchClock())


def test_whoever_reads_that_it_cannot_be_done_now_goes_home_with_the_reason() -> None:
    first = Seen(2, "before_start", cannot="网络暂时不通。")
    glass = _Glass([Seen(1, "home"), first, Seen(2, "before_start", cannot=SHUT)])
    assert _person(glass).visit(30.0).cannot == SHUT
    assert glass.pressed == [f"choice-{ITEM}"], "they do not go from the page to the places and back for ever"


def test_whoever_reads_it_while_the_terminal_still_wakes_up_goes_on() -> None:
    wakes = [Seen(2, "before_start", cannot="没有网络。")] * 3
    glass = _Glass([Seen(1, "home"), *wakes, Seen(2, "before_start"), Seen(3, "guide", is_end=True)])
    assert _person(glass).visit(30.0).screen == "guide"
    assert glass.pressed == [f"choice-{ITEM}", "primary"]


def test_whoever_goes_on_with_a_form_has_kept_one_before(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        citizen = there.province.register.samples(1)[0].number
        item = whole_catalogue()["resume-application"]
        code, *others = answers_for(item, citizen, there.tell)
        assert submissions.draft_place(there.platform, code).item == KEPT
        assert others == list(answers_for(whole_catalogue()[KEPT], citizen, there.tell))


@pytest.mark.parametrize("count", [1, 3])
def test_a_fine_is_for_whoever_has_one(tmp_path: Path, count: int) -> None:
    with province_in(tmp_path) as there:
        desk = BillsDesk(there.province)
        people = there.tell("platform", "citizens", count=count, item="traffic-fine")["citizens"]
        found = [there.province.register.of(one["number"]) for one in people]
        assert len(found) == count
        assert all(one is not None and desk.fines(one).bills for one in found)


def test_characters_are_written_by_pinyin_and_chosen_among_those_that_stand_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[str] = []
    press = Hall.press

    def noted(hall: Hall, name: str) -> None:
        pressed.append(name)
        press(hall, name)

    monkeypatch.setattr(Hall, "press", noted)
    with province_in(tmp_path) as there:
        hall = at(there)
        taken = get(hall, "property-authenticity", there.province.register.samples(1)[0])
    assert [one.result for one in taken.records if isinstance(one, PropertyAuthenticity)] == ["一致"]
    keys = [name.removeprefix("written-") for name in pressed if name.startswith("written-")]
    assert keys
    assert all(key.isascii() for key in keys), "a keyboard has no key for a character"
    assert "candidate-粤" in pressed
    assert {"board-digits", "board-pinyin"} <= set(pressed)


def test_who_hears_the_core_hang_up_says_so_at_once(tmp_path: Path) -> None:
    place = str(tmp_path / "core.sock")
    with socket.socket(socket.AF_UNIX) as core:
        core.bind(place)
        core.listen()
        hand = BareHand(Path(place))
        core.accept()[0].close()
        with pytest.raises(LostError, match="hung up"):
            hand.newest()
        hand.close()


@pytest.mark.parametrize(
    ("error", "why"), [(BrokenPipeError(32, "Broken pipe"), "Broken pipe"), (TimeoutError(), "TimeoutError")]
)
def test_a_visit_that_breaks_off_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, why: str
) -> None:
    class _NoHall:
        """A hall whose start fails."""

        state = tmp_path

        def start(self) -> Any:
            raise error

        def remove(self) -> None:
            """Nothing was started."""

    monkeypatch.setattr(command, "system_hall", lambda **_: _NoHall())
    answer = CliRunner().invoke(command.one_visit, [ITEM, "--citizen", "1", "--out", str(tmp_path / "out")])
    assert answer.exit_code == 1
    assert why in answer.output


@pytest.mark.parametrize("route", ["card_face", "typed_face"])
def test_whoever_shows_their_face_stands_before_the_camera_before_it_opens(route: Route) -> None:
    told: list[tuple[str, str]] = []

    def tell(device: str, request: str, /, **_: Any) -> dict[str, Any]:
        told.append((device, request))
        return {"portrait": "resident"}

    acts = Showing("449900198305130718", press=lambda name: None, tell=tell, code=str, until=lambda *_: None).acts(
        route
    )
    for _ in range(3):
        next(acts)()
    assert told[:2] == [("platform", "citizen"), ("camera", "person")]
