"""Somebody hands in later what was owed: at another terminal, once; and what an office found wrong is put right."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from applying_bench import Wire, submissions
from materials_bench import Gatherer, paper
from province_in_process import InProcess, province_in

from drivers.outcome import Outcome
from kiosk.flows import supplement
from kiosk.hands import materials as hands
from kiosk.hands import page_picture
from kiosk.journal import Journal, read_rows
from kiosk.platform import materials as platform_materials
from kiosk.platform.errors import NoConnection
from kiosk.recovery import settle_open_deeds
from kiosk.unknown_lodgements import UnknownLodgements

SHOP = "individual-business"
ACCEPTED, DONE = "已经受理", "补交好了，接着往下办。"


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InProcess]:
    monkeypatch.setattr(hands, "page_of", lambda picture, _: page_picture.looked_at(picture))
    with province_in(tmp_path) as made:
        yield made


@pytest.fixture
def wire(there: InProcess) -> Iterator[Wire]:
    made = Wire(there)
    yield made
    made.close()


def owes(there: InProcess) -> Gatherer:
    """Has applied, and owes the lease."""
    person = Gatherer(there, SHOP)
    person.to_list()
    person.press("primary", "choice-owed", "primary", "primary")
    person.signs()
    person.to(ACCEPTED)
    return person


def at_case(there: InProcess, number: str) -> Gatherer:
    """The same person, another day, at another terminal."""
    person = Gatherer(there, "progress", number=number, terminal="t-02")
    person._person._ways = ("identity",)
    for _ in range(40):
        seen = person.hall.newest()
        if seen.screen == "timeline":
            return person
        if seen.screen == "pick" and person.view.choices[0].id.isdigit():
            person.press(f"choice-{submissions(there)[-1]['case_no']}")
            continue
        person._person._act(seen)
    raise AssertionError(f"never came to the case: {person.title}")


def counts(there: InProcess) -> dict[str, int]:
    return there.tell("platform", "material_counts")


def with_lease(there: InProcess) -> Gatherer:
    """Up to the touch that hands it in."""
    person = at_case(there, owes(there).number)
    assert person.view.words["primary"] == "补交材料"
    person.press("primary")
    person.hall.glass.lies.append(paper())
    person.press("primary", "choice-scan", "primary")
    return person


def test_what_is_owed_stands_there_with_its_day(there: InProcess) -> None:
    person = at_case(there, owes(there).number)
    (row,) = [row for row in person.view.rows if row.label == "要补交"]
    assert row.value.startswith("租房合同，")


def test_whoever_is_still_known_is_asked_for_no_paper_of_anothers_case(there: InProcess) -> None:
    """Known from an errand before, they look at somebody's case by its number."""
    person = at_case(there, owes(there).number)
    mine = person.hall.session
    assert supplement.may_supplement(mine)
    assert not supplement.may_supplement(replace(mine, serving=replace(mine.serving, cases=())))


def test_it_is_handed_in_at_another_terminal_and_the_case_goes_on(there: InProcess) -> None:
    person = with_lease(there)
    person.press("primary")
    assert (person.view.screen, person.view.notice) == ("timeline", DONE)
    assert not any(row.label == "要补交" for row in person.view.rows)
    assert person.view.words["primary"] != "补交材料"
    assert counts(there) == {"used": 1, "loose": 0, "supplements": 1}
    (row,) = [row for row in read_rows(there.state) if row.kind == "lodgement-settled"]
    assert row.facts["outcome"] == "done"


def test_the_phone_hears_what_is_owed_and_that_it_came(there: InProcess) -> None:
    person = with_lease(there)
    person.press("primary")
    told = [one["text"] for one in there.tell("platform", "outbox")["messages"] if one["number"] == person.number]
    assert any("请在" in text and "前补交材料" in text for text in told)
    assert any("补交的材料已收到" in text for text in told)
    assert all(len(text) <= 70 for text in told)


def test_who_goes_back_has_handed_nothing_in(there: InProcess) -> None:
    person = with_lease(there)
    person.press("back")
    assert person.view.screen == "timeline"
    assert counts(there)["supplements"] == 0
    assert person.view.words["primary"] == "补交材料"


@pytest.mark.parametrize("order", ["down", "cut", "lost"])
def test_the_line_fails_while_it_is_handed_in(there: InProcess, wire: Wire, order: str) -> None:
    person = with_lease(there)
    wire.orders["POST /v1/supplements"] = order
    person.press("primary")
    wire.orders.clear()
    if person.view.screen == "trouble" and person.view.can_go_on:
        # Nothing arrived: the list stands there as it was.
        person.press("primary", "primary")
        assert person.view.notice == DONE
    UnknownLodgements(there.journal).ask(there.platform)
    assert counts(there)["supplements"] <= 1
    done = [
        row.facts["outcome"] for row in read_rows(there.state) if row.kind in ("lodgement-settled", "lodgement-asked")
    ]
    assert done.count("done") == counts(there)["supplements"]


def test_an_office_that_finds_a_mistake_does_not_end_the_case(there: InProcess) -> None:
    person = owes(there)
    case_no = submissions(there)[-1]["case_no"]
    there.tell("platform", "ask_again", case_no=case_no, material="lease-contract")
    again = at_case(there, person.number)
    assert any(row.value == "等您补材料" for row in again.view.rows)
    again.press("primary")
    again.hall.glass.lies.append(paper())
    again.press("primary", "choice-scan", "primary", "primary")
    assert again.view.notice == DONE
    assert not any(row.value == "等您补材料" for row in again.view.rows)


class Killed(BaseException):
    """The process is gone."""


def dies(*_: object, **__: object) -> NoReturn:
    raise Killed


def then(first: Callable[..., Any], second: Callable[..., Any] = dies) -> Callable[..., Any]:
    def both(*told: Any, **more: Any) -> Any:
        first(*told, **more)
        return second()

    return both


def no_answer() -> NoReturn:
    raise NoConnection("the answer broke off", Outcome.UNKNOWN)


POINTS = ("before the intent", "after the intent", "before it is sent", "after it is there", "after the result")


@pytest.mark.parametrize("point", POINTS)
def test_kill_minus_nine_while_it_is_handed_in(there: InProcess, point: str) -> None:
    person = with_lease(there)
    with pytest.MonkeyPatch.context() as patch:
        match point:
            case "before the intent":
                patch.setattr(there.journal, "intend", dies)
            case "after the intent":
                patch.setattr(there.journal, "intend", then(there.journal.intend))
            case "before it is sent":
                patch.setattr(platform_materials, "supplement", dies)
            case "after it is there":
                patch.setattr(platform_materials, "supplement", then(platform_materials.supplement))
            case _:
                patch.setattr(there.journal, "settle", then(there.journal.settle))
        with pytest.raises(Killed):
            person.press("primary")
    there.journal.close()
    journal = Journal(there.state, person.hall.clock)
    settle_open_deeds(journal, None)  # type: ignore[arg-type]  # no print is open
    UnknownLodgements(journal).ask(there.platform)
    has_it = point in POINTS[3:]
    assert counts(there)["supplements"] == has_it
    rows = [row for row in read_rows(there.state) if row.kind in ("lodgement-settled", "lodgement-asked")]
    said = [row.facts["outcome"] for row in rows]
    assert said[-1:] == ([] if point == "before the intent" else ["done" if has_it else "not_done"])
    journal.close()
