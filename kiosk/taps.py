"""Everything that can come from a screen. No device value and no person can be said in these words."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the View's choices."""

    id: Annotated[str, Field(max_length=64)]
    kind: Literal["chosen"] = "chosen"


@dataclass(frozen=True, slots=True)
class Digit:
    """One key of the number pad."""

    digit: Annotated[str, Field(pattern=r"^\d$")]
    kind: Literal["digit"] = "digit"

    def __repr__(self) -> str:
        """Never the digit: it is part of a secret."""
        return "Digit(…)"


@dataclass(frozen=True, slots=True)
class Typed:
    """One key of the keyboard for numbers of documents."""

    character: Annotated[str, Field(pattern=r"^[0-9A-Z]$")]
    kind: Literal["typed"] = "typed"

    def __repr__(self) -> str:
        """Never the character: it is part of a person's number."""
        return "Typed(…)"


@dataclass(frozen=True, slots=True)
class Erased:
    """The last digit goes."""

    kind: Literal["erased"] = "erased"


@dataclass(frozen=True, slots=True)
class Cleared:
    """The whole field goes."""

    kind: Literal["cleared"] = "cleared"


@dataclass(frozen=True, slots=True)
class Written:
    """One key of the keyboard for words: a letter, a digit, a sign, the space."""

    character: Annotated[str, Field(pattern=r"^[ -~·（）、，。]$")]
    kind: Literal["written"] = "written"

    def __repr__(self) -> str:
        """Never the character: it is part of what a person writes."""
        return "Written(…)"


@dataclass(frozen=True, slots=True)
class CharacterChosen:
    """One of the candidates for the letters or strokes."""

    text: Annotated[str, Field(min_length=1, max_length=64)]
    kind: Literal["character_chosen"] = "character_chosen"

    def __repr__(self) -> str:
        """Never the text: it is part of what a person writes."""
        return "CharacterChosen(…)"


@dataclass(frozen=True, slots=True)
class Stroked:
    """One stroke of a finger on the writing field."""

    points: Annotated[tuple[Annotated[int, Field(ge=0, le=300)], ...], Field(min_length=2, max_length=128)]
    """x and y by turns, of a field with 300 steps a side."""
    kind: Literal["stroked"] = "stroked"

    def __repr__(self) -> str:
        """Never the points: they are part of what a person writes."""
        return "Stroked(…)"


@dataclass(frozen=True, slots=True)
class Signed:
    """One stroke of a signature."""

    points: Annotated[tuple[Annotated[int, Field(ge=0, le=600_000)], ...], Field(min_length=3, max_length=600)]
    """x and y as shares of 10 000 of the field, and milliseconds since the first stroke, by turns."""
    kind: Literal["signed"] = "signed"

    def __repr__(self) -> str:
        """Never the points: they are somebody's hand."""
        return "Signed(…)"


@dataclass(frozen=True, slots=True)
class BoardChosen:
    """Another keyboard."""

    board: Literal["pinyin", "handwriting", "letters", "digits"]
    kind: Literal["board"] = "board"


@dataclass(frozen=True, slots=True)
class ListTurned:
    """The next or the last batch of a list that is too long for one View."""

    by: Literal[-1, 1]
    kind: Literal["list_turned"] = "list_turned"


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One of the steps that a picker has gone: choose there again."""

    step: Annotated[int, Field(ge=0, le=20)]
    kind: Literal["step_taken"] = "step_taken"


@dataclass(frozen=True, slots=True)
class WentOn:
    """The primary button."""

    kind: Literal["went_on"] = "went_on"


@dataclass(frozen=True, slots=True)
class WentBack:
    """上一步, or the answer that is not the primary one."""

    kind: Literal["went_back"] = "went_back"


@dataclass(frozen=True, slots=True)
class Asked:
    """The secondary button of a screen, e.g. send the code again."""

    kind: Literal["asked"] = "asked"


@dataclass(frozen=True, slots=True)
class OtherWay:
    """换一种方式: prove who you are in another way."""

    kind: Literal["other_way"] = "other_way"


@dataclass(frozen=True, slots=True)
class Left:
    """退出: end the visit and wipe."""

    kind: Literal["left"] = "left"


@dataclass(frozen=True, slots=True)
class Stayed:
    """我还在; also any touch that hit nothing."""

    kind: Literal["stayed"] = "stayed"


Aside = Literal["display", "help", "leaving", "emergency", "demonstration"]
"""A page over the visit. Taking it away shows the very place that it covered."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page over the visit, which keeps its place below: looks and sound, help, leaving, 110, a demonstration."""

    aside: Aside
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """听一遍: what the screen says is said once more."""

    kind: Literal["heard_again"] = "heard_again"


@dataclass(frozen=True, slots=True)
class WentHome:
    """返回首页: nothing is done; how the screens look stays."""

    kind: Literal["went_home"] = "went_home"


@dataclass(frozen=True, slots=True)
class Practised:
    """练一练: a visit with invented data, in which nothing is done."""

    kind: Literal["practised"] = "practised"


@dataclass(frozen=True, slots=True)
class Missed:
    """A touch that hit no control. It also says: somebody is here."""

    kind: Literal["missed"] = "missed"


@dataclass(frozen=True, slots=True)
class CornerTouched:
    """A corner of the glass, where nothing is: part of the gesture that leads to the staff's door."""

    corner: Literal["nw", "ne", "se", "sw"]
    kind: Literal["corner"] = "corner"


@dataclass(frozen=True, slots=True)
class Pointed:
    """The keypad or a finger of somebody who listens has marked a control: it is read out, and nothing is done."""

    name: Annotated[str, Field(max_length=80)]
    spoken: Annotated[str, Field(max_length=200)]
    """Its spoken name, out of the View's own words."""
    kind: Literal["pointed"] = "pointed"

    def __repr__(self) -> str:
        """Never what was marked: it may be a key of a secret."""
        return "Pointed(…)"


@dataclass(frozen=True, slots=True)
class LookChosen:
    """How the screens look and sound; the settings are those of kiosk.session.Look."""

    setting: Literal["language", "size", "theme", "reach", "hand", "voice", "pace", "volume"]
    value: Annotated[str, Field(max_length=16)]
    kind: Literal["look"] = "look"


@dataclass(frozen=True, slots=True)
class PageTurned:
    """A page of the paper's picture, large; 0 makes it small again."""

    page: Annotated[int, Field(ge=0, le=10_000)]
    kind: Literal["page_turned"] = "page_turned"


Tap = Annotated[
    Chosen
    | Digit
    | Typed
    | Erased
    | Cleared
    | Written
    | CharacterChosen
    | Stroked
    | Signed
    | BoardChosen
    | ListTurned
    | StepTaken
    | WentOn
    | WentBack
    | Asked
    | OtherWay
    | Left
    | WentHome
    | Stayed
    | Missed
    | CornerTouched
    | HeardAgain
    | Opened
    | Practised
    | LookChosen
    | PageTurned
    | Pointed,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True)
class TapOnPage:
    """A tap and the page it was meant for: a tap for an earlier page is dropped."""

    page: Annotated[int, Field(ge=0)]
    tap: Tap
