"""自助拍照: a photograph for each kind of document, with the number that offices find it by, and prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from photo_bench import PhotoHall
from province_in_process import InProcess

from kiosk.photo_kinds import photo_kinds
from kiosk.sandbox.citizens import Citizen


@pytest.fixture
def hall(there: InProcess, somebody: Citizen, tmp_path: Path) -> Iterator[PhotoHall]:
    hall = PhotoHall(there, tmp_path, somebody)
    yield hall
    hall.kill()


@pytest.mark.parametrize("kind", sorted(photo_kinds().kinds))
def test_a_photograph_of_every_kind_has_its_size_its_number_and_its_prints(hall: PhotoHall, kind: str) -> None:
    hall.whole(kind, "both")
    accepted = hall.session.photo.accepted
    assert accepted is not None
    (receipt, words), (prints, _) = hall.printed
    wide, high = photo_kinds().kinds[kind].pixels
    assert (receipt, prints) == ("plain", "photo")
    assert f"{wide}×{high}像素" in words
    assert accepted.receipt_no in words


def test_nobody_has_to_say_who_they_are_for_it(hall: PhotoHall) -> None:
    hall.whole()
    assert hall.session.identity is None
    assert "不记名" in hall.printed[0][1]
