"""代办、帮办、联办, 138项网格代办: pass, PIN and the yes of the person; two names in every book."""

from pathlib import Path

from province_in_process import province_in
from test_agent import agreed, begun

from kiosk.flows.agent import departments
from kiosk.items.registers import agent_matters


def test_an_agent_does_one_of_138_matters_for_somebody(tmp_path: Path) -> None:
    assert len(agent_matters()) == 138
    with province_in(tmp_path) as there:
        hall, number = begun(there)
        agreed(hall, number)
        matter = next(one for one in agent_matters() if one.item == "ss-enrolment-certificate")
        hall.press(f"choice-{departments().index(matter.department)}")
        hall.press(f"choice-{matter.id}")
        identity = hall.session.identity
        assert identity is not None
        assert hall.audit[0]["by_pseudonym"] == identity.acting
        assert hall.audit[0]["for_pseudonym"] == identity.subject
