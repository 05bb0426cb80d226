"""Whoever lets a scripted person get something is told in the end, whatever the hour and whoever they are."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from paying_bench import BenchClock
from province_in_process import province_in
from whole_catalogue import whole_catalogue

from kiosk.hall.person import Person, Seen
from kiosk.hall.person_answers import KEPT, answers_for
from kiosk.platform import submissions
from kiosk.sandbox.bills import BillsDesk

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
