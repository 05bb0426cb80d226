"""Eyes, brows, nose, mouth and folds of an invented face. Each function paints into the canvas it is given."""

import numpy as np

from drivers.face.motion.brush import Sheet, darken, edge, lay_over, noise, spot
from drivers.face.motion.look import Look
from drivers.face.motion.surface import Grid


def folds(canvas: Grid, here: Sheet, look: Look) -> None:
    """From the nose to the mouth, and below the eyes."""
    x, y = here.x, here.y
    mouth_y = look.build.mouth_y * look.build.length
    for side in (-1, 1):
        t = np.clip((y - 0.72) / (mouth_y + 0.1 - 0.72), 0, 1)
        line = side * (0.27 * look.build.nose_width + 0.26 * t**0.9)
        darken(canvas, (0.05 + 0.16 * look.age) * np.exp(-(((x - line) / 0.045) ** 2)) * np.sin(np.pi * t))
        darken(canvas, (0.06 + 0.12 * look.age) * spot(here, (side * look.eye_apart, 0.19), (0.24, 0.05)))
    for row in range(3):
        crease = np.exp(-(((y + 0.72 + 0.17 * row - 0.05 * np.cos(2 * x)) / 0.018) ** 2)) * np.exp(-((x / 0.7) ** 4))
        darken(canvas, 0.16 * max(0.0, look.age - 0.35) * crease)


def nose(canvas: Grid, here: Sheet, look: Look) -> None:
    """Nostrils, wings and the shadow below."""
    x, y, width = here.x, here.y, look.build.nose_width
    base = 0.62 * look.build.nose_length + 0.13
    for side in (-1, 1):
        across, down = (x - side * 0.115 * width) / (0.075 * width), (y - base + 0.25 * (x * side - 0.1)) / 0.034
        lay_over(canvas, (0.10, 0.12, 0.22), 0.75 * edge(1 - across**2 - down**2, 0.9))
        wing = np.hypot((x - side * 0.21 * width) / (0.105 * width), (y - base + 0.07) / 0.115)
        outer = (x * side > 0.2 * width) * edge(y - base + 0.14, 0.08)
        darken(canvas, 0.22 * np.exp(-(((wing - 1.0) / 0.16) ** 2)) * outer)
    darken(canvas, 0.16 * spot(here, (0, base + 0.05), (0.26 * width, 0.05)))


def brows(canvas: Grid, here: Sheet, look: Look) -> None:
    """Two arches of hair."""
    x, y = here.x, here.y
    hairs = 0.85 + 0.16 * noise(x.shape, 3, np.random.default_rng(look.seed + 1))
    for side in (-1, 1):
        t = (x * side - 0.20) / 0.62
        inner, outer = np.clip(t * 0.8, 0, 1), np.clip(t, 0, 1)
        line = look.brow_y - look.brow_arch * np.sin(np.pi * inner) + 0.03 * outer**2
        thick = look.brow_thick * np.clip(1.15 - 0.75 * t, 0.2, 1.2)
        brow = np.exp(-(np.abs((y - line) / thick) ** 2.6)) * edge(t + 0.02, 0.10) * edge(1.02 - t, 0.10)
        lay_over(canvas, look.hair, np.clip(look.brow_dark * brow * hairs, 0, 0.95))


def eyes(canvas: Grid, here: Sheet, lit: Grid, look: Look, blink: float) -> None:
    """Both eyes.

    Args:
        canvas: what to paint into.
        here: its coordinates.
        lit: its light.
        look: whose eyes.
        blink: 0 open to 1 shut.
    """
    for side in (-1, 1):
        _eye(canvas, here, lit, look, side, blink)


