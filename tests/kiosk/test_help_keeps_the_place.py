"""From every page of a visit a person can be asked for, and coming back finds that page as it stood."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from province_in_process import Hall, InProcess, province_in, visit
from whole_catalogue import whole_catalogue

from kiosk.forms.divisions import Divisions
from kiosk.hall.person import Seen
from kiosk.hall.person_answers import answers_for
from kiosk.session import Terminal
from kiosk.view import View

CATALOGUE = whole_catalogue()
ITEMS = (
    *("ss-enrolment-certificate", "residence-permit", "company-start", "tax-codes", "progress", "hospital-appointment"),
    *("complaint", "policy-matches", "licence-copy", "property-query", "annual-report", "express-mail", "paper-check"),
)
"""One of each flow that is answered without a device of its own."""
SHORT = frozenset({"starting", "working", "printing"})
"""Pages that go on by themselves."""


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


class Asking(Hall):
    """Whoever stands there looks for help on every page before they go on."""

    asked: int = 0
    lost: tuple[str, ...] = ()

    def newest(self) -> Seen:
        before = self._look(self.session)
        if before.screen not in SHORT and before.bar.get("help"):
            self.press("help")
            help_page = self._look(self.session)
            if "person" not in [choice.id for choice in help_page.choices]:
                self.lost += (f"{before.screen}: nobody can be asked for",)
            self.press("primary")
            if as_it_stood(self._look(self.session)) != as_it_stood(before):
                self.lost += (before.screen,)
            self.asked += 1
        return super().newest()


def as_it_stood(view: View) -> View:
    return replace(view, page=0)


@pytest.mark.parametrize("name", ITEMS)
def test_help_is_there_on_every_page_and_comes_back_to_it(there: InProcess, name: str) -> None:
    number = there.tell("platform", "citizens", count=1, item=name)["citizens"][0]["number"]
    item = CATALOGUE[name]
    terminal = Terminal(
        name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=CATALOGUE, divisions=Divisions.load()
    )
    hall = Asking(there, terminal)
    period = next((one.id for one in item.settings.periods), None)
    visit(hall, name, number, period=period, answers=answers_for(item, number, there.tell))
    assert hall.asked > 2
    assert hall.lost == ()
