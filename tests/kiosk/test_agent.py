"""网格代办: two identities, the person's yes, 138 matters, and both of them in every book."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from applying_bench import submissions
from province_in_process import Hall, InProcess, province_in
from whole_catalogue import whole_catalogue

from kiosk import effects
from kiosk.events import CodeSent, DeviceSeen, Event
from kiosk.flows.agent import departments
from kiosk.forms.divisions import Divisions
from kiosk.health import DeviceState
from kiosk.items.registers import agent_items, agent_matters
from kiosk.locker_effects import ProveStaff
from kiosk.locker_events import StaffKnown
from kiosk.platform import identity, parcels
from kiosk.sandbox.staff import StaffDesk
from kiosk.session import Terminal
from kiosk.workflow import step_of

CATALOGUE = whole_catalogue()


class AgentsHall(Hall):
    """A hall whose PIN pad somebody has pressed right."""

    pin = ""
    audit: list[dict[str, object]]

    def _answered(self, effect: effects.Effect) -> list[Event]:
        platform = self.there.platform
        match effect:
            case ProveStaff(code):
                return [StaffKnown(parcels.prove_staff(platform, code, self.pin))]
            case effects.ActAsAgent(staff, card):
                return [CodeSent(identity.act_as_agent(platform, staff, card))]
            case effects.Record("identified", facts):
                self.audit.append(dict(facts))
        return super()._answered(effect)

    @property
    def step(self) -> str:
        step = step_of(self.session)
        return step.name if step is not None else ""


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def begun(there: InProcess, staff: str = "S0004") -> tuple[AgentsHall, str]:
    """An agent at the pass's step, with a person beside."""
    terminal = Terminal(
        name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=CATALOGUE, divisions=Divisions.load()
    )
    hall = AgentsHall(there, terminal)
    hall.audit = []
    hall._take(DeviceSeen("pin_pad", DeviceState(faults=())))
    member = next(one for one in StaffDesk(there.province).everyone() if one.staff == staff)
    hall.pin = member.pin
    hall.press("choice-agent-service")
    hall.press("primary")
    hall.press("primary")
    hall.tell("code_scanner", "show", text=member.code)
    number = str(there.tell("platform", "citizens", count=1, item="residence-permit")["citizens"][0]["number"])
    return hall, number


def agreed(hall: AgentsHall, number: str) -> None:
    """The person reads, lays the card and tells the code."""
    hall.press("primary")
    hall.tell("idcard", "lay", **hall.there.tell("platform", "citizen", number=number))
    messages = hall.there.tell("platform", "outbox")["messages"]
    code = [one["code"] for one in messages if one["number"] == number and one["code"]][-1]
    for digit in code:
        hall.press(f"digit-{digit}")


def test_there_are_138_matters_and_each_item_of_them_exists() -> None:
    assert len(agent_matters()) == 138
    assert agent_items() <= set(CATALOGUE)
    assert len(agent_items()) > 40


def test_an_agent_begins_a_matter_and_both_stand_in_the_books(there: InProcess) -> None:
    hall, number = begun(there)
    assert hall.step == "agent_consent"
    agreed(hall, number)
    assert hall.step == "agent_departments"
    matter = next(one for one in agent_matters() if one.item == "residence-permit")
    view = hall._look(hall.session)
    assert "138" in view.words["lead"]
    hall.press(f"choice-{departments().index(matter.department)}")
    hall.press(f"choice-{matter.id}")
    assert (hall.step, hall.session.item and hall.session.item.id) == ("before_start", "residence-permit")
    hall.press("primary")
    hall.press("primary")
    assert hall.session.identity is not None, "nobody is asked a second time"
    assert hall.session.identity.number == number
    agent = StaffDesk(there.province).pseudonym("S0004")
    assert hall.session.identity.acting == agent
    assert hall.audit == [
        {
            "visit": hall.session.name,
            "item": "agent-service",
            "route": "agent",
            "for_pseudonym": hall.session.identity.subject,
            "by_pseudonym": agent,
            "home": f"{number[:4]}00",
            "city": hall.session.terminal.city,
        }
    ]
    assert submissions(there) == []


def test_what_no_list_names_asks_the_person_anew(there: InProcess) -> None:
    hall, number = begun(there)
    agreed(hall, number)
    hall.press("home")
    hall.press("choice-traffic-fine")
    hall.press("primary")
    assert hall.session.identity is None, "an agent's identity opens only the agent's matters"


def test_whoever_of_the_staff_is_no_agent_goes_no_further(there: InProcess) -> None:
    hall, _ = begun(there, staff="S0001")
    assert hall.session.trouble is not None
    assert hall.session.trouble.key == "no_agent"


def test_the_platform_lets_nobody_but_an_agent_ask(there: InProcess) -> None:
    member = next(one for one in StaffDesk(there.province).everyone() if one.staff == "S0001")
    session = parcels.prove_staff(there.platform, member.code.encode(), member.pin)
    hall, number = begun(there)
    hall.session = replace(hall.session, parcels=replace(hall.session.parcels, staff=(session,)))
    hall.press("primary")
    hall.tell("idcard", "lay", **there.tell("platform", "citizen", number=number))
    assert hall.session.trouble is not None
    assert hall.session.trouble.key == "not_entitled"


def test_the_person_says_no_and_nothing_is_known(there: InProcess) -> None:
    hall, _ = begun(there)
    hall.press("back")
    assert hall.session.item is None
    assert hall.session.identity is None
    assert not hall.session.parcels.staff


def test_what_needs_a_window_says_which(there: InProcess) -> None:
    hall, number = begun(there)
    agreed(hall, number)
    matter = next(one for one in agent_matters() if not one.item)
    hall.press(f"choice-{departments().index(matter.department)}")
    hall.press(f"choice-{matter.id}")
    rows = {row.label: row.value for row in hall._look(hall.session).rows}
    assert matter.name in rows.values()
    assert matter.department in rows.values()
