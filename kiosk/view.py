"""All that a screen may know: words already chosen, values already masked. Plain data, as kiosk/staff_view.py is."""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.staff_view import StaffView

Screen = Literal[
    "starting",
    "out_of_service",
    "home",
    "search",
    "before_start",
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
    "promise",
    "signature",
    "paper",
    "printing",
    "done",
    "trouble",
    "result",
    "timeline",
    "door",
    "guide",
    "hall",
    "way",
    "phone",
    "pay",
    "optotype",
    "call",
    "plate",
    "photo",
    "answer",
    "field",
    "write",
    "review",
    "attract",
    "display",
    "help",
    "leaving",
    "emergency",
    "demonstration",
    "veil",
    "card_left",
    "staff_door",
    "staff",
]
Keys = Literal["digits", "digits_x", "letters", "amount"]
Language = Literal["zh-Hans", "zh-Hant", "en"]
Size = Literal["standard", "elder", "huge"]
Theme = Literal["day", "night", "contrast"]
Reach = Literal["whole", "low"]
"""Low: every control stands below the reach line of somebody who sits."""
Hand = Literal["right", "left"]
"""At which side the primary button, the pages' buttons and, in landscape, the controls stand."""
Voice = str
"""off, mandarin, cantonese, or a voice that a city recorded: the name of a folder of config/voices."""
Pace = Literal["slow", "usual", "fast", "fastest"]


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
    leads_on: bool = False
    """One that is not open can be touched all the same: it leads to why, and to what else can be done."""
    state: str = ""
    """Whether it can be done now, in a few words, where that is worth a line of its own."""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name and its masked value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a case; stages of other lanes than 0 run beside those of lane 0."""

    name: str
    office: str
    lane: int
    state: Literal["done", "running", "waiting"]
    when: str = ""
    """When it ended or began, or what is promised, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compartment:
    """One door of the pick-up locker, as it stands in the cabinet."""

    number: int
    column: int
    """From the left, from 1."""
    row: int
    """From the top, from 1."""
    is_here: bool = False
    """The one that is spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShape:
    """A place on the map of a hall; lengths in metres, as in kiosk/items/hall_plan.py."""

    label: str
    sign: str
    """Name of a drawn sign; empty for what nobody goes to."""
    left: float
    top: float
    width: float
    depth: float
    is_goal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One floor of a hall, as it is drawn."""

    floor: str
    width: float
    depth: float
    shapes: tuple[PlanShape, ...]
    here: tuple[float, float] | None
    """Where the person stands; None on another floor."""
    here_label: str
    way: tuple[tuple[float, float], ...] = ()
    """Corners of the way, the first where it begins."""


Board = Literal["pinyin", "handwriting", "letters", "digits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyboard:
    """The keyboard for words, and what is no character yet."""

    board: Board = "pinyin"
    boards: tuple[Choice, ...] = ()
    """Those that can be had instead; ids as `Board`."""
    letters: str = field(default="", repr=False)
    """Pinyin, as typed."""
    strokes: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    """Of the character that is being written: x and y by turns, of a field with 300 steps a side."""
    candidates: tuple[Choice, ...] = ()
    """What letters or strokes may mean, on a screen whose choices are something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One screen, complete."""

    page: int
    """Grows when the screen changes; taps name it."""
    screen: Screen
    language: Language = "zh-Hans"
    size: Size = "standard"
    theme: Theme = "day"
    reach: Reach = "whole"
    hand: Hand = "right"
    voice: Voice = "mandarin"
    voices: tuple[Choice, ...] = ()
    """Voices that a city recorded, beside Mandarin and Cantonese."""
    pace: Pace = "usual"
    volume: int = 6
    """1 to 10."""
    reach_mm: float = 420.0
    """How far above the lower edge of the glass somebody who sits can reach; see config/settings.py `lower_edge_mm`."""
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
    doors: tuple[Compartment, ...] = ()
    """The pick-up locker."""
    choices: tuple[Choice, ...] = ()
    leads: tuple[Choice, ...] = ()
    """Where this screen leads, beside what is chosen on it."""
    layout: Literal["lines", "grid"] = "lines"
    """How choices stand on a screen of choices: one below the other, or short ones side by side."""
    list_first: int = 0
    """How many choices come before the first one of this View, where there are too many for one."""
    list_total: int = 0
    """How many there are in all; 0 where all are here."""
    is_own_list: bool = False
    """The choices are what was found of this person, e.g. their licences: read out in earphones only."""
    crumbs: tuple[Choice, ...] = ()
    """What was chosen on the way here, e.g. province and city; any of them can be chosen again."""
    keyboard: Keyboard = field(default_factory=Keyboard)
    rows: tuple[Row, ...] = ()
    elsewhere: tuple[Row, ...] = ()
    """Where to go instead, and when: place, hours, what to bring."""
    stages: tuple[Stage, ...] = ()
    """A case's way through the offices, in their order."""
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
    tone: Literal["plain", "good", "careful", "bad"] = "plain"
    optotype: str = ""
    """Before the eye chart: which way the letter E is open (up, down, left, right); empty: none is shown."""
    optotype_mm: float = 0.0
    """How wide and high it is on the glass."""
    plate: tuple[tuple[int, int, int, int], ...] = ()
    """Before a colour plate: its dots as x, y, radius in thousandths of the plate's radius, and colour 0xRRGGBB."""
    plan: Plan | None = None
    """Of the hall, on the screens that show where somebody is."""
    qr: str = ""
    """What a QR code on the screen says; empty for none."""
    can_go_on: bool = True
    can_go_back: bool = True
    asks_before_leaving: bool = False
    """Whether 退出 opens the page that says what is lost; otherwise it leaves at once."""
    is_practice: bool = False
    """True shows the 练习 banner: the data is invented and nothing is done."""
    offers_bigger: bool = False
    """Touches miss again and again: a larger layout is offered (words bar.bigger_*)."""
    is_night: bool = False
    """Screen and voice are kept down: the loop is dark, the loudspeaker has a cap."""
    scene: int = 0
    """Which turn of a loop, or which picture of a demonstration, is shown, from 0."""
    caption: str = ""
    """What is being said now, also where nobody can hear it; empty when nothing is."""
    is_by_voice: bool = False
    """Somebody listens by earphone: what is touched is read out first, and acts at the second touch."""
    still_there_s: int | None = None
    """Seconds of the still-there countdown; None while it is not shown."""
    staff: StaffView | None = None
    """A page of the staff's; None on every screen of a visit."""
    seconds_left: int | None = None
    """Seconds until the screen leaves by itself or the code may be sent again; None hides it."""

    @property
    def ends_here(self) -> bool:
        """Whether the main button leads out: it says what it says where nothing more is to come."""
        return "primary_end" in self.words and self.words["primary_end"] == self.words.get("primary")
