"""Every item that asks or prints: the visit ends well, and the paper says what is on record."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from province_in_process import Hall, InProcess, Taken, province_in, stands, values_on, visit
from said_aloud import undeclared
from whole_catalogue import whole_catalogue

from kiosk import effects, events
from kiosk.forms.divisions import Divisions
from kiosk.hall.person_answers import answers_for
from kiosk.items.item import Item
from kiosk.platform.errors import NoConnection, PlatformError
from kiosk.platform.values import TerminalState
from kiosk.sandbox.citizens import Citizen
from kiosk.session import Terminal
from printing.document import Document
from printing.layout_schema import DrawnLayout, Layout

SERVED = frozenset(
    {"appointment", "mailing", "print_certificate", "query", "licence_copy", "verify_document", "guide", "progress"}
    | {"complaint", "policies", "rating", "qr_wall", "apply"}
)
CATALOGUE = {
    name: item
    for name, item in whole_catalogue().items()
    if item.settings.flow in SERVED and not item.waits_for and not (item.settings.apply and item.settings.facts.fee)
}
"""Applications that cost something: test_applying_with_a_fee.py."""


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


def somebody(there: InProcess) -> Citizen:
    return there.province.register.samples(1)[0]


def somebody_for(there: InProcess, item: str) -> Citizen:
    """Who may apply for it."""
    number = there.tell("platform", "citizens", count=1, item=item)["citizens"][0]["number"]
    found = there.province.register.of(number)
    assert found is not None
    return found


def got(there: InProcess, item: Item, citizen: Citizen) -> Taken:
    terminal = Terminal(
        name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=CATALOGUE, divisions=Divisions.load()
    )
    hall = Hall(there, terminal)
    periods = {one.id: one.months for one in item.settings.periods}
    longest = max(periods, key=lambda one: periods[one], default=None)
    answers = answers_for(item, citizen.number, there.tell)
    return visit(hall, item.id, citizen.number, period=longest, answers=answers)


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_an_item_ends_well_and_its_paper_says_what_is_on_record(there: InProcess, name: str) -> None:
    item = CATALOGUE[name]
    taken = got(there, item, somebody_for(there, name))
    assert {view.screen: told for view in taken.views if (told := undeclared(view))} == {}
    assert taken.last.screen in {"done", "result", "timeline", "guide", "phone"}, taken.last.words.get("title")
    prints = isinstance(item.paper, Layout | DrawnLayout) and item.settings.level > 0
    if item.settings.apply is not None and item.settings.apply.paper == "decided":
        # Whether it is decided at once, the office says: test_applying.py has both.
        prints = bool(taken.documents)
    assert len(taken.documents) == (1 if prints or item.settings.flow == "guide" else 0)
    for document, text in zip(taken.documents, taken.texts, strict=True):
        if not isinstance(document, Document):
            continue
        for value in values_on(document):
            assert stands(value, text), f"{name}: a value is not on the paper"


def test_each_copy_is_a_document_with_a_number_of_its_own(there: InProcess) -> None:
    item = CATALOGUE["ss-enrolment-certificate"]
    copies = item.settings.facts.copies.model_copy(update={"at_once": 2, "a_day": 3})
    facts = item.settings.facts.model_copy(update={"copies": copies})
    twice = replace(item, settings=item.settings.model_copy(update={"facts": facts}))
    terminal = Terminal(name="t-01", place="测试厅", city="441300", is_sample=True, catalogue={item.id: twice})
    hall = Hall(there, terminal)
    hall.like["copies"] = "2"
    taken = visit(hall, item.id, somebody(there).number, period="24-months")
    assert taken.last.screen == "done"
    numbers = {document.number for document in taken.documents}
    codes = {document.verification.code for document in taken.documents if document.verification}
    assert (len(taken.documents), len(numbers), len(codes)) == (2, 2, 2)
    assert len({document.serial for document in taken.documents}) == 2
    assert len(taken.slips) == 2, "each with its own slip"


def test_the_platform_ends_the_copies_of_a_day(there: InProcess) -> None:
    there.province.set_limits(copies_a_day=1)
    try:
        citizen = there.province.register.samples(9)[8]
        item = CATALOGUE["ss-enrolment-certificate"]
        assert got(there, item, citizen).last.screen == "done"
        again = got(there, item, citizen)
        assert again.last.screen == "trouble"
        assert again.documents == [], "nothing was issued, nothing printed"
    finally:
        there.province.set_limits(copies_a_day=1000)


@pytest.mark.parametrize("name", ["ss-enrolment-certificate", "property-query"])
def test_as_many_copies_a_day_as_the_items_own_file_says(there: InProcess, name: str) -> None:
    item, citizen = CATALOGUE[name], there.province.register.samples(8)[7]
    there.province.limits = replace(there.province.limits, copies_a_day=None)
    try:
        numbers = [got(there, item, citizen).documents[0].number for _ in range(item.settings.facts.copies.a_day)]
        refused = got(there, item, citizen)
    finally:
        there.province.set_limits(copies_a_day=1000)
    assert len(set(numbers)) == item.settings.facts.copies.a_day, "each copy has a number of its own"
    assert refused.last.screen == "trouble"
    assert f"{item.settings.facts.copies.a_day}份" in refused.last.words["lead"]


class Unplugged(Hall):
    """The line to the platform is cut when the document is asked for."""

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        if isinstance(effect, effects.Issue):
            raise NoConnection("cut")
        return super()._answered(effect)


def test_offline_nobody_gets_a_copy_more_and_none_is_counted(there: InProcess) -> None:
    item, citizen = CATALOGUE["ss-enrolment-certificate"], there.province.register.samples(7)[6]
    terminal = Terminal(name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=CATALOGUE)
    there.province.limits = replace(there.province.limits, copies_a_day=None)
    try:
        cut = visit(Unplugged(there, terminal), item.id, citizen.number, period="24-months")
        assert (cut.last.screen, cut.documents) == ("trouble", []), "only the platform numbers papers"
        made = [got(there, item, citizen) for _ in range(item.settings.facts.copies.a_day)]
        assert all(len(taken.documents) == 1 for taken in made)
    finally:
        there.province.set_limits(copies_a_day=1000)


def test_a_terminal_that_asks_without_end_is_told_to_wait(there: InProcess) -> None:
    there.province.set_limits(questions_a_minute=0)
    try:
        with pytest.raises(PlatformError) as error:
            there.platform.status()
        assert error.value.key == "busy"
    finally:
        there.province.set_limits(questions_a_minute=100_000)
    assert there.platform.status().state is TerminalState.APPROVED


def test_no_view_shows_a_number_or_a_name_in_full(there: InProcess) -> None:
    citizen = somebody(there)
    for name in ("ss-payment-history", "toll-card", "property-query", "licence-copy", "progress"):
        if name not in CATALOGUE:
            continue
        for view in got(there, CATALOGUE[name], citizen).views:
            shown = [row.value for row in view.rows] + [choice.label + choice.detail for choice in view.choices]
            assert not any(citizen.number in text for text in shown), name
            if len(citizen.name) > 1:
                assert not any(citizen.name in text for text in shown), name
