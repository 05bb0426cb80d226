"""A round: every point looked at, pictures kept, signed; the next one is due in a week."""

import hashlib
from datetime import timedelta
from pathlib import Path

from staff_bench import Now, Shift

from drivers.document_scanner import Scan
from drivers.faults import DeviceError, Fault
from kiosk.staff.pages.rounds import MOST_PICTURES, POINTS
from kiosk.staff.rights import Role


def test_a_round_is_signed_only_when_every_point_was_looked_at(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("rounds")
    shift.choose("sign")
    assert shift.view.notice == "还有 10 项没看"
    for point in POINTS:
        shift.choose(f"point:{point}")
    shift.choose("point:chair")
    shift.choose("sign")
    assert shift.view.notice == "已签"
    assert shift.acts()[-1][1:3] == ("sign-round", "bad:chair")
    assert f"{shift.clock.now() + timedelta(days=7):%Y-%m-%d}" in shift.said


class Glass:
    """A scanner with something on it."""

    def __init__(self) -> None:
        self.fault: Fault | None = None

    def scan(self, dpi: int) -> Scan:
        if self.fault is not None:
            raise DeviceError(self.fault, "the test says so")
        return Scan(b"what lies there", 8, 8, dpi)


def test_pictures_of_a_round_are_kept_with_it_and_their_digests_are_in_the_books(tmp_path: Path) -> None:
    glass = Glass()
    shift = Shift(tmp_path, devices={"document_scanner": glass})
    shift.workers["document_scanner"] = Now()
    shift.enter(Role.MAINTENANCE)
    shift.open("rounds")
    shift.choose("picture")
    assert "不放居民的材料和证件" in shift.said
    shift.yes()
    digest = hashlib.sha256(b"what lies there").hexdigest()[:12]
    assert shift.view.notice == f"已存照，摘要 {digest}…"
    kept = next((tmp_path / "exports").iterdir())
    assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (b"what lies there", 0o600)
    glass.fault = Fault.ABSENT
    shift.choose("picture")
    shift.yes()
    assert shift.outcomes() == ["done", "not_done"]
    for point in POINTS:
        shift.choose(f"point:{point}")
    shift.choose("sign")
    assert shift.acts()[-1][1:3] == ("sign-round", f"fine {digest}")
    assert kept.name not in shift.said, "the next round begins without pictures"
    shift.close()


def test_a_round_keeps_six_pictures_and_none_without_a_scanner(tmp_path: Path, shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("rounds")
    assert "picture" not in shift.offered
    folder = tmp_path / "other"
    folder.mkdir()
    other = Shift(folder, devices={"document_scanner": Glass()})
    other.workers["document_scanner"] = Now()
    other.enter(Role.MAINTENANCE)
    other.open("rounds")
    for _ in range(MOST_PICTURES + 1):
        other.choose("picture")
        other.yes()
    assert len(list((folder / "exports").iterdir())) == MOST_PICTURES
    assert other.view.notice == f"已有 {MOST_PICTURES} 张，签字以后再存"
    other.close()
