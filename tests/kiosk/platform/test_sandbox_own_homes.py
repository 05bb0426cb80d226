"""What a data file says of somebody's homes holds at every desk; what is only 预告登记 is a title at none."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from province_in_process import InProcess, province_in

from kiosk.platform import services
from kiosk.platform.express_values import MailablesRequest
from kiosk.platform.service_values import OpenRequest
from kiosk.platform.values import ErrorCode, RecordRequest
from kiosk.sandbox import data_file
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.express_desk import ExpressDesk
from kiosk.sandbox.known_fields import who_may
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.refusals import RefusalError
from printing.records.property import PropertyArchive, PropertyAuthenticity, PropertyQuery, PropertyTitle

OWN = "449901198001010019"
HOLDING = {
    "certificate_no": "粤（2019）惠州市不动产权第5000001号",
    "unit_code": "449901001001GB00001F00010001",
    "place": "惠州市样本区样例路88号",
    "sharing": "单独所有",
    "usage": "住宅",
    "area": "88.00",
    "registered": "2019-03-18",
    "state": "无抵押、无查封",
}


@contextmanager
def with_homes(tmp_path: Path, *holdings: dict[str, Any]) -> Iterator[tuple[InProcess, Citizen]]:
    """A province whose data file has one person with these homes."""
    path = tmp_path / "own.json"
    records = {"property-query": {"holdings": holdings}}
    path.write_text(json.dumps({"citizens": [{"number": OWN, "name": "陈样例", "records": records}]}), "utf-8")
    own = data_file.read(path)
    with province_in(tmp_path, citizens=own.citizens, records=own.records) as there:
        yield there, own.citizens[OWN]


def about(there: InProcess, citizen: Citizen, record: str) -> Any:
    wanted = RecordRequest(item=record, record=record, city="441300", period_from="202611", period_to="202611")
    return RecordsDesk(there.province).about(citizen, wanted)


def licences(there: InProcess, citizen: Citizen) -> list[str]:
    return [one.name for one in RecordsDesk(there.province).licences(citizen).licences]


def has_nothing(there: InProcess, citizen: Citizen) -> None:
    """Of a title: no desk knows of one."""
    assert "不动产权证书" not in licences(there, citizen)
    with pytest.raises(RefusalError) as refused:
        about(there, citizen, "property-title")
    assert refused.value.refusal.code is ErrorCode.NOTHING_FOUND
    asked = MailablesRequest(item="property-mailing")
    assert not ExpressDesk(there.province).mailables(citizen, asked).ready
    for item in ("property-mailing", "property-certificate-print"):
        assert citizen not in who_may(there.province.register, item, 3, there.province.began)


def test_whoever_has_no_home_in_the_file_has_none_at_any_desk(tmp_path: Path) -> None:
    with with_homes(tmp_path) as (there, citizen):
        query, archive = about(there, citizen, "property-query"), about(there, citizen, "property-archive")
        assert isinstance(query, PropertyQuery)
        assert isinstance(archive, PropertyArchive)
        assert (query.holdings, query.result) == ((), "在惠州市未查询到登记信息")
        assert (archive.deeds, archive.sheets) == ((), ())
        has_nothing(there, citizen)
        assert who_may(there.province.register, "no-property-certificate", 1, there.province.began) == [citizen]


def test_a_home_of_the_file_is_the_one_of_every_desk(tmp_path: Path) -> None:
    with with_homes(tmp_path, HOLDING) as (there, citizen):
        number = HOLDING["certificate_no"]
        query, title = about(there, citizen, "property-query"), about(there, citizen, "property-title")
        assert isinstance(title, PropertyTitle)
        assert ([one.certificate_no for one in query.holdings], query.result) == ([number], "查询到1项登记信息")
        assert title.certificate_no == number
        assert {one.certificate_no for one in about(there, citizen, "property-archive").deeds} == {number}
        assert licences(there, citizen).count("不动产权证书") == 1


def test_what_is_only_pre_registered_is_a_title_at_no_desk(tmp_path: Path) -> None:
    with with_homes(tmp_path, HOLDING | {"state": "预告登记"}) as (there, citizen):
        has_nothing(there, citizen)
        assert about(there, citizen, "property-query").result == "查询到1项登记信息"
        asked = {"certificate_no": HOLDING["certificate_no"], "holder": "陈样例"}
        wanted = OpenRequest(item="property-authenticity", record="property-authenticity", city="441300", asked=asked)
        told = services.open_record(there.platform, wanted)
        assert isinstance(told, PropertyAuthenticity)
        assert (told.result, told.state) == ("不一致", "未查询到")


def test_what_is_ready_for_the_post_is_no_longer_with_the_registry(tmp_path: Path) -> None:
    """The same case number says the same at both desks."""
    with province_in(tmp_path) as there:
        desk, asked = ExpressDesk(there.province), MailablesRequest(item="property-mailing")
        owners = [one for one in there.province.register.samples(40) if desk.mailables(one, asked).ready]
        assert owners
        for owner in owners:
            (ready,) = desk.mailables(owner, asked).ready
            case = about(there, owner, "property-progress")
            assert (case.accepted_no, case.stage) == (ready.case_no, "发证")
            assert ready.item.removeprefix("不动产") in case.business
            assert case.accepted_at.date() < ready.ready_on
