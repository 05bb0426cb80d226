"""率先推出不动产登记办理进度、不动产信息等两项查询业务."""

from at_the_terminal import assert_paper_says_the_record, at, get, shown, slip_says
from province_in_process import InProcess

from kiosk.sandbox.citizens import Citizen


def test_the_progress_of_a_registration_by_its_receipts_number_stands_on_the_glass_and_on_a_slip(
    there: InProcess, somebody: Citizen
) -> None:
    taken = get(at(there), "property-progress", somebody)
    (record,) = taken.records
    told = "\n".join(shown(view) for view in taken.views)
    assert record.accepted_no in told
    assert record.stage in told
    assert record.accepted_no in slip_says(taken.slips[0])
    assert somebody.name not in slip_says(taken.slips[0]), "a slip is left behind: nobody's name is on it"


def test_what_the_register_says_of_a_home_is_printed_as_it_is(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there), "property-query", somebody)
    (record, *_) = taken.records
    assert_paper_says_the_record(taken, somebody.name, *(one.certificate_no for one in record.holdings))
