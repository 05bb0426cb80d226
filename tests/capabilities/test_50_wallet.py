"""归集403类证照和批文,生成55万余本电子证照; 33类电子批文: a copy of one licence, for one purpose."""

from collections import Counter

from at_the_terminal import assert_paper_says_the_record, at, get
from province_in_process import InProcess

from kiosk.items.registers import load_registers
from kiosk.sandbox.citizens import Citizen


def test_the_register_has_403_kinds_of_licences_and_33_approvals() -> None:
    kinds = Counter(licence.kind for licence in load_registers().licences)
    assert sorted(kinds.values()) == [33, 403]


def test_one_chooses_of_those_that_were_found_and_gets_a_copy_for_one_purpose(
    there: InProcess, somebody: Citizen
) -> None:
    taken = get(at(there), "licence-copy", somebody)
    (record, *_) = [one for one in taken.records if one.kind == "e-licence"]
    text = assert_paper_says_the_record(taken, record.licence, record.identifier, record.purpose)
    assert "仅限办理" in text, "a watermark says what it is for"
