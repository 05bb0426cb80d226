"""What was done at a terminal holds against what was derived and what a data file says; and what a file may not say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from province_in_process import InProcess, province_in

from kiosk.platform.submission_values import Application, PrefillRequest
from kiosk.platform.values import ErrorCode, RecordRequest
from kiosk.sandbox import data_file
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.data_file import DataError
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.known_fields import who_may
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.submissions_desk import SubmissionsDesk
from kiosk.sandbox.wallet import Wallet
from printing.records.enterprise import BusinessLicence

OLD = "449901195001010015"
PROOF = "pension-qualification"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def of_file(tmp_path: Path, records: dict[str, Any], number: str = OLD) -> data_file.Own:
    path = tmp_path / "own.json"
    person = {"number": number, "name": "陈样例", "records": records}
    path.write_text(json.dumps({"citizens": [person]}), "utf-8")
    return data_file.read(path)


def at(there: InProcess) -> SubmissionsDesk:
    return SubmissionsDesk(there.province, IdentityDesk(there.province, Wallet(there.province.clock)))


def asked(there: InProcess, citizen: Citizen, record: str, **form: str) -> Any:
    wanted = RecordRequest(item=record, record=record, city="441300", period_from="202611", period_to="202611")
    return RecordsDesk(there.province).about(citizen, wanted.model_copy(update={"asked": form}))


def the_sole_trader(there: InProcess) -> tuple[Citizen, str]:
    for citizen in there.province.register.samples(200):
        for one in at(there).enterprises(citizen).enterprises:
            if one.relation == "经营者":
                return citizen, one.credit_code
    raise AssertionError("one in two grown-ups has a business of their own")


def test_a_business_that_was_taken_off_the_register_has_no_licence_any_more(there: InProcess) -> None:
    citizen, code = the_sole_trader(there)
    assert isinstance(asked(there, citizen, "business-licence"), BusinessLicence)
    application = Application(
        item="simple-deregistration", city="441300", answers={}, delivery="window", enterprise=code
    )
    taken = at(there).submit("huiyang-a2-07", citizen, application, "0" * 32, "")
    assert taken.case.is_over
    with pytest.raises(RefusalError) as refused:
        asked(there, citizen, "business-licence")
    assert refused.value.refusal.code is ErrorCode.NOTHING_FOUND
    assert code not in {one.credit_code for one in at(there).enterprises(citizen).enterprises}
    assert at(there).submit("huiyang-a2-07", citizen, application, "0" * 32, "") == taken, "the same deed once more"


def test_a_data_file_names_no_single_register_for_all_of_them(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"citizens\[0\]\.records\.register-extract: unknown field: remove it"):
        of_file(tmp_path, {"register-extract": {"lines": [{"name": "号牌号码", "value": "粤L00000"}]}})


def test_a_proof_of_life_at_a_terminal_holds_against_the_data_file(tmp_path: Path) -> None:
    own = of_file(tmp_path, {PROOF: {"way": "工作人员上门核验", "checked_at": "2026-01-02T10:00:00+08:00"}})
    citizen = own.citizens[OLD]
    with province_in(tmp_path, citizens=own.citizens, records=own.records) as there:
        assert asked(there, citizen, PROOF).way == "工作人员上门核验"
        application = Application(item=PROOF, city="441300", answers={"proven_by": "人脸识别"}, delivery="here")
        taken = at(there).submit("huiyang-a2-07", citizen, application, "0" * 32, "").case.progress
        for form in ({}, {"case_no": taken.case_no}):
            told = asked(there, citizen, PROOF, **form)
            assert (told.way, told.checked_at) == ("人脸识别", taken.accepted_at)
            assert f"{told.checked_before}" == "2026-01-02"


def test_a_toll_cards_sums_are_those_of_the_files_passages(tmp_path: Path) -> None:
    passage = {
        "serial_no": "202611000712",
        "kind": "通行",
        "province": "广东",
        "entered": "样例东站",
        "entered_at": "2026-11-03T08:00:00",
        "left": "样例南站",
        "left_at": "2026-11-03T09:00:00",
        "amount": "12.50",
    }
    charge = passage | {"kind": "充值", "amount": "-100.00"}
    own = of_file(tmp_path, {"toll-card": {"passages": [passage, passage | {"amount": "7.50"}, charge]}})
    with province_in(tmp_path, citizens=own.citizens, records=own.records) as there:
        told = asked(there, own.citizens[OLD], "toll-card")
        assert (told.trips, f"{told.spent}", f"{told.returned}") == (2, "20.00", "-100.00")


def test_a_form_names_the_pension_that_the_register_pays(there: InProcess) -> None:
    for citizen in who_may(there.province.register, "old-age-allowance", 20, there.province.began):
        wanted = PrefillRequest(item="old-age-allowance", city="441300", fields=("pension", "benefit"))
        told = {one.name: one.value for one in at(there).prefill(citizen, wanted).fields}
        assert told["pension"].startswith("城镇职工") == told["benefit"].startswith("企业职工")