def _eye(canvas: Grid, here: Sheet, lit: Grid, look: Look, side: int, blink: float) -> None:
    x, y = here.x, here.y
    u = (x - side * look.eye_apart) / look.eye_width * side  # 1 at the outer corner
    middle = 0.01 - look.eye_slant * (u + 1) / 2
    arch, skew = np.sqrt(np.clip(1 - u**2, 0, 1)) ** 1.15, 1 + 0.12 * u
    open_upper = middle - look.eye_height * 1.15 * arch / skew
    lower = middle + look.eye_height * 0.80 * arch * skew
    upper = open_upper + blink * (lower - 0.012 - open_upper)
    opening = edge(np.minimum(np.minimum(y - upper, lower - y), (1 - np.abs(u)) * 0.3), 0.018) * (np.abs(u) < 1.02)
    white = np.array([0.80, 0.82, 0.84], np.float32) * (0.62 + 0.38 * np.clip(lit, 0, 1))[..., None]
    darken(white, (0.35 * np.exp(-(((y - upper) / 0.045) ** 2))).astype(np.float32))
    darken(white, 0.25 * np.clip(np.abs(u) - 0.5, 0, 1))
    lay_over(canvas, white, opening)
    away, size = np.hypot(x - side * look.eye_apart, y), look.eye_height * 1.10 + 0.012
    ring = np.asarray(look.iris, np.float32) * (0.75 + 0.6 * np.clip(away / size, 0, 1) ** 2)[..., None]
    lay_over(canvas, ring, opening * edge(size - away, 0.016))
    lay_over(canvas, (0.03, 0.03, 0.03), opening * np.exp(-(((away - size) / 0.016) ** 2)) * 0.6)
    lay_over(canvas, (0.02, 0.02, 0.02), opening * edge(size * 0.45 - away, 0.012))
    shine = np.hypot(x - side * look.eye_apart + 0.03, y + 0.03)
    lay_over(canvas, (0.95, 0.95, 0.95), opening * edge(0.018 - shine, 0.010))
    near = np.abs(u) < 1.04
    lash = (
        np.exp(-(((y - upper) / (0.016 + 0.006 * np.clip(u, -1, 1))) ** 2)) * near * np.clip(1.3 - np.abs(u) ** 6, 0, 1)
    )
    lay_over(canvas, (0.06, 0.06, 0.07), 0.88 * np.clip(lash, 0, 1))
    darken(canvas, 0.22 * np.exp(-(((y - lower) / 0.012) ** 2)) * near)
    fold = np.exp(-(((y - open_upper + 0.055 - blink * 0.03) / 0.014) ** 2)) * np.clip(1.1 - u**4, 0, 1) * near
    darken(canvas, 0.35 * look.fold * np.clip(fold, 0, 1))
    darken(canvas, (0.10 + 0.08 * look.age) * spot(here, (side * 0.30, -0.10), (0.13, 0.14)))


def mouth(canvas: Grid, here: Sheet, lit: Grid, look: Look, opened: float) -> None:
    """Lips, and what lies between them.

    Args:
        canvas: what to paint into.
        here: its coordinates.
        lit: its light.
        look: whose mouth.
        opened: 0 shut to 1 wide open.
    """
    x, y = here.x, here.y
    middle, half = look.build.mouth_y * look.build.length, look.mouth_half * (1 - 0.12 * opened)
    u = x / half
    arch = np.sqrt(np.clip(1 - u**2, 0, 1))
    bow = 0.020 * np.exp(-((u / 0.16) ** 2)) - 0.012 * np.exp(-(((np.abs(u) - 0.32) / 0.22) ** 2))
    gap_up, gap_down = 0.03 * opened * arch, 0.36 * opened * arch
    top = middle - (0.078 * look.lip_full * arch**1.3 - bow * (arch > 0)) - gap_up
    bottom = middle + 0.105 * look.lip_full * arch**1.1 + gap_down
    colour = np.asarray(look.lips, np.float32) * (0.70 + 0.42 * np.clip(lit - 0.2, 0, 1))[..., None]
    lay_over(canvas, colour, 0.85 * edge(np.minimum(y - top, bottom - y), 0.035) * (np.abs(u) < 1))
    line = middle + 0.012 * np.cos(u * np.pi)
    if opened > 0.02:
        inside = np.minimum(y - (line - gap_up), (line + gap_down) - y)
        cavity = edge(inside, 0.02) * edge(1 - np.abs(u), 0.1)
        lay_over(canvas, (0.10, 0.08, 0.20), cavity)
        teeth = edge(line - gap_up + 0.075 - y, 0.015) * edge(0.7 - np.abs(u), 0.1)
        lay_over(canvas, (0.72, 0.78, 0.80), cavity * teeth * min(1.0, opened * 2))
    else:
        seam = np.exp(-(((y - line) / 0.013) ** 2)) * np.clip(1.05 - np.abs(u) ** 8, 0, 1)
        lay_over(canvas, (0.16, 0.14, 0.28), 0.8 * np.clip(seam, 0, 1))
    for side in (-1, 1):
        darken(canvas, 0.25 * spot(here, (side * half, middle + 0.01), (0.05, 0.04)))


def glasses(canvas: Grid, here: Sheet, look: Look) -> None:
    """A dark frame."""
    x, y = here.x, here.y
    for side in (-1, 1):
        rim = ((np.abs(x - side * 0.53) / 0.42) ** 3 + (np.abs(y - 0.05) / 0.30) ** 3) ** (1 / 3)
        lay_over(canvas, (0.07, 0.07, 0.08), 0.9 * np.exp(-(((rim - 1) / 0.055) ** 2)).astype(np.float32))
        temple = np.exp(-(((y + 0.05) / 0.03) ** 2)) * edge(x * side - 0.95, 0.05) * edge(1.17 - x * side, 0.05)
        lay_over(canvas, (0.07, 0.07, 0.08), 0.8 * temple.astype(np.float32))
    bridge = np.exp(-(((y + 0.04 - 0.5 * x**2) / 0.025) ** 2)) * edge(0.12 - np.abs(x), 0.03)
    lay_over(canvas, (0.07, 0.07, 0.08), 0.9 * bridge.astype(np.float32))
    del look
