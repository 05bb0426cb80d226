"""The kinds of identity photographs: config/photo-kinds.toml, each number with its source there."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from config.toml_file import Block, checked
from drivers.face import PhotoKind
from kiosk.wording import Wording

FILE = Path(__file__).parents[1] / "config" / "photo-kinds.toml"
Pixels = Annotated[int, Field(ge=0, le=2000)]
Range = tuple[Pixels, Pixels]
Channel = Annotated[int, Field(ge=0, le=255)]


class Kind(Block):
    """One kind."""

    name: Wording
    icon: str
    print_mm: tuple[Annotated[int, Field(ge=10, le=120)], Annotated[int, Field(ge=10, le=160)]]
    """Width and height on the sheet."""
    pixels: tuple[Annotated[int, Field(ge=100, le=1200)], Annotated[int, Field(ge=100, le=1600)]]
    """Width and height of the file."""
    dots_per_inch: Annotated[int, Field(ge=150, le=600)]
    face_px: Range
    crown_px: Range
    head_px: Range = (0, 0)
    eyes_above_px: Pixels = 0
    chin_above_px: Pixels = 0
    most_bytes: Annotated[int, Field(ge=0, le=500_000)] = 0
    background: tuple[Channel, Channel, Channel]
    may_make_background: bool
    may_wear_glasses: bool

    @model_validator(mode="after")
    def _possible(self) -> Self:
        width, height = self.pixels
        for name, (low, high), most in (
            ("face_px", self.face_px, width),
            ("crown_px", self.crown_px, height),
            ("head_px", self.head_px, height),
        ):
            if low > high or high > most:
                raise ValueError(f"'{name}' is no range inside the picture")
        if self.eyes_above_px >= height or self.chin_above_px >= height:
            raise ValueError("eyes and chin lie inside the picture")
        return self

    @property
    def rules(self) -> PhotoKind:
        """As the face process wants it."""
        return PhotoKind(
            width_px=self.pixels[0],
            height_px=self.pixels[1],
            dots_per_inch=self.dots_per_inch,
            face_px=self.face_px,
            crown_px=self.crown_px,
            eyes_above_px=self.eyes_above_px,
            chin_above_px=self.chin_above_px,
            head_px=self.head_px,
            background=self.background,
            may_make_background=self.may_make_background,
            may_wear_glasses=self.may_wear_glasses,
            most_bytes=self.most_bytes,
        )


class PhotoKinds(Block):
    """The whole file."""

    copies: Annotated[int, Field(ge=1, le=12)]
    """On a sheet."""
    sheet_fee: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
    """Yuan."""
    kinds: Mapping[str, Kind] = Field(min_length=1)


@cache
def photo_kinds() -> PhotoKinds:
    """The file of this installation.

    Raises:
        SettingsError: naming the file and what is wrong in it.
    """
    return load_kinds(FILE)


def load_kinds(path: Path) -> PhotoKinds:
    """A file of kinds; errors as `photo_kinds`."""
    return checked(PhotoKinds, path)
