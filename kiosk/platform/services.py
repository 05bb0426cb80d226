"""Asking the platform what services show beside a person's records: one small function a question.

Every function raises a `PlatformError` and nothing else. None of these questions changes anything.
"""

from typing import cast

from kiosk.platform.answers import check_asked, model_of_kind
from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.service_values import CaseFile, CaseList, CaseQuery, CaseScan, ItemRatings, LicenceList, OpenRequest
from kiosk.platform.values import AnyRecord, Identity


def open_record(platform: Platform, wanted: OpenRequest) -> AnyRecord:
    """A record that anybody may see; whoever is in it comes masked.

    Raises:
        Refused: NOT_FOUND, NOTHING_FOUND, BAD_REQUEST.
    """
    question = Question(method="POST", path="/open-records", again=True, body=body_of(wanted))
    record = platform.ask(question, model_of_kind(wanted.record))
    checked = cast("AnyRecord", record)
    check_asked(checked, wanted)
    return checked


def licences(platform: Platform, identity: Identity) -> LicenceList:
    """The person's electronic licences."""
    question = Question(method="GET", path="/licences", again=True, identity_token=identity.token)
    found = platform.ask(question, LicenceList)
    _check_subject(found.subject, identity)
    return found


def cases(platform: Platform, identity: Identity) -> CaseList:
    """The person's cases, the newest first."""
    question = Question(method="GET", path="/cases", again=True, identity_token=identity.token)
    found = platform.ask(question, CaseList)
    _check_subject(found.subject, identity)
    return found


def ratings(platform: Platform) -> ItemRatings:
    """What people said of the items; nobody's identity is asked."""
    return platform.ask(Question(method="GET", path="/ratings", again=True), ItemRatings)


def case_by_code(platform: Platform, case_no: str, code: str) -> CaseFile:
    """The case of a number, for whoever knows its code.

    Raises:
        Refused: NOTHING_FOUND (number or code), TOO_MANY_TRIES, BAD_REQUEST.
    """
    wanted = CaseQuery(case_no=case_no, code=code)
    # Asked once: a wrong code counts.
    found = platform.ask(Question(method="POST", path="/case-queries", again=False, body=body_of(wanted)), CaseFile)
    if found.progress.case_no != case_no:
        raise WrongAnswer("another case")
    return found


def case_by_scan(platform: Platform, payload: str) -> CaseFile:
    """The case of a receipt's code, which holds the case's number.

    Raises:
        Refused: NOTHING_FOUND.
    """
    wanted = CaseScan(payload=payload)
    found = platform.ask(Question(method="POST", path="/case-scans", again=True, body=body_of(wanted)), CaseFile)
    if found.progress.case_no not in payload:
        raise WrongAnswer("another case")
    return found


def _check_subject(subject: str, identity: Identity) -> None:
    if subject != identity.subject:
        raise WrongAnswer("about another subject")
