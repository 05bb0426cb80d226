"""Which case is mine: a tree of questions as data (config/situations) that ends in the exact case and its materials.

At most five questions on any way, one a screen, and 不知道 is always an answer: it leads to the safe side.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

import config
from config.toml_file import Block, SettingsError, checked
from kiosk.items.registers import Material
from kiosk.wording import Wording

MOST_QUESTIONS = 5
"""On any way (promise of the hall: "只需简单几步"; five is our choice)."""
MOST_ANSWERS = 5
"""On one screen, beside 不知道."""
Id = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
UNSURE = None
"""In a way through the tree: 不知道."""
Way = tuple[int | None, ...]
"""The answers given so far, each by its place in the question, or UNSURE."""


class Answer(Block):
    """One answer, and the question or case that follows."""

    text: Wording
    then: Id


class Question(Block):
    """One screen."""

    text: Wording
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=MOST_ANSWERS)]
    unsure: Annotated[Id, Field(description="What follows 不知道.")]

    def follows(self) -> tuple[str, ...]:
        """Ids of all that may come next, 不知道 last."""
        return (*(answer.then for answer in self.answers), self.unsure)


class Case(Block):
    """An end: the case, the item it leads to, and what to bring."""

    name: Wording
    item: Annotated[Id, Field(description="Id in the catalogue.")]
    note: Wording | None = None
    here: Annotated[bool, Field(description="false: told here, done elsewhere or later.")] = True
    needs: Annotated[tuple[Id, ...], Field(description="Ids of materials to bring.")]
    spared: Annotated[tuple[Id, ...], Field(description="Ids of materials that nobody has to bring.")]


class Situation(Block):
    """One file of config/situations."""

    title: Wording
    start: Annotated[Id, Field(description="The first question.")]
    reviewed: Annotated[bool, Field(description="true: an office has compared it with its rules.")]
    questions: Annotated[dict[Id, Question], Field(min_length=1)]
    cases: Annotated[dict[Id, Case], Field(min_length=2)]

    @model_validator(mode="after")
    def _is_a_tree_of_few_questions(self) -> Self:
        for name, question in self.questions.items():
            for target in question.follows():
                if target not in self.questions and target not in self.cases:
                    raise _wrong(f"questions.{name}", f"leads to {target}, which is neither a question nor a case")
        if self.start not in self.questions:
            raise _wrong("start", f"{self.start} is no question")
        if double := self.questions.keys() & self.cases.keys():
            raise _wrong(f"cases.{min(double)}", "has the id of a question: name it otherwise")
        reached = {self.start}
        for way in self._ways((self.start,)):
            if len(way) > MOST_QUESTIONS:
                raise _wrong(f"questions.{way[-1]}", f"comes after {MOST_QUESTIONS} questions: {' > '.join(way)}")
            reached |= {*way, *self.questions[way[-1]].follows()}
        if lost := (self.questions.keys() | self.cases.keys()) - reached:
            table = "questions" if min(lost) in self.questions else "cases"
            raise _wrong(f"{table}.{min(lost)}", "is reached by no answer: remove it, or lead to it")
        return self

    def at(self, way: Way) -> Question | Case:
        """Where one stands after these answers.

        Raises:
            LookupError: there is no such answer, or no question any more.
        """
        here: Question | Case = self.questions[self.start]
        for answer in way:
            if isinstance(here, Case):
                raise LookupError("nothing is asked any more")  # noqa: TRY004 - the way is too long, no type is wrong
            target = here.unsure if answer is UNSURE else here.answers[answer].then
            here = self.questions.get(target) or self.cases[target]
        return here

    def ends(self, way: Way = ()) -> Iterator[tuple[Way, Case]]:
        """Every way to a case."""
        here = self.at(way)
        if isinstance(here, Case):
            yield way, here
            return
        for answer in (*range(len(here.answers)), UNSURE):
            yield from self.ends((*way, answer))

    def _ways(self, way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Every row of questions in which one may be asked, none twice and one too many at most."""
        yield way
        if len(way) <= MOST_QUESTIONS:
            for target in self.questions[way[-1]].follows():
                if target in self.questions:
                    yield from self._ways((*way, target))


def _wrong(key: str, what: str) -> PydanticCustomError:
    return PydanticCustomError("situation", "{what}", {"key": key, "what": what})


def load_situations(materials: Mapping[str, Material], folder: Path | None = None) -> dict[str, Situation]:
    """All trees by the stem of their file.

    Args:
        materials: the register that `needs` and `spared` speak of.
        folder: where the files lie; the package's own by default.

    Raises:
        SettingsError: naming file, key and cure.
    """
    paths = sorted((folder or Path(config.__file__).parent / "situations").glob("*.toml"))
    return {path.stem: _loaded(path, materials) for path in paths}


def _loaded(path: Path, materials: Mapping[str, Material]) -> Situation:
    situation = checked(Situation, path)
    for name, case in situation.cases.items():
        for material in (*case.needs, *case.spared):
            if material not in materials:
                raise SettingsError(f"{path}: 'cases.{name}' names {material}, which materials.csv has not got")
        for material in case.needs:
            if source := materials[material].supplied_by:
                raise SettingsError(f"{path}: 'cases.{name}.needs' asks for {material}: {source} supplies it")
        if both := set(case.needs) & set(case.spared):
            raise SettingsError(f"{path}: 'cases.{name}' asks for {min(both)} and spares it")
    return situation
