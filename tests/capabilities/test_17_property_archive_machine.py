"""自动查档机…档案自助查询、查询结果打印、办事指南查阅、业务进度查询、证书真伪查询: five tiles, each to its end."""

from dataclasses import replace

from at_the_terminal import assert_paper_says_the_record, at, get, glass, offer, shown
from province_in_process import InProcess, visit

from kiosk.sandbox.citizens import Citizen

FIVE = {"property-archive", "property-query", "property-guide", "property-progress", "property-authenticity"}
PROFILE = "zhaoqing"


def test_the_machine_for_archives_shows_the_five() -> None:
    assert set(offer("quzhou/property")) >= FIVE


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
