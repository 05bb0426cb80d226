"""自动查档机…档案自助查询、查询结果打印、办事指南查阅、业务进度查询、证书真伪查询: five tiles, each to its end."""

import io
from dataclasses import replace

import pytest
from at_the_terminal import assert_paper_says_the_record, at, get, glass, offer, shown
from province_in_process import InProcess, visit
from pypdf import PdfReader

from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.homes import flats_of
from kiosk.sandbox.population import household_of
from printing.certificate import render

FIVE = {"property-archive", "property-query", "property-guide", "property-progress", "property-authenticity"}
PROFILE = "zhaoqing"


def test_the_machine_for_archives_shows_the_five() -> None:
    assert set(offer("quzhou/property")) >= FIVE


@pytest.fixture(scope="module")
def owner(there: InProcess) -> Citizen:
    """Somebody with a flat in Huizhou."""
    register = there.province.register

    def flats(citizen: Citizen) -> int:
        home = household_of(register.seed, citizen.number, register.land)
        return len(flats_of(register.seed, home, citizen.number, register.land, "惠州市", {}))

    return next(citizen for citizen in register.samples(40) if flats(citizen) == 1)


def test_the_filed_deeds_of_ones_own_home_are_seen_and_printed_as_scans(there: InProcess, owner: Citizen) -> None:
    hall = at(there)
    hall.like["deed"] = "contract"
    taken = get(hall, "property-archive", owner)
    (deed,) = taken.records[0].deeds
    result = next(view for view in taken.views if view.screen == "result")
    assert deed.what == "买卖合同"
    assert deed.certificate_no in shown(result), "what was filed is told before anything is printed"
    assert any(view.screen == "paper" for view in taken.views), "the scans are looked at first"
    text = assert_paper_says_the_record(taken, deed.certificate_no, deed.filed_on)
    assert "演示数据" in text
    (document,) = taken.documents
    paper = PdfReader(io.BytesIO(render(document, "visit").pdf))
    scans = [
        page for page in paper.pages if any(one.image is not None and one.image.height > 1000 for one in page.images)
    ]
    assert len(scans) == deed.pages == 3, "each sheet is a page of its own, as a picture"
    assert all("演示数据" in page.extract_text() for page in scans)


def test_of_nobodys_home_there_is_no_scan(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there), "property-archive", somebody)
    assert taken.records[0].sheets == ()
    assert "未查询到" in assert_paper_says_the_record(taken)


def test_the_result_of_a_query_is_printed(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there, PROFILE), "property-query", somebody)
    (record, *_) = taken.records
    assert_paper_says_the_record(taken, somebody.name, record.result)


def test_the_guide_is_read(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there, PROFILE), "property-guide", somebody)
    guide = offer(PROFILE)["property-guide"].settings.facts.guide
    assert guide[0].lines[0].of("zh-Hans") in "\n".join(shown(view) for view in taken.views)


def test_progress_is_found(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there, PROFILE), "property-progress", somebody)
    assert taken.records[0].stage in "\n".join(shown(view) for view in taken.views)


def test_a_certificate_that_is_in_the_register_agrees(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there), "property-authenticity", somebody)
    assert taken.records[0].result == "一致"


def test_one_with_another_holder_does_not(there: InProcess, somebody: Citizen) -> None:
    certificate = there.handlers["certificate"]({"number": somebody.number}) or {}
    hall = at(there, PROFILE)
    taken = visit(
        hall,
        "property-authenticity",
        somebody.number,
        answers=(str(certificate["certificate_no"]), "样例别人", str(certificate["print_no"])),
    )
    assert taken.records[0].result == "不一致"
    assert "不一致" in "\n".join(shown(view) for view in taken.views)


def test_a_forged_code_is_called_forged(there: InProcess, somebody: Citizen) -> None:
    printed = get(at(there), "ss-enrolment-certificate", somebody)
    code = printed.documents[0].verification
    assert code is not None
    forged = replace(code, url=code.url[:-6] + "AAAAAA")
    for url, tone in ((code.url, "good"), (forged.url, "bad")):
        hall = at(there)
        hall.press("choice-paper-check")
        while glass(hall).screen != "pick":
            hall.press("primary")
        hall.press("choice-scan")
        hall.tell("code_scanner", "show", text=url)
        assert glass(hall).tone == tone, url[:40]
