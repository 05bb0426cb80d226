"""A form as data: config/forms/<id>.toml, one question a screen, each of a kind that has its own keys and its checks.

Reading a form gives `Form`; kiosk/flows/ask_form.py asks it. What a person answers is an `Answer`, of the type of its
question's kind: a choice is its id (several are their ids), a period is `Months`, a date a date, an amount a Decimal,
all else is text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

import config
from config.toml_file import Block, checked
from kiosk.wording import Wording

FOLDER = Path(config.__file__).parent / "forms"
Id = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=40)]
NumberKind = Literal["digits", "document", "citizen", "phone", "credit-code", "bank-card"]
Board = Literal["pinyin", "handwriting", "letters", "digits"]
Depth = Literal["city", "county", "town"]
Day = Annotated[
    str,
    Field(pattern=r"^(\d{4}-\d{2}-\d{2}|today([+-]\d{1,3}[ymd])?)$", description="e.g. 1990-01-01, today, today-120y."),
]


@dataclass(frozen=True, slots=True)
class Months:
    """A stretch of whole months, both included, as the platform writes them: YYYYMM."""

    first: str
    last: str


Answer = str | date | Decimal | Months | tuple[str, ...]


class Option(Block):
    """One of the answers of a choice."""

    id: Id
    name: Wording
    hint: Wording | None = None
    icon: str = ""


class Preset(Block):
    """A period that one touch chooses: so many months up to the running one, it included."""

    id: Id
    months: Annotated[int, Field(ge=1, le=1200)]
    name: Wording


class Asked(Block):
    """What every question has."""

    id: Id
    ask: Annotated[Wording, Field(description="The question, as the screen's title.")]
    help: Annotated[Wording | None, Field(description="One sentence below it.")] = None
    example: Annotated[Wording | None, Field(description="An answer of nobody.")] = None
    label: Annotated[Wording | None, Field(description="Beside the answer when all is looked over; else `ask`.")] = None
    optional: Annotated[bool, Field(description="true: 不填 goes on without an answer.")] = False
    when: Annotated[
        dict[Id, tuple[Id, ...]],
        Field(default_factory=dict, description="Asked only if these earlier choices were answered so; all of them."),
    ]


class Choice(Asked):
    """One of a few answers that stand in the file."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=60)]


class Several(Asked):
    """Any of a few answers that stand in the file, touched one after the other."""

    kind: Literal["several"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=30)]
    least: Annotated[int, Field(ge=1, le=10)] = 1


class FromList(Asked):
    """One of what the flow has found, e.g. the person's licences; any number of them."""

    kind: Literal["list"]
    of: Annotated[Id, Field(description="What the flow calls it.")]


class City(Asked):
    """One of the cities that the flow offers."""

    kind: Literal["city"]


class Region(Asked):
    """省/市/区/镇 of the country, from the terminal's own city on."""

    kind: Literal["region"]
    down_to: Depth = "town"


class Period(Asked):
    """A stretch of months: presets, and any other by picking year and month twice."""

    kind: Literal["period"]
    presets: Annotated[tuple[Preset, ...], Field(max_length=6)] = ()
    own: Annotated[bool, Field(description="Whether any other period can be picked.")] = True
    earliest: Day = "1980-01-01"

    @model_validator(mode="after")
    def _offers_something(self) -> Self:
        if not self.presets and not self.own:
            raise PydanticCustomError("form", "offers no period: add presets, or own = true", {"key": "presets"})
        return self


class ADate(Asked):
    """A day, picked by decade, year, month and day."""

    kind: Literal["date"]
    earliest: Day = "today-120y"
    latest: Day = "today"


class Number(Asked):
    """Digits (and what else the kind of number has), checked while they are typed."""

    kind: Literal["number"]
    check: Annotated[NumberKind, Field(description="What is known of such numbers.")] = "digits"
    least: Annotated[int, Field(ge=1, le=40, description="Characters; of digits and document only.")] = 1
    most: Annotated[int, Field(ge=1, le=40)] = 20

    @model_validator(mode="after")
    def _leaves_room(self) -> Self:
        if self.least > self.most:
            raise PydanticCustomError("form", "is more than 'most'", {"key": "least"})
        return self


class Amount(Asked):
    """Yuan, with at most two places behind the point."""

    kind: Literal["amount"]
    least: Annotated[Decimal, Field(ge=0)] = Decimal("0.01")
    most: Annotated[Decimal, Field(gt=0, le=Decimal("99999999.99"))] = Decimal("999999.99")


class Text(Asked):
    """Characters: by pinyin, by hand, letters, digits."""

    kind: Literal["text"]
    least: Annotated[int, Field(ge=1, le=120)] = 1
    most: Annotated[int, Field(ge=1, le=120)] = 60
    boards: Annotated[tuple[Board, ...], Field(min_length=1, description="Keyboards; the first stands there.")] = (
        "pinyin",
        "handwriting",
        "letters",
        "digits",
    )


Chosen = Choice | Several
Picked = Choice | FromList | City | Region | Period | ADate
Question = Annotated[
    Choice | Several | FromList | City | Region | Period | ADate | Number | Amount | Text, Field(discriminator="kind")
]


class Form(Block):
    """One file."""

    title: Annotated[Wording, Field(description="Above all answers when they are looked over.")]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _asks_in_order(self) -> Self:
        before: dict[str, Asked] = {}
        for place, question in enumerate(self.questions):
            key = f"questions.{place}"
            if question.id in before:
                raise PydanticCustomError("form", "{id} is asked twice", {"key": f"{key}.id", "id": question.id})
            for other, answers in question.when.items():
                earlier = before.get(other)
                known = {option.id for option in earlier.options} if isinstance(earlier, Chosen) else set()
                if not set(answers) <= known:
                    what = "{other} is no earlier choice with these answers"
                    raise PydanticCustomError("form", what, {"key": f"{key}.when", "other": other})
            before[question.id] = question
        return self

    def __getitem__(self, question_id: str) -> Question:
        """The question of that id.

        Raises:
            KeyError: there is none.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def asked(self, answers: Mapping[str, Answer]) -> Iterator[Question]:
        """The questions that these answers lead to, in order."""
        for question in self.questions:
            if all(_meets(answers.get(other), wanted) for other, wanted in question.when.items()):
                yield question

    def is_filled(self, answers: Mapping[str, Answer]) -> bool:
        """Whether every question has its answer, but for those that need none."""
        return all(question.id in answers or question.optional for question in self.asked(answers))


def _meets(answer: Answer | None, wanted: tuple[str, ...]) -> bool:
    """Whether an earlier choice was answered so; of several answers one is enough."""
    return bool(set(answer) & set(wanted)) if isinstance(answer, tuple) else answer in wanted


def load_forms(folder: Path = FOLDER) -> dict[str, Form]:
    """All forms by the stem of their file.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return {path.stem: checked(Form, path) for path in sorted(folder.glob("*.toml"))}
