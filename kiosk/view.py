"""All that a screen may know: words already chosen, values already masked. Plain data, no imports of ours."""

from dataclasses import dataclass, field
from typing import Literal

Screen = Literal[
    "starting",
    "out_of_service",
    "home",
    "choose",
    "consent",
    "pick",
    "lay_card",
    "scan",
    "entry",
    "pin",
    "face",
    "code",
    "working",
    "check",
    "printing",
    "done",
    "trouble",
]
Keys = Literal["digits", "digits_x", "letters"]
Language = Literal["zh-Hans", "zh-Hant", "en"]
Size = Literal["standard", "elder", "huge"]
Theme = Literal["day", "night", "contrast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that can be chosen by its id."""

    id: str
    label: str
    detail: str = ""
    icon: str = ""
    """Name of a drawn sign in screens/qml/parts/Sign.qml; empty for none."""
    is_open: bool = True
    """False: shown with `detail` as the reason, and not to be chosen."""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name and its masked value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One screen, complete."""

    page: int
    """Grows when the screen changes; taps name it."""
    screen: Screen
    language: Language = "zh-Hans"
    size: Size = "standard"
    theme: Theme = "day"
    place: str = ""
    """Site and machine number, e.g. 惠阳-A2-07."""
    clock: str = ""
    """HH:MM."""
    holder: str = ""
    """Masked name; empty while nobody is identified."""
    is_sample: bool = False
    """True shows the 演示数据 band."""
    step: int = 0
    steps: int = 0
    """Step dots; 0 of 0 hides them."""
    words: dict[str, str] = field(default_factory=dict)
    """title, lead, primary, secondary, back and what else the screen's own file names; a missing key is empty."""
    bar: dict[str, str] = field(default_factory=dict)
    """The fixed bar: home, leave, size, theme, and the language names under zh-Hans, zh-Hant, en."""
    choices: tuple[Choice, ...] = ()
    rows: tuple[Row, ...] = ()
    notice: str = ""
    """One line that just became true (a wrong code, tries left); empty for none."""
    digits: int = 0
    digits_wanted: int = 0
    entry: str = ""
    """What stands in the field that is being typed, all but its last characters masked."""
    keys: Keys = "digits"
    """Which keyboard the field wants."""
    prompt: str = ""
    """Before the camera: what is asked of the person, a value of drivers.face.Prompt."""
    action: int = 0
    actions: int = 0
    """Before the camera: how many of the actions are done."""
    has_camera: bool = False
    """Whether pictures of the camera come beside this View; without it whoever shows it forgets the last one."""
    sheet: int = 0
    sheets: int = 0
    paper_page: int = 0
    """Which page of the paper's picture comes beside this View; 0: none, and whoever shows one forgets it."""
    paper_pages: int = 0
    is_paper_open: bool = False
    """Whether that page stands there large."""
    picture: str = ""
    """Which drawing the screen shows, e.g. card, tray, slip, empty_tray, jam, network, clock."""
    tone: Literal["plain", "good", "bad"] = "plain"
    qr: str = ""
    """What a QR code on the screen says; empty for none."""
    can_go_on: bool = True
    can_go_back: bool = True
    still_there_s: int | None = None
    """Seconds of the still-there countdown; None while it is not shown."""
    seconds_left: int | None = None
    """Seconds until the screen leaves by itself or the code may be sent again; None hides it."""
