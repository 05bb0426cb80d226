"""The items: what a resident chooses. Data in config/catalogue/<id>.toml; adding one needs no code."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

import config
from config.toml_file import Block, SettingsError, checked
from kiosk.routes import FACE_ROUTES, ROUTES, Route
from printing.layouts import Layout, load_layout

Device = Literal[
    "platform",
    "idcard",
    "a4_printer",
    "receipt_printer",
    "locker",
    "smart_card",
    "code_scanner",
    "pin_pad",
    "keypad",
    "io_module",
    "camera",
    "face",
    "document_scanner",
    "signature_pad",
    "sound",
]
"""What an item may need: the roles of kiosk/devices.py that a service can stand on, and the platform."""


class Names(Block):
    """A name in the three languages of the screens."""

    zh_hans: Annotated[str, Field(alias="zh-Hans", min_length=1, max_length=30)]
    zh_hant: Annotated[str, Field(alias="zh-Hant", min_length=1, max_length=30)]
    en: Annotated[str, Field(min_length=1, max_length=60)]

    def of(self, language: str) -> str:
        """The name in a language of kiosk.view.Language."""
        return {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}[language]


class Period(Block):
    """A stretch of time that the item offers."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    months: Annotated[int, Field(ge=1, le=1200, description="How far back from the running month, it included.")]
    name: Names


class ItemSettings(Block):
    """One file of config/catalogue."""

    name: Names
    hint: Names
    group: Annotated[str, Field(description="First-level group, e.g. social-security.")]
    flow: Annotated[str, Field(description="Name in kiosk/flows.")]
    layout: Annotated[str, Field(description="Stem in printing/layouts.")]
    record: Annotated[Literal["ss-enrolment"], Field(description="Kind of the platform's record that it prints.")]
    level: Annotated[int, Field(ge=0, le=3, description="Identity level L0-L3.")]
    routes: Annotated[
        tuple[Route, ...], Field(description="Ways to prove identity that it accepts; a visit begins with the first.")
    ] = ()
    devices: Annotated[
        tuple[Device, ...], Field(description="What it cannot do without; what a route needs is known already.")
    ]
    icon: str
    on_stock: Annotated[bool, Field(description="Printed on sheets with printed numbers (stationery_tray).")] = False
    minutes: Annotated[int, Field(ge=1, le=120, description="Promised time.")]
    periods: tuple[Period, ...] = ()


class Item:
    """An item with its layout, checked."""

    __slots__ = ("id", "layout", "settings")

    def __init__(self, item_id: str, settings: ItemSettings, layout: Layout) -> None:
        self.id = item_id
        self.settings = settings
        self.layout = layout

    def __repr__(self) -> str:
        """The id is enough."""
        return f"Item({self.id})"

    def period(self, period_id: str) -> Period:
        """The period of that id.

        Raises:
            KeyError: the item does not offer it.
        """
        for period in self.settings.periods:
            if period.id == period_id:
                return period
        raise KeyError(period_id)


Catalogue = dict[str, Item]

HIGHEST_LEVEL = 2
"""The levels that a route of kiosk/routes.py proves; an enterprise (L3) comes with its own issue."""


def load_catalogue(flows: frozenset[str], folder: Path | None = None) -> Catalogue:
    """All items, by id, in the order of their file names.

    Args:
        flows: names of the flows that exist.
        folder: where the files lie; the package's own by default.

    Raises:
        SettingsError: naming file, key and cure.
    """
    folder = folder or Path(config.__file__).parent / "catalogue"
    return {path.stem: _load(path, flows) for path in sorted(folder.glob("*.toml"))}


class ProfileSettings(Block):
    """One file of config/profiles: what a kind of terminal offers."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    items: Annotated[tuple[str, ...], Field(min_length=1, description="Ids in their order; * is the whole catalogue.")]


def offered(catalogue: Catalogue, profile: str, folder: Path | None = None) -> Catalogue:
    """The part of the catalogue that a profile offers, in its order.

    Raises:
        SettingsError: there is no such profile, or it names an item that there is not.
    """
    path = (folder or Path(config.__file__).parent / "profiles") / f"{profile}.toml"
    wanted = checked(ProfileSettings, path).items
    if wanted == ("*",):
        return catalogue
    for item_id in wanted:
        if item_id not in catalogue:
            raise SettingsError(f"{path}: 'items' names {item_id}, which config/catalogue has not got")
    return {item_id: catalogue[item_id] for item_id in wanted}


def _load(path: Path, flows: frozenset[str]) -> Item:
    settings = checked(ItemSettings, path)
    if settings.flow not in flows:
        raise SettingsError(f"{path}: 'flow' {settings.flow} does not exist, known are {sorted(flows)}")
    if settings.level > HIGHEST_LEVEL:
        raise SettingsError(f"{path}: 'level' {settings.level} has no way to be proven on this terminal yet")
    if settings.level > 0 and not settings.routes:
        raise SettingsError(f"{path}: 'level' {settings.level} needs 'routes'")
    if settings.routes and set(settings.routes) <= FACE_ROUTES:
        raise SettingsError(f"{path}: 'routes' has face as the only way: add another, nobody may be forced to it")
    for route in settings.routes:
        if ROUTES[route].proves < settings.level:
            raise SettingsError(
                f"{path}: 'routes' has {route}, which proves level {ROUTES[route].proves}: 'level' is {settings.level}"
            )
    return Item(path.stem, settings, load_layout(settings.layout))
