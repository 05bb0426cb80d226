"""Portraits of the invented people on their cards: kept as pictures, and the ones that are drawn now."""

import numpy as np
import pytest

from drivers.camera.opencv import decoded
from drivers.face.motion.card_portrait import card_portrait
from drivers.face.motion.people import PEOPLE
from drivers.idcard.stand_in_decoder import HEIGHT, PORTRAITS, WIDTH, draw, people, stand_in


def test_everybody_before_the_camera_has_a_card() -> None:
    assert set(people()) == set(PEOPLE)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_picture_is_the_one_that_is_drawn_now(name: str) -> None:
    kept, drawn = decoded((PORTRAITS / f"{name}.png").read_bytes()), decoded(card_portrait(name))
    assert kept.shape == (HEIGHT, WIDTH, 3)
    # Grey levels: another processor may round a sum in another way; another face differs by some 40.
    assert float(np.abs(kept.astype(float) - drawn).mean()) < 1.0


def test_a_card_that_names_somebody_shows_them_and_any_other_a_figure() -> None:
    assert draw(stand_in(3, "resident")) == (PORTRAITS / "resident.png").read_bytes()
    assert draw(stand_in(3)) != draw(stand_in(3, "resident"))
    assert len(stand_in(3, "resident")) == 1024


def test_nobody_has_the_portrait_of_nobody() -> None:
    with pytest.raises(ValueError, match=r"no portrait of \.\./x"):
        stand_in(3, "../x")
    forged = stand_in(3, "resident").replace(b"resident", b"../../xx")
    assert draw(forged) == draw(stand_in(3))
