"""率先推出不动产登记办理进度、不动产信息等两项查询业务."""

from at_the_terminal import HUIZHOU, assert_paper_says_the_record, at, get, shown, slip_says
from province_in_process import InProcess

from kiosk.platform.values import RecordRequest
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.records_desk import RecordsDesk
from printing.records.property import PropertyQuery


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


def test_who_owns_a_home_gets_no_proof_of_owning_none(there: InProcess) -> None:
    owner = next(one for one in there.province.register.samples(60) if _homes(there, one))
    other = next(one for one in there.province.register.samples(60) if not _homes(there, one))
    taken = get(at(there), "no-property-certificate", owner)
    assert taken.last.screen == "trouble"
    assert taken.last.words["title"] == "查到有登记，开不了这份证明"
    assert not taken.documents, "nothing is issued, so nothing is counted"
    text = assert_paper_says_the_record(get(at(there), "no-property-certificate", other), other.name)
    assert "未查询到登记信息" in text


def _homes(there: InProcess, who: Citizen) -> bool:
    wanted = RecordRequest(
        item="an-item", record="property-query", city=HUIZHOU, period_from="202611", period_to="202611"
    )
    record = RecordsDesk(there.province).about(who, wanted)
    return isinstance(record, PropertyQuery) and bool(record.holdings)
