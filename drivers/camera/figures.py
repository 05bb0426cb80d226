"""Drawn figures for the simulator: nobody's face, and plainly drawings."""

import io
import math
import random

from PIL import Image, ImageDraw, ImageFont

SKIN, HAIR, COAT, WALL, INK = (224, 188, 158), (52, 44, 40), (70, 96, 130), (196, 202, 206), (40, 36, 34)
QUALITY = 80
NOISE = 6
"""Grey levels: a living sensor's pictures are never the same twice."""


def jpeg_of(picture: Image.Image) -> bytes:
    """As a camera sends it."""
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=QUALITY)
    return data.getvalue()


def figure(width_px: int, height_px: int, number: int, of: int) -> Image.Image:
    """A head and shoulders that sway and blink once in a round of pictures.

    Args:
        width_px: width of the picture.
        height_px: height of the picture.
        number: which picture of the round, from 0.
        of: pictures in a round.
    """
    turn = math.tau * number / of
    picture = Image.new("RGB", (width_px, height_px), WALL)
    draw = ImageDraw.Draw(picture)
    unit = height_px / 100
    middle, top = width_px / 2 + 3 * unit * math.sin(turn), 48 * unit + unit * math.cos(turn)

    def oval(x: float, y: float, across: float, down: float, colour: tuple[int, int, int]) -> None:
        left, upper = middle + (x - across / 2) * unit, top + (y - down / 2) * unit
        draw.ellipse((left, upper, left + across * unit, upper + down * unit), fill=colour)

    oval(0, 62, 78, 70, COAT)
    oval(0, 24, 16, 26, SKIN)
    oval(0, -6, 40, 52, HAIR)
    oval(0, 0, 36, 48, SKIN)
    shut = number == of // 2
    for side in (-1, 1):
        oval(side * 8, -3, 6, 0.8 if shut else 4, INK)
        oval(side * 8, -9, 8, 1.4, HAIR)
    oval(0, 6, 4, 8, (206, 164, 134))
    oval(0, 15, 12, 2.4, (160, 84, 78))
    draw.text((2 * unit, 2 * unit), f"DEMO {number:03d}", fill=INK, font=ImageFont.load_default(5 * unit))
    return _noisy(picture, number)


def covered(width_px: int, height_px: int, number: int) -> Image.Image:
    """A hand over the lens: black, with the sensor's own noise."""
    return _noisy(Image.new("RGB", (width_px, height_px)), number)


def _noisy(picture: Image.Image, seed: int) -> Image.Image:
    # A tile of noise at a place of its own in every picture: drawn fast, and never the same twice.
    size = 64
    dice = random.Random(seed)  # noqa: S311 - the noise of a drawing keeps no secret
    tile = Image.frombytes("L", (size, size), bytes(dice.randrange(NOISE) for _ in range(size * size)))
    noise = Image.new("L", picture.size)
    for x in range(0, picture.width, size):
        for y in range(0, picture.height, size):
            noise.paste(tile, (x, y))
    return Image.composite(Image.new("RGB", picture.size, (255, 255, 255)), picture, noise)
