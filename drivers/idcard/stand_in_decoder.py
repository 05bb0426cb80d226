"""Stands in for a vendor's WLT decoder where the simulator stands in for the reader.

    python -m drivers.idcard.stand_in_decoder < wlt > portrait.png

It understands only bytes that the simulator made (`stand_in`). They may name one of the invented people whose pictures
lie in `portraits` (`drivers.face.motion.card_portrait` drew them); otherwise a figure without a face is drawn.
"""

import io
import sys
from pathlib import Path

from PIL import Image, ImageDraw

MAGIC = b"drawn stand-in, not a person\0"
PORTRAITS = Path(__file__).parent / "portraits"
WIDTH, HEIGHT = 102, 126
"""Pixels of a card's portrait, as the vendors' decoders deliver it."""

_FINE = 6
"""Drawn that many times larger and reduced, for smooth edges."""
_BACKGROUND, _SKIN, _SHADE = (226, 233, 241), (222, 196, 176), (206, 178, 158)
_HAIR = ((44, 40, 42), (58, 48, 44), (74, 72, 76))
_CLOTHES = ((62, 84, 118), (84, 96, 92), (112, 78, 84), (70, 74, 96))


def stand_in(seed: int, person: str = "") -> bytes:
    """1024 bytes in place of a WLT portrait.

    Args:
        seed: 0 to 65535, varies hair and clothes of the figure.
        person: one of the invented people, in place of the figure.

    Raises:
        ValueError: nobody is called so.
    """
    if person and person not in people():
        raise ValueError(f"no portrait of {person}: {', '.join(people())}")
    return (MAGIC + seed.to_bytes(2, "big") + person.encode("ascii")).ljust(1024, b"\0")


def people() -> tuple[str, ...]:
    """The invented people that a card can show."""
    return tuple(sorted(file.stem for file in PORTRAITS.glob("*.png")))


def draw(wlt: bytes) -> bytes:
    """The picture for stand-in bytes, as PNG.

    Raises:
        ValueError: these are no stand-in bytes.
    """
    if not wlt.startswith(MAGIC) or len(wlt) != 1024:
        raise ValueError("not a stand-in portrait")
    seed = int.from_bytes(wlt[len(MAGIC) : len(MAGIC) + 2], "big")
    person = wlt[len(MAGIC) + 2 :].rstrip(b"\0").decode("ascii", "replace")
    if person in people():
        return (PORTRAITS / f"{person}.png").read_bytes()
    return _figure(seed)


def _figure(seed: int) -> bytes:
    hair, clothes = _HAIR[seed % len(_HAIR)], _CLOTHES[seed // len(_HAIR) % len(_CLOTHES)]
    picture = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), _BACKGROUND)
    pen = ImageDraw.Draw(picture)

    def ellipse(left: float, top: float, right: float, bottom: float, colour: tuple[int, int, int]) -> None:
        pen.ellipse((left * _FINE, top * _FINE, right * _FINE, bottom * _FINE), fill=colour)

    ellipse(25, 18, 77, 76, hair)
    ellipse(8, 92, 94, 176, clothes)
    pen.rounded_rectangle((41 * _FINE, 70 * _FINE, 61 * _FINE, 104 * _FINE), 10 * _FINE, fill=_SHADE)
    pen.polygon([(at[0] * _FINE, at[1] * _FINE) for at in ((38, 95), (51, 108), (64, 95))], fill=_SHADE)
    ellipse(26, 48, 32, 62, _SHADE)
    ellipse(70, 48, 76, 62, _SHADE)
    ellipse(29, 24, 73, 84, _SKIN)
    pen.chord((27 * _FINE, 18 * _FINE, 75 * _FINE, 66 * _FINE), 188, 352, fill=hair)
    out = io.BytesIO()
    picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def main() -> int:
    """One picture from standard input to standard output; 1 for bytes that are not ours."""
    try:
        picture = draw(sys.stdin.buffer.read(2048))
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
