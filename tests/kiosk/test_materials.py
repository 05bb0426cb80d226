"""Somebody brings papers, or does not: from the wallet, on the glass, from a phone, later, or by their word."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from applying_bench import Wire, submissions
from materials_bench import Gatherer, paper
from province_in_process import InProcess, province_in

from drivers.faults import Fault
from kiosk.gathering import NOTHING_GATHERED
from kiosk.hands import materials as hands
from kiosk.hands import page_picture
from kiosk.items.working_days import load_working_days
from kiosk.journal import read_rows
from kiosk.platform.submission_values import Application
from kiosk.sandbox.submitted_cases import SubmittedCases

LIST, ALL_THERE, WAY = "还差1份材料", "要交的材料", "租房合同，怎么交？"
DECLARE, ACCEPTED = "提交前，请您确认", "已经受理"
PROMISE, SIGN = "请看双方的承诺", "请在框里写您的名字"
SHOP = "individual-business"


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InProcess]:
    # Looked at in this process: a child loads OpenCV for a second.
    monkeypatch.setattr(hands, "page_of", lambda picture, _: page_picture.looked_at(picture))
    with province_in(tmp_path) as made:
        yield made


@pytest.fixture
def wire(there: InProcess) -> Iterator[Wire]:
    made = Wire(there)
    yield made
    made.close()


def at_list(there: InProcess) -> Gatherer:
    """A shop in a rented place: the lease is wanted."""
    person = Gatherer(there, SHOP)
    person.to_list()
    assert person.title == LIST
    return person


def handed_in(there: InProcess) -> Application:
    found = SubmittedCases(there.province).by_number(submissions(there)[-1]["case_no"])
    assert found is not None
    return found.application


def test_the_list_says_what_is_missing_and_the_next_touch_asks_how(there: InProcess) -> None:
    person = at_list(there)
    assert [(one.detail, one.label) for one in person.view.choices] == [("租房合同", "还没有交")]
    person.press("primary")
    assert person.title == WAY
    assert person.choices == ("scan", "phone", "committed", "owed")


def test_a_page_on_the_glass_is_looked_at_kept_and_handed_in(there: InProcess) -> None:
    person = at_list(there)
    person.hall.glass.lies.append(paper())
    person.press("primary", "choice-scan")
    assert person.title == "请看拍得清不清楚"
    assert person.view.paper_page == 1
    person.press("primary")
    assert (person.title, person.view.choices[0].label) == (ALL_THERE, "扫描了1页")
    person.to(ACCEPTED)
    page = handed_in(there).materials[0].pages[0]
    assert page.sha256 == hashlib.sha256(person.hall.pictures[0]).hexdigest()
    assert there.tell("platform", "material_counts") == {"used": 1, "loose": 0, "supplements": 0}


def test_a_lease_of_three_pages_is_one_material(there: InProcess) -> None:
    person = at_list(there)
    person.hall.glass.lies += [paper(), paper(), paper()]
    person.press("primary", "choice-scan", "asked", "asked", "primary")
    assert person.view.choices[0].label == "扫描了3页"


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ("blurred", "拍得不清楚，请把纸压平再拍。"),
        ("empty", "没有看到字，请把有字的一面朝下。"),
        ("too_small", "太小了看不清，请放近一点或换一张。"),
    ],
)
def test_a_bad_page_is_told_why_and_scanned_again(there: InProcess, mistake: str, told: str) -> None:
    person = at_list(there)
    person.hall.glass.lies += [paper(mistake), paper()]
    person.press("primary", "choice-scan")
    assert (person.view.screen, person.view.notice) == ("lay_card", told)
    person.press("asked")
    assert person.view.screen == "paper"


def test_nothing_of_a_page_touches_the_disk_here(there: InProcess, tmp_path: Path) -> None:
    person = at_list(there)
    person.hall.glass.lies.append(paper())
    person.press("primary", "choice-scan", "primary")
    shown = person.hall.pictures[0]
    for file in tmp_path.rglob("*"):
        # The province keeps it sealed; nobody keeps it in clear.
        assert not file.is_file() or shown[100:400] not in file.read_bytes(), file


def test_a_page_that_is_not_liked_is_scanned_anew_and_never_sent(there: InProcess, wire: Wire) -> None:
    person = at_list(there)
    person.hall.glass.lies += [paper(), paper()]
    person.press("primary", "choice-scan", "back")
    assert person.view.screen == "paper"
    assert wire.count("POST /v1/material-pages") == 0


def test_a_scanner_that_fails_leads_to_the_other_ways(there: InProcess) -> None:
    person = at_list(there)
    person.hall.glass.fault = Fault.JAMMED
    person.press("primary", "choice-scan")
    assert (person.title, person.view.notice) == (WAY, "扫描仪没有回应，请换一种方式。")


def test_without_a_scanner_nobody_is_offered_one(there: InProcess) -> None:
    person = at_list(there)
    person.break_printers("document_scanner")
    person.press("primary")
    assert person.choices == ("phone", "committed", "owed")


def test_a_phone_hands_pages_over_on_the_platforms_page(there: InProcess) -> None:
    person = at_list(there)
    from kiosk.hall.copying_people import send

    def phone() -> None:
        send(there.tell, "合同.jpg", paper_jpeg())
        person.hall.meanwhile = lambda: None

    person.hall.meanwhile = phone
    person.press("primary", "choice-phone")
    assert (person.title, person.view.choices[0].label) == (ALL_THERE, "手机传来1页")
    assert there.tell("platform", "uploads")["held"] == 0, "nothing stays on the page for the phone"
    person.to(ACCEPTED)
    assert handed_in(there).materials[0].source == "phone"


def test_a_phones_code_that_nobody_uses_runs_out(there: InProcess) -> None:
    person = at_list(there)
    person.hall.meanwhile = lambda: None
    person.press("primary", "choice-phone")
    # The bench waits two minutes of nobody; whoever stands there waits until the code is over.
    assert person.view.screen in ("phone", "pick")
    assert submissions(there) == []


def paper_jpeg() -> bytes:
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.open(io.BytesIO(paper())).convert("RGB").save(target, "JPEG", quality=92)
    return target.getvalue()


def owing(there: InProcess) -> Gatherer:
    person = at_list(there)
    person.press("primary", "choice-owed", "primary")
    assert person.title == PROMISE
    return person


def test_both_promises_stand_side_by_side_with_the_day(there: InProcess) -> None:
    view = owing(there).view
    due = load_working_days().due(there.province.clock.now().date(), 10).day
    yours = [row.value for row in view.rows if row.label == "您承诺"]
    ours = [row.value for row in view.rows if row.label == "我们承诺"]
    assert yours[0] == f"我会在{due:%Y-%m-%d}前补交：租房合同。"
    assert ours[0].startswith("现在就受理")
    assert len(yours) == len(ours) == 2


def test_what_is_owed_is_signed_lodged_and_copied(there: InProcess) -> None:
    person = owing(there)
    person.press("primary")
    assert person.title == SIGN
    person.signs()
    assert person.title == DECLARE
    assert any(row.value == "交0份，以后补1份" for row in person.view.rows)
    person.to(ACCEPTED)
    application = handed_in(there)
    promise = application.promise
    assert promise is not None
    assert promise.signature is not None
    assert promise.due == load_working_days().due(there.province.clock.now().date(), 10).day
    copy = person.slip_words[-2] if "承诺书" in person.slip_words[-2] else person.slip_words[-1]
    assert "我会在" in copy
    assert "除了这些，不再追加材料" in copy
    assert f"{promise.due:%Y-%m-%d}" in copy
    assert promise.text_sha256[:16] in copy
    assert any(row.label == "要补交" for row in person.view.rows)


def test_the_signature_travels_as_it_was_written_and_nothing_of_it_stays(there: InProcess, tmp_path: Path) -> None:
    person = owing(there)
    person.press("primary")
    person.signs()
    assert person.hall.pad._strokes == []
    person.to(ACCEPTED)
    promise = handed_in(there).promise
    assert promise is not None
    assert promise.signature is not None
    (row,) = [row for row in read_rows(there.state) if row.kind == "submission-intended"]
    assert row.facts["signature"] == promise.signature.sha256
    strokes = promise.signature.strokes
    assert len(strokes) == 1
    assert len(strokes[0]) == 120
    person.leave()
    assert person.hall.session.gathering == NOTHING_GATHERED
    written = str(strokes[0])[1:40].encode()
    assert not any(written in file.read_bytes() for file in tmp_path.rglob("*.sqlite*"))


def test_an_empty_field_is_no_signature_and_who_cannot_write_agrees(there: InProcess) -> None:
    person = owing(there)
    person.press("primary", "primary")
    assert "还没有签名" in person.view.notice
    person.press("other-way")
    assert person.title == DECLARE
    person.to(ACCEPTED)
    promise = handed_in(there).promise
    assert promise is not None
    assert promise.signature is None
    assert any("核验身份后点按同意" in words for words in person.slip_words)


def test_who_does_not_agree_gives_it_another_way(there: InProcess) -> None:
    person = owing(there)
    person.press("back")
    person.hall.glass.lies.append(paper())
    person.press("choice-lease-contract", "choice-scan", "primary")
    assert person.view.choices[0].label == "扫描了1页"
    person.to(ACCEPTED)
    assert handed_in(there).promise is None


def test_a_statement_takes_the_place_of_the_paper(there: InProcess) -> None:
    person = at_list(there)
    person.press("primary", "choice-committed", "primary")
    assert any("合法取得使用权" in row.value for row in person.view.rows)
    assert not any("补交" in row.value for row in person.view.rows), "告知承诺 owes nothing"
    person.press("primary")
    person.signs()
    person.to(ACCEPTED)
    application = handed_in(there)
    assert application.materials[0].source == "committed"
    assert application.promise is not None
    assert application.promise.due is None


def test_an_electronic_licence_comes_before_all_else(there: InProcess) -> None:
    person = Gatherer(there, SHOP, number=holder_of(there, "不动产权证书"))
    person.hall.like["place-right"] = "own"
    person.to_list()
    assert person.title == ALL_THERE
    assert [(one.detail, one.label) for one in person.view.choices] == [("不动产权证书", "用电子证照，不用交纸的")]
    person.to(ACCEPTED)
    assert handed_in(there).materials[0].licence.startswith("property-certificate-")


def holder_of(there: InProcess, licence: str) -> str:
    """Somebody grown up whose wallet has it."""
    from kiosk.sandbox.identity import IdentityDesk
    from kiosk.sandbox.licences import licences_of
    from kiosk.sandbox.submissions_desk import SubmissionsDesk
    from kiosk.sandbox.wallet import Wallet

    desk = SubmissionsDesk(there.province, IdentityDesk(there.province, Wallet(there.province.clock)))
    for one in there.tell("platform", "citizens", count=60, item=SHOP)["citizens"]:
        citizen = there.province.register.of(str(one["number"]))
        assert citizen is not None
        if any(held.name == licence for held in licences_of(desk._question(citizen, SHOP, "441300", None))):
            return citizen.number
    raise AssertionError("nobody has one")


@pytest.mark.parametrize("kind", ["down", "lost"])
def test_a_platform_that_does_not_take_the_page_is_asked_again_and_keeps_it_once(
    there: InProcess, wire: Wire, kind: str
) -> None:
    person = at_list(there)
    person.hall.glass.lies.append(paper())
    person.press("primary", "choice-scan")
    wire.orders["POST /v1/material-pages"] = kind
    person.press("primary")
    assert person.view.screen == "trouble"
    wire.orders.clear()
    person.press("primary")
    assert person.title == ALL_THERE
    assert there.tell("platform", "material_counts")["loose"] == 1


def test_an_answer_that_breaks_off_keeps_the_page_once(there: InProcess, wire: Wire) -> None:
    person = at_list(there)
    person.hall.glass.lies.append(paper())
    person.press("primary", "choice-scan")
    wire.orders["POST /v1/material-pages"] = "cut"
    person.press("primary")
    wire.orders.clear()
    person.press("primary")
    assert there.tell("platform", "material_counts")["loose"] == 1


def test_a_wallet_that_is_silent_stops_nobody(there: InProcess, wire: Wire) -> None:
    wire.orders["GET /v1/licences"] = "down"
    person = at_list(there)
    assert person.view.notice == "电子证照暂时查不到，可以用别的方式交。"
