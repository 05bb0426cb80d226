"""What differs from province to province: config/provinces/<id>.toml, named by a profile."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

import config
from config.toml_file import Block, checked
from kiosk.wording import Wording

FOLDER = Path(config.__file__).parent / "provinces"
Stem = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


class Province(Block):
    """One file."""

    name: Wording
    division: Annotated[str, Field(pattern=r"^\d{2}$", description="First digits of its divisions, GB/T 2260.")]
    gateway: Annotated[
        Literal["x-tif", "gjgxjhpt"], Field(description="Whose headers stand on a request: how each begins.")
    ]
    signature: Annotated[
        Literal["sha256-token", "hmac-sha256"],
        Field(description="SHA-256 over time, token and nonce, or HMAC-SHA-256 over service, request and time."),
    ]
    e_id: Annotated[Wording, Field(description="The programme on phones whose code says who one is.")]
    issuer: Annotated[str, Field(min_length=2, max_length=20, description="How its papers begin the issuer's name.")]
    papers: Annotated[Mapping[Stem, Stem], Field(description="Layouts of its own, by the layout that items name.")] = {}

    def has(self, city: str) -> bool:
        """Whether a city lies in it.

        Args:
            city: division code, six digits.
        """
        return city.startswith(self.division)


def load_province(province: str, folder: Path = FOLDER) -> Province:
    """The province of that id.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return checked(Province, folder / f"{province}.toml")


def province_ids(folder: Path = FOLDER) -> tuple[str, ...]:
    """All of them."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))
