"""Hair, ears and beard of an invented head."""

import numpy as np

from drivers.face.motion.brush import Sheet, edge, lay_over, noise
from drivers.face.motion.look import Look
from drivers.face.motion.surface import Grid, outline


def beard(canvas: Grid, here: Sheet, look: Look, dice: np.random.Generator) -> None:
    """Stubble on the jaw and a moustache, as much as the look has."""
    x, y = here.x, here.y
    grain = 0.8 + 0.2 * noise(x.shape, 3, dice)
    mouth_y = look.build.mouth_y * look.build.length
    jaw = np.clip((y - 0.80 + 0.10 * np.abs(x)) / 0.4, 0, 1) * edge(1 - outline(x, y, look.build), 0.2)
    canvas *= 1 - 0.34 * look.stubble * np.clip(jaw * grain, 0, 1)[..., None]
    lip = np.exp(-(np.abs((y - mouth_y + 0.17 - 0.20 * x**2) / 0.075) ** 3)) * edge(0.42 - np.abs(x), 0.12)
    lay_over(canvas, look.hair, np.clip(look.moustache * lip * grain, 0, 0.9).astype(np.float32))


def grow(canvas: Grid, here: Sheet, look: Look) -> Grid:
    """Paint ears and hair; gives how much of each pixel belongs to the head."""
    x, y, build = here.x, here.y, look.build
    head = edge(1.0 - outline(x, y, build), 0.03)
    ears = np.zeros_like(x)
    for side in (-1, 1):
        ear = 1 - ((x - side * 1.17 * build.width) / 0.17) ** 2 - ((y - 0.25) / 0.42) ** 2
        ears = np.maximum(ears, edge(ear, 0.25))
    inner = np.exp(-(((np.abs(x) - 1.22 * build.width) / 0.05) ** 2) - ((y - 0.22) / 0.26) ** 2)
    tone = np.asarray(look.skin, np.float32) * np.array([0.66, 0.70, 0.74], np.float32)
    lay_over(canvas, tone * (1 - 0.3 * inner)[..., None], ears * (1 - head))
    if look.bald:
        return np.maximum(head, ears)
    dice = np.random.default_rng(look.seed + 2)
    hair, colour = _shape(here, look, dice), _colour(here, look, dice)
    # beyond the head the colour of hair lies below its soft border, else skin would shine through
    lay_over(canvas, colour, (1 - head) * (1 - ears))
    lay_over(canvas, colour, hair)
    return np.maximum(np.maximum(head, ears), hair)


def _shape(here: Sheet, look: Look, dice: np.random.Generator) -> Grid:
    x, y, build = here.x, here.y, look.build
    # the hair lies some millimetres thick around the skull
    cap = 1 - outline(x / 1.09, (y - 0.02) / 1.10, build)
    lowest = look.hairline + 0.16 * (x - 0.5 * look.parting) ** 2 * (0.3 if look.fringe else 1)
    lowest = lowest + look.fringe * np.exp(-(((x - 0.35 * look.parting) / 0.75) ** 2))
    strand = 0.03 * noise((1, x.shape[1]), 7, dice)[0][None, :]
    above = edge(np.minimum(lowest + strand - y, cap * 0.6), 0.07)
    sideburn = np.minimum(np.abs(x) - (1.02 + 0.10 * np.clip(y, -1, 0.3)) * build.width, 0.20 - y)
    hair = np.maximum(above, edge(np.minimum(sideburn, cap * 0.6), 0.07))
    if look.long_hair:
        inside = np.abs(x) - (1.03 - 0.07 * np.clip(y, -0.5, 1.6)) * build.width
        outside = (1.27 + 0.05 * np.sin(np.clip(y + 0.6, 0, 2.6) * 1.2)) * build.width - np.abs(x)
        ends = 2.05 - 0.5 * np.clip(np.abs(x) / build.width - 1.0, 0, 1) ** 2 - y
        hair = np.maximum(hair, edge(np.minimum(np.minimum(inside, outside), np.minimum(ends, y + 0.75)), 0.08))
    return hair


def _colour(here: Sheet, look: Look, dice: np.random.Generator) -> Grid:
    x, y = here.x, here.y
    radius, angle = np.hypot(x, y + 0.6), np.arctan2(x - 0.6 * look.parting, -(y + 0.4))
    grain = np.sin(angle * 90 + 3 * noise(x.shape, 30, dice)) * 0.08 + 0.06 * noise(x.shape, 4, dice)
    gloss = 0.13 * np.exp(-(((radius - 1.05) / 0.22) ** 2)) * edge(-0.4 - y, 0.2)
    colour: Grid = np.asarray(look.hair, np.float32) * (1 + grain)[..., None] + gloss[..., None]
    return colour
