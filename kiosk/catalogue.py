"""The items: what a resident chooses. Data in config/catalogue/<id>.toml; adding one needs no code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

import config
from config.toml_file import Block, SettingsError, checked, mistake
from kiosk.flow_names import FLOW_NAMES, GUIDE
from kiosk.item_facts import Facts, Group, fact_breaches, load_departments
from kiosk.registers import load_registers
from kiosk.routes import FACE_ROUTES, ROUTES, Route
from kiosk.wording import SpokenName, Wording
from printing.layout_schema import DrawnLayout, SlipLayout
from printing.layouts import Layout, LayoutError, layout_ids, load_any
from printing.records import RECORDS

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
Paper = Layout | SlipLayout | DrawnLayout
HIGHEST_LEVEL = 2
"""The levels that a route of kiosk/routes.py proves; an enterprise (L3) comes with its own issue."""
FOLDER = Path(config.__file__).parent


class Period(Block):
    """A stretch of time that the item offers."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    months: Annotated[int, Field(ge=1, le=1200, description="How far back from the running month, it included.")]
    name: Wording


class Code(Block):
    """A QR code that leads to somebody's telephone, where the matter goes on."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name: Wording
    link: Annotated[str, Field(pattern=r"^https://[^\s]+$", max_length=200)]
    steps: Annotated[tuple[Wording, ...], Field(min_length=1, max_length=6)]


class ItemSettings(Block):
    """One file of config/catalogue."""

    name: SpokenName
    hint: Wording
    group: Annotated[Group, Field(description="First-level group of the home screen.")]
    flow: Annotated[str, Field(description="Name in kiosk/flow_names.py.")]
    form: Annotated[str, Field(pattern=r"^[a-z0-9-]*$", description="Stem of the form that is filled in; none.")] = ""
    layout: Annotated[str, Field(description="Stem in printing/layouts: the paper or slip that it ends in; none.")] = ""
    record: Annotated[str, Field(description="Kind of the platform's record, a name of printing/records; none.")] = ""
    level: Annotated[int, Field(ge=0, le=3, description="Identity level L0-L3.")]
    routes: Annotated[
        tuple[Route, ...], Field(description="Ways to prove identity that it accepts; a visit begins with the first.")
    ] = ()
    devices: Annotated[
        tuple[Device, ...], Field(description="What it cannot do without; what a route needs is known already.")
    ] = ()
    icon: Annotated[str, Field(min_length=1, description="A drawn sign of screens/qml/signs.")]
    on_stock: Annotated[bool, Field(description="Printed on sheets with printed numbers (stationery_tray).")] = False
    periods: tuple[Period, ...] = ()
    codes: Annotated[tuple[Code, ...], Field(max_length=12, description="Where it goes on by telephone.")] = ()
    facts: Facts


@dataclass(slots=True)
class Item:
    """An item with its paper, checked."""

    id: str
    settings: ItemSettings
    paper: Paper | None
    """What it ends in on paper; None where it ends on the screen."""
    waits_for: str = ""
    """The flow of its file while nobody has built it; it shows its guide until then."""

    def __repr__(self) -> str:
        """The id is enough."""
        return f"Item({self.id})"

    @property
    def layout(self) -> Layout:
        """Its certificate.

        Raises:
            AssertionError: it has none; only a flow that prints one may ask.
        """
        if not isinstance(self.paper, Layout):
            raise AssertionError(f"{self.id} ends in no paper of parts")  # noqa: TRY004 - a mistake of ours, no type
        return self.paper

    @property
    def ends_here(self) -> bool:
        """Whether it is done when the visit is over."""
        return not self.waits_for and self.settings.facts.finish == "here"

    @property
    def is_reviewed(self) -> bool:
        """Whether an office has compared both its facts and its paper with its own."""
        return self.settings.facts.reviewed and (self.paper is None or self.paper.reviewed)

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


def load_catalogue(flows: frozenset[str], folder: Path | None = None) -> Catalogue:
    """All items that can be chosen, by id, in the order of their file names.

    An item whose flow is not among `flows` stands there with its guide; without that flow either, it is left out.

    Args:
        flows: names of the flows that exist; all of FLOW_NAMES for the catalogue as it is written.
        folder: where the files lie; the package's own by default.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    if odd := flows - FLOW_NAMES.keys():
        raise SettingsError(f"flow {min(odd)} is not in kiosk/flow_names.py: add it there")
    known = _Known()
    items = (_load(path, known) for path in sorted((folder or FOLDER / "catalogue").glob("*.toml")))
    return {item.id: _as_built(item, flows) for item in items if {item.settings.flow, GUIDE} & flows}


