"""What is done with a complaint and until when: config/complaints.toml."""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

import config
from config.toml_file import Block, checked
from kiosk.platform.complaint_values import AnswerKind, ComplaintClass, Topic


class ClassTerms(Block):
    """One class of complaints."""

    id: ComplaintClass
    working_days: Annotated[int, Field(ge=0, le=60)]


class TopicTerms(Block):
    """Which class a topic is of."""

    id: Topic
    of: Annotated[ComplaintClass, Field(alias="class")]


class AnswerWords(Block):
    """What one of the prepared answers says."""

    id: AnswerKind
    words: Annotated[str, Field(min_length=1, max_length=60)]


class ComplaintTerms(Block):
    """The file config/complaints.toml."""

    classes: Annotated[tuple[ClassTerms, ...], Field(min_length=1)]
    topics: Annotated[tuple[TopicTerms, ...], Field(min_length=1)]
    answers: Annotated[tuple[AnswerWords, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _knows_every_class(self) -> Self:
        known = {one.id for one in self.classes}
        for topic in self.topics:
            if topic.of not in known:
                raise PydanticCustomError(
                    "class", "of {topic} is not among 'classes'", {"key": "topics", "topic": topic.id}
                )
        return self

    def class_of(self, topic: Topic) -> ClassTerms:
        """The class of a topic; of one that the file leaves out, the class of the last topic."""
        of = next((one.of for one in self.topics if one.id == topic), self.topics[-1].of)
        return next(one for one in self.classes if one.id == of)


def answer_words(kind: AnswerKind) -> str:
    """What a prepared answer says; empty where the file leaves it out: then nobody answers with it."""
    return next((one.words for one in complaint_terms().answers if one.id == kind), "")


@cache
def complaint_terms(path: Path | None = None) -> ComplaintTerms:
    """Those of this installation, read once.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return checked(ComplaintTerms, path or Path(config.__file__).parent / "complaints.toml")
