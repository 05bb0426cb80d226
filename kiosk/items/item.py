"""An item, as its file has it: what a resident chooses, how it runs, what it ends in, and what is told of it."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from config.toml_file import Block
from kiosk.items.applying import Applying
from kiosk.items.facts import Facts, Group
from kiosk.items.routes import Route
from kiosk.wording import SpokenName, Wording
from printing.layout_schema import DrawnLayout, SlipLayout
from printing.layouts import Layout
from printing.stock_tray import Sheets

Device = Literal[
    "platform",
    "idcard",
    "a4_printer",
    "receipt_printer",
    "locker",
    "smart_card",
    "code_scanner",
    "pin_pad",
    "endorser",
    "keypad",
    "io_module",
    "camera",
    "face",
    "document_scanner",
    "usb_stick",
    "bank_card",
    "signature_pad",
    "sound",
]
"""What an item may need: the roles of kiosk/cabinet/devices.py that a service can stand on, and the platform."""
Paper = Layout | SlipLayout | DrawnLayout


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
    flow: Annotated[str, Field(description="Name in kiosk/items/flow_names.py.")]
    form: Annotated[str, Field(pattern=r"^[a-z0-9-]*$", description="Stem of the form that is filled in; none.")] = ""
    layout: Annotated[str, Field(description="Stem in printing/layouts: the paper or slip that it ends in; none.")] = ""
    record: Annotated[str, Field(description="Kind of the platform's record, a name of printing/records; none.")] = ""
    matters: Annotated[
        tuple[str, ...], Field(description="Words of the cases that it is about: others of the person are not listed.")
    ] = ()
    only_without: Annotated[
        str, Field(description="A list of the record that has to be empty: the paper is proof that there is none.")
    ] = ""
    level: Annotated[int, Field(ge=0, le=3, description="Identity level L0-L3.")]
    routes: Annotated[
        tuple[Route, ...], Field(description="Ways to prove identity that it accepts; a visit begins with the first.")
    ] = ()
    devices: Annotated[
        tuple[Device, ...], Field(description="What it cannot do without; what a route needs is known already.")
    ] = ()
    icon: Annotated[str, Field(min_length=1, description="A drawn sign of screens/qml/signs.")]
    sheets: Annotated[Sheets, Field(description="numbered: on those of stationery_tray, and of no other.")] = "plain"
    periods: tuple[Period, ...] = ()
    codes: Annotated[tuple[Code, ...], Field(max_length=12, description="Where it goes on by telephone.")] = ()
    apply: Annotated[Applying | None, Field(description="How it is applied for; none: it is not, here.")] = None
    facts: Facts


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An item with its paper, checked; itself alone is the same."""

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
