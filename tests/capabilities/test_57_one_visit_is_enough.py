"""最多跑一次事项比例达91.8%: counted from the catalogue, and held against what really happened here."""

from pathlib import Path

from staff_bench import Shift, _catalogue

from drivers.outcome import Outcome
from kiosk.items.catalogue import Catalogue
from kiosk.kept_visits import KINDS, kept
from kiosk.staff.rights import Role

ENOUGH = "property-query"


def visit(shift: Shift, number: int, *outcomes: Outcome, item: str = ENOUGH, fault: str = "") -> None:
    """Somebody proves who they are, and wants a paper as often as it takes."""
    name = f"{number:032x}"
    shift.journal.write("identified", "", {"visit": name, "item": item, "route": "card_code"})
    for count, outcome in enumerate(outcomes):
        deed = f"{name}{count}"
        shift.journal.intend(deed, "print", {"session": name, "job": deed, "pages": 1})
        shift.journal.settle(deed, "print", outcome, {"sheets": 1, "fault": fault})


def trips(catalogue: Catalogue, item: str) -> int:
    return catalogue[item].settings.facts.trips


def test_the_share_of_the_catalogue_and_the_share_of_the_people(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    for number in range(10):
        visit(shift, number, Outcome.DONE)
    visit(shift, 10, Outcome.NOT_DONE, Outcome.DONE, fault="jammed")
    visit(shift, 11)
    visit(shift, 12, Outcome.UNKNOWN, fault="jammed")
    shift.enter(Role.AUDIT)
    shift.open("promises")
    whole = shift.terminal.catalogue
    promising = sum(trips(whole, item) == 0 for item in whole)
    assert f"{100 * promising / len(whole):.1f}%" in shift.said
    # Ten at the first go, one after the jam was cleared; one left by themselves and does not count.
    assert "91.7%" in shift.said
    assert "12 次里的 11 次" in shift.said
    shift.close()


def test_an_item_that_never_promised_it_breaks_no_promise(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    catalogue = _catalogue()
    other = next(item for item in catalogue if trips(catalogue, item) > 0)
    visit(shift, 0, Outcome.NOT_DONE, item=other)
    found = kept(shift.journal.newest_of(KINDS, 1_000), lambda item: trips(catalogue, item) == 0)
    assert (found.enough, found.broken, found.share_percent) == (0, (), None)
    shift.close()