def whole_catalogue(folder: Path | None = None) -> Catalogue:
    """Every item as its file has it, whether its flow is built or not.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return load_catalogue(frozenset(FLOW_NAMES), folder)


class ProfileSettings(Block):
    """One file of config/profiles: what a kind of terminal offers."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    items: Annotated[tuple[str, ...], Field(min_length=1, description="Ids in their order; * is the whole catalogue.")]


def offered(catalogue: Catalogue, profile: str, folder: Path | None = None) -> Catalogue:
    """The part of the catalogue that a profile offers, in its order.

    Raises:
        SettingsError: there is no such profile, or it names an item that there is not.
    """
    path = (folder or FOLDER / "profiles") / f"{profile}.toml"
    wanted = checked(ProfileSettings, path).items
    if wanted == ("*",):
        return catalogue
    for item_id in wanted:
        if item_id not in catalogue:
            raise SettingsError(f"{path}: 'items' names {item_id}, which config/catalogue has not got")
    return {item_id: catalogue[item_id] for item_id in wanted}


class _Known:
    """What the files of the catalogue speak of."""

    def __init__(self) -> None:
        self.departments = load_departments()
        self.materials = load_registers().materials
        self.layouts = frozenset(layout_ids())
        self.forms = _stems("forms")
        self.situations = _stems("situations")


def _stems(folder: str) -> frozenset[str]:
    return frozenset(path.stem for path in (FOLDER / folder).glob("*.toml"))


def _load(path: Path, known: _Known) -> Item:
    settings = checked(ItemSettings, path)
    for key, what in _breaches(settings, known):
        raise mistake(path, key, what)
    try:
        paper = load_any(settings.layout) if settings.layout else None
    except LayoutError as error:
        raise mistake(path, "layout", str(error)) from error
    if paper is not None and paper.record != settings.record:
        raise mistake(path, "record", f"is not {paper.record}, of which {settings.layout} is made")
    return Item(path.stem, settings, paper)


def _breaches(settings: ItemSettings, known: _Known) -> Iterator[tuple[str, str]]:
    """Key and mistake."""
    yield from _running_breaches(settings, known)
    yield from _route_breaches(settings)
    yield from fact_breaches(settings.facts, departments=known.departments, materials=known.materials)
    if settings.facts.situation and settings.facts.situation not in known.situations:
        yield "facts.situation", f"{settings.facts.situation} is no file of config/situations"


def _running_breaches(settings: ItemSettings, known: _Known) -> Iterator[tuple[str, str]]:
    needs = FLOW_NAMES.get(settings.flow)
    if needs is None:
        yield "flow", f"{settings.flow} does not exist, known are {sorted(FLOW_NAMES)}"
        return
    given: Mapping[str, object] = {
        "layout": settings.layout,
        "record": settings.record,
        "codes": settings.codes,
    }
    for key in needs.keys:
        if not given[key]:
            yield "flow", f"{settings.flow} needs '{key}': add it"
    if settings.layout and settings.layout not in known.layouts:
        yield "layout", f"{settings.layout} is not there: add printing/layouts/{settings.layout}.toml"
    if settings.record and settings.record not in RECORDS:
        yield "record", f"{settings.record} is not in printing/records"
    if settings.form and settings.form not in known.forms:
        yield "form", f"{settings.form} is not there: add config/forms/{settings.form}.toml"
    if needs.ends_in == "paper" and "a4_printer" not in settings.devices:
        yield "devices", "has no a4_printer, without which its flow cannot end"
    finish = settings.facts.finish
    if settings.flow == GUIDE and finish == "here" and settings.facts.type != "guide":
        yield "facts.finish", "must say where it ends: a guide alone finishes nothing"
    if finish == "phone" and not settings.codes:
        yield "codes", "is missing: it ends on the telephone, which needs a code to get there"


def _route_breaches(settings: ItemSettings) -> Iterator[tuple[str, str]]:
    if settings.level > HIGHEST_LEVEL:
        yield "level", f"{settings.level} has no way to be proven on this terminal yet"
    if settings.level > 0 and not settings.routes:
        yield "level", f"{settings.level} needs 'routes'"
    # 人脸识别技术应用安全管理办法 (2025-06-01): face may not be the only way.
    if settings.routes and set(settings.routes) <= FACE_ROUTES:
        yield "routes", "has face as the only way: add another, nobody may be forced to it"
    for route in settings.routes:
        if ROUTES[route].proves < settings.level:
            proven = ROUTES[route].proves
            yield "routes", f"has {route}, which proves level {proven}: 'level' is {settings.level}"


def _as_built(item: Item, flows: frozenset[str]) -> Item:
    if item.settings.flow in flows:
        return item
    nothing_asked = {"flow": GUIDE, "form": "", "layout": "", "record": "", "level": 0, "routes": (), "devices": ()}
    settings = item.settings.model_copy(update=nothing_asked | {"periods": (), "on_stock": False})
    return Item(item.id, settings, None, waits_for=item.settings.flow)
