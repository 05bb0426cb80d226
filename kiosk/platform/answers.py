"""What an answer of the platform is worth: whether it is ours, a refusal, about the right person, or nothing."""

import re
import unicodedata
from typing import TypeVar

from pydantic import ValidationError

from drivers.clock import BEIJING
from kiosk.platform import signing
from kiosk.platform.errors import ClockWrong, PlatformError, Refused, Unreachable, WrongAnswer
from kiosk.platform.line import Answer
from kiosk.platform.service_values import OpenRequest
from kiosk.platform.values import AnyRecord, ErrorCode, Identity, Issued, RecordRequest, Refusal, Value
from printing import statement
from printing.layouts import titles_of
from printing.records import RECORDS
from printing.records.about import is_in_city, kind_of, name_of, number_of, period_of

SERVER_BROKEN = 500
V = TypeVar("V", bound=Value)


def of_person(identity: Identity, number: str) -> Identity:
    """The identity, if it is the one of this number; an empty number knows nothing.

    Raises:
        WrongAnswer: it is somebody else's.
    """
    if number and identity.number != number:
        raise WrongAnswer("about another number than the one that was shown")
    return identity


def may_pass(problem: PlatformError) -> bool:
    """Whether the same question may well be answered a moment later."""
    if isinstance(problem, Refused):
        return problem.code in {ErrorCode.BUSY, ErrorCode.BROKEN}
    return isinstance(problem, Unreachable)


def problem_of(answer: Answer, request_id: str) -> PlatformError | None:
    """What is wrong with an answer before its value is looked at; None for a 2xx that is ours."""
    is_ours = answer.headers.get(signing.REQUEST_ID) == request_id
    if answer.status in {200, 201, 204}:
        return None if is_ours else WrongAnswer(f"status {answer.status}, to another question")
    refusal = parsed(answer, Refusal)
    if refusal is None:
        # A gateway in front of the platform answers in its own way when the platform is down.
        if answer.status >= SERVER_BROKEN:
            return Refused(ErrorCode.BROKEN, detail=f"status {answer.status}, without a reason")
        return WrongAnswer(f"status {answer.status}, not a Refusal of the contract")
    if not is_ours:
        return WrongAnswer(f"status {answer.status}, to another question")
    if refusal.code is ErrorCode.CLOCK_SKEW:
        return ClockWrong("the platform's clock differs from ours by more than it allows")
    return Refused(refusal.code, refusal.tries_left, f"status {answer.status}")


def parsed(answer: Answer, kind: type[V]) -> V | None:
    """The value in an answer; None where there is none of that kind."""
    content_type = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type != "application/json" or "content-encoding" in answer.headers:
        return None
    try:
        return kind.model_validate_json(answer.body, strict=True)
    except ValidationError:
        return None


def model_of(wanted: RecordRequest) -> type[Value]:
    """What an answer to this question has to be.

    Raises:
        WrongAnswer: there is no such kind of record.
    """
    return model_of_kind(wanted.record)


def model_of_kind(kind: str) -> type[Value]:
    """What a record of that kind has to be.

    Raises:
        WrongAnswer: there is no such kind of record.
    """
    model = RECORDS.get(kind)
    if model is None:
        raise WrongAnswer("no kind of record that we know was asked for")
    return model


def check_record(record: AnyRecord, identity: Identity, wanted: RecordRequest, number: str) -> None:
    """Refuse a record that is another person's or another question's, whoever mixed them up."""
    if record.subject != identity.subject:
        raise WrongAnswer("about another subject")
    check_question(record, wanted)
    told = number_of(record)
    if told and told != number and not statement.is_mask_of(told, number):
        raise WrongAnswer("about another number than the person's")


ECHOED = ("purpose", "household_no", "accepted_no", "certificate_no", "holder")
"""What a form asks for and the record repeats, in full or masked."""


def check_asked(record: AnyRecord, wanted: RecordRequest | OpenRequest) -> None:
    """Refuse a record of another kind, another city, or about something else than was typed or chosen."""
    if kind_of(record) != wanted.record:
        raise WrongAnswer("another kind of record")
    if not is_in_city(record, wanted.city):
        raise WrongAnswer("about another city")
    for name in ECHOED:
        if name in wanted.asked and hasattr(record, name) and not _repeats(getattr(record, name), wanted.asked[name]):
            raise WrongAnswer(f"about another {name}")


def _repeats(told: str, asked: str) -> bool:
    """Brackets and letters of full and half width are the same; a mask fits what it leaves readable."""
    shown, whole = (unicodedata.normalize("NFKC", text).strip() for text in (told, asked))
    if "*" not in shown:
        return shown == whole
    return re.fullmatch(".*".join(map(re.escape, re.split(r"\*+", shown))), whole) is not None


def check_question(record: AnyRecord, wanted: RecordRequest) -> None:
    """Refuse an answer to another question."""
    check_asked(record, wanted)
    if period_of(record) not in (None, (wanted.period_from, wanted.period_to)):
        raise WrongAnswer("about other months")


def check_statement(issued: Issued, points: tuple[bytes, ...], page: str) -> None:
    """Refuse a document whose signed words are not about it: they would stand on the paper for everyone to check.

    Args:
        issued: what the platform answered.
        points: keys that are believed.
        page: the only address that the code may lead to.
    """
    try:
        said = statement.read(issued.paper_url, points, page)
    except statement.NotGenuine as error:
        raise WrongAnswer(f"the paper's statement: {error}") from error
    record = issued.record
    content = statement.content_hash(record.model_dump(mode="json"))
    is_ours = statement.is_about(
        said, name=name_of(record), number=number_of(record), document_no=issued.document_no, content=content
    )
    is_dated = said.issued_on == issued.issued_at.astimezone(BEIJING).date()
    is_titled = said.title in titles_of(kind_of(record))
    if not (is_ours and is_dated and is_titled) or said.code != issued.verification_code:
        raise WrongAnswer("a statement about another paper")
