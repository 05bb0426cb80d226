"""The applicant's signature on the form of a driver's medical: signed on the glass, printed, kept by nobody."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from examining_bench import MedicalHall, medical_hall, printed
from province_in_process import InProcess, province_in

from drivers.signature_pad import Verdict
from kiosk.gathering import NOTHING_GATHERED
from kiosk.sandbox.pictures import signature
from printing.document import Drawing
from printing.page import MM, Ink, Text


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def hall(there: InProcess, tmp_path: Path) -> Iterator[MedicalHall]:
    with medical_hall(there, tmp_path) as made:
        yield made


def inks(hall: MedicalHall) -> list[Ink]:
    """What is written by hand on the paper."""
    document = hall.session.document
    assert isinstance(document, Drawing)
    return [mark for page in document.pages for mark in page.marks if isinstance(mark, Ink)]


def test_what_is_signed_on_the_glass_stands_on_the_form_and_goes_with_the_visit(hall: MedicalHall) -> None:
    hall.whole()
    (ink,) = inks(hall)
    assert hall.session.document is not None
    marks = hall.session.document.pages[0].marks  # type: ignore[union-attr]  # as `inks` has seen
    (label,) = (mark for mark in marks if isinstance(mark, Text) and mark.text == "申请人签字")
    xs, ys = zip(*(point for stroke in ink.strokes for point in stroke), strict=True)
    assert label.x < min(xs)
    assert max(xs) < label.x + 60 * MM
    assert label.y - 6 * MM < min(ys) < max(ys) < label.y + 12 * MM
    signature = hall.session.gathering.signature
    assert signature is not None
    assert signature.sha256 not in hall.file.read_bytes().decode("utf-8", "replace")
    hall.leave()
    left = hall.session
    assert (left.gathering, left.document) == (NOTHING_GATHERED, None)
    assert hall.pad.verdict() is Verdict.EMPTY


def test_whoever_cannot_write_has_an_empty_line(hall: MedicalHall) -> None:
    hall.can_write = False
    hall.whole()
    assert (hall.step, printed(hall), inks(hall)) == ("done", 1, [])


def test_without_a_field_to_sign_on_the_line_is_left_for_a_pen(hall: MedicalHall) -> None:
    hall.has_field = False
    hall.whole()
    assert (hall.step, printed(hall), inks(hall)) == ("done", 1, [])


def test_a_dot_is_no_signature(hall: MedicalHall) -> None:
    hall.comes()
    hall.to("medical_sign")
    hall.press("primary")
    assert (hall.step, hall.session.gathering.is_agreed) == ("medical_sign", False)


@pytest.mark.parametrize(("is_kept", "before"), [(False, "health-review"), (True, "medical_resume")])
def test_whoever_goes_back_before_signing_looks_at_it_again(hall: MedicalHall, before: str, *, is_kept: bool) -> None:
    hall.comes()
    if is_kept:
        hall.to("medical_ears_ready")
        hall.comes()
        hall.press("choice-go-on")
    hall.to("medical_sign")
    hall.press("back")
    assert hall.step == before
    hall.press("choice-go-on" if is_kept else "primary")
    if not is_kept:
        hall.press("primary")
    assert hall.step == "medical_sign"
    hall.signs()
    assert hall.session.examining.findings.height_cm == int(hall.height)


def test_a_signature_that_is_not_of_this_visit_is_not_printed(
    hall: MedicalHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = hall.there.platform.record

    def signed(*asked: Any, **how: Any) -> Any:
        return record(*asked, **how).model_copy(update={"signature": signature()})

    monkeypatch.setattr(hall.there.platform, "record", signed)
    hall.whole()
    assert (hall.screen, printed(hall)) == ("trouble", 0)
