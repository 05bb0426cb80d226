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


@dataclass(frozen=True, slots=True)
class LookChosen:
    """Language, size or theme."""

    setting: Literal["language", "size", "theme"]
    value: Annotated[str, Field(max_length=16)]
    kind: Literal["look"] = "look"


@dataclass(frozen=True, slots=True)
class PageTurned:
    """A page of the paper's picture, large; 0 makes it small again."""

    page: Annotated[int, Field(ge=0, le=10_000)]
    kind: Literal["page_turned"] = "page_turned"


Tap = Annotated[
    Chosen | Digit | Typed | Erased | WentOn | WentBack | Asked | OtherWay | Left | Stayed | LookChosen | PageTurned,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True)
class TapOnPage:
    """A tap and the page it was meant for: a tap for an earlier page is dropped."""

    page: Annotated[int, Field(ge=0)]
    tap: Tap
