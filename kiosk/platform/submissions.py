"""Handing applications in: one small function a question. Each raises a `PlatformError` and nothing else.

An application is sent once. Where no answer comes it is asked what became of it, and that question may be repeated.
"""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.service_values import CaseFile
from kiosk.platform.submission_values import (
    Accepted,
    Application,
    Draft,
    DraftPlace,
    DraftRequest,
    EnterpriseList,
    KeptDraft,
    Prefill,
    PrefillRequest,
    SubmissionQuestion,
    SubmissionStanding,
    TakingBack,
)
from kiosk.platform.values import Identity


def enterprises(platform: Platform, identity: Identity) -> EnterpriseList:
    """The enterprises that the person may speak for."""
    question = Question(method="GET", path="/enterprises", again=True, identity_token=identity.token)
    found = platform.ask(question, EnterpriseList)
    _check(found.subject == identity.subject, "about another subject")
    return found


def prefill(platform: Platform, identity: Identity, wanted: PrefillRequest) -> Prefill:
    """What the province knows for a form.

    Raises:
        Refused: NOT_ENTITLED (the item is not for this person), NOT_FOUND.
    """
    question = Question(
        method="POST",
        path="/applications/prefills",
        again=True,
        body=body_of(wanted),
        identity_token=identity.token,
    )
    found = platform.ask(question, Prefill)
    _check(found.subject == identity.subject, "about another subject")
    _check(found.item == wanted.item, "about another item")
    _check(found.running is None or found.running.subject == identity.subject, "about another subject's case")
    _check(found.draft is None or found.draft.item == wanted.item, "a draft of another item")
    _check({one.name for one in found.fields} <= set(wanted.fields), "fields that nobody asked for")
    return found


def keep_draft(platform: Platform, identity: Identity, wanted: DraftRequest, *, deed: str) -> Draft:
    """Have what was answered so far kept; a second time for the same item it takes the place of the first.

    Args:
        platform: the client.
        identity: whose it is.
        wanted: what was answered.
        deed: the deed's id, which is the idempotency key.
    """
    question = Question(
        method="POST",
        path="/drafts",
        again=True,
        body=body_of(wanted),
        identity_token=identity.token,
        idempotency_key=deed,
    )
    kept = platform.ask(question, KeptDraft)
    _check(kept.subject == identity.subject, "about another subject")
    _check(kept.draft.item == wanted.item, "about another item")
    return kept.draft


def draft_place(platform: Platform, code: str) -> DraftPlace:
    """Which item a draft's code leads to.

    Raises:
        Refused: NOTHING_FOUND, TOO_MANY_TRIES.
    """
    found = platform.ask(Question(method="GET", path=f"/drafts/{code}", again=True), DraftPlace)
    _check(found.code == code, "about another code")
    return found


def submit(platform: Platform, identity: Identity, application: Application, *, deed: str) -> Accepted:
    """Hand it in, once.

    Args:
        platform: the client.
        identity: who applies.
        application: what is handed in.
        deed: the deed's id, which is the idempotency key.

    Raises:
        Refused: NOT_ENTITLED, BAD_REQUEST, CONFLICT (an application for it is open already, or the deed was closed).
    """
    question = Question(
        method="POST",
        path="/applications",
        again=False,
        body=body_of(application),
        identity_token=identity.token,
        idempotency_key=deed,
    )
    return _ours(platform.ask(question, Accepted), identity, deed)


def take_back(platform: Platform, identity: Identity, wanted: TakingBack, *, deed: str) -> CaseFile:
    """Take an application back; one that is taken back already stays so.

    Raises:
        Refused: NOT_FOUND (no open application of this person), LIMIT_REACHED (too late).
    """
    question = Question(
        method="POST",
        path="/applications/withdrawals",
        again=True,
        body=body_of(wanted),
        identity_token=identity.token,
        idempotency_key=deed,
    )
    case = platform.ask(question, CaseFile)
    _check(case.progress.case_no == wanted.case_no, "about another case")
    return case


def standing(platform: Platform, deed: str) -> SubmissionStanding:
    """What became of an application whose answer never came; where it never arrived, it never will."""
    body = body_of(SubmissionQuestion(deed=deed))
    found = platform.ask(
        Question(method="POST", path="/applications/standings", again=True, body=body), SubmissionStanding
    )
    _check(found.deed == deed, "about another deed")
    _check((found.state == "accepted") == bool(found.case_no), "accepted without a number, or a number of nothing")
    return found


def accepted(platform: Platform, identity: Identity, deed: str) -> Accepted:
    """The answer to an application that has arrived.

    Raises:
        Refused: NOT_FOUND.
    """
    question = Question(method="GET", path=f"/applications/{deed}", again=True, identity_token=identity.token)
    return _ours(platform.ask(question, Accepted), identity, deed)


def _ours(found: Accepted, identity: Identity, deed: str) -> Accepted:
    _check(found.subject == identity.subject, "about another subject")
    _check(found.deed == deed, "about another deed")
    return found


def _check(is_so: bool, otherwise: str) -> None:  # noqa: FBT001  a condition and its message
    if not is_so:
        raise WrongAnswer(otherwise)
