"""Hands applications in, each a deed: its intent is in the journal before, what became of it after.

It is sent once. Where the answer does not come, the platform is asked what became of it, which also closes the deed:
what has not arrived by then is refused when it does.
"""

import re
from contextlib import suppress

from drivers.outcome import Outcome
from kiosk import applying_effects
from kiosk.applying_events import (
    ApplicationAccepted,
    ApplicationNotTaken,
    ApplicationTakenBack,
    ApplicationUnknown,
    ApplyingEvent,
    DraftKept,
    DraftPlaced,
    EnterprisesListed,
    Prefilled,
)
from kiosk.journal import Facts, Journal, JournalError
from kiosk.platform import submissions
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError, Refused
from kiosk.platform.values import ErrorCode, Identity
from kiosk.till import Till

KIND, UNDO, DRAFT = "submission", "undo", "draft"
"""Of the journal's rows."""
_DRAFT_CODE = re.compile(r"[2-9A-HJKMNP-Z]{8}")


def applied(
    effect: applying_effects.ApplyingEffect, platform: Platform, journal: Journal, till: Till | None = None
) -> ApplyingEvent:
    """Do it.

    Raises:
        PlatformError: what is known for a form could not be asked, or nothing was taken back. (What becomes of a
            submission is always an event.)
        JournalError: the intent could not be written down, so nothing was sent.
    """
    match effect:
        case applying_effects.AskPrefill(identity, wanted):
            return Prefilled(submissions.prefill(platform, identity, wanted))
        case applying_effects.ListEnterprises(identity):
            return EnterprisesListed(submissions.enterprises(platform, identity).enterprises)
        case applying_effects.FindDraft(payload):
            return DraftPlaced(submissions.draft_place(platform, _code_in(payload)))
        case applying_effects.KeepDraft():
            return _kept(effect, platform, journal)
        case applying_effects.Submit():
            return _submitted(effect, platform, journal)
        case applying_effects.AskSubmission(identity, deed):
            return _asked_again(identity, deed, platform, journal)
        case applying_effects.TakeBack():
            return _taken_back(effect, platform, journal, till)


def _code_in(payload: bytes) -> str:
    """The code at the end of a link, or by itself; people type it in small letters too."""
    code = payload.decode("utf-8", "replace").strip().rstrip("/").rpartition("/")[2].replace(" ", "").upper()
    if not _DRAFT_CODE.fullmatch(code):
        raise Refused(ErrorCode.NOTHING_FOUND, detail="no draft has a code of this form")
    return code


def _kept(effect: applying_effects.KeepDraft, platform: Platform, journal: Journal) -> ApplyingEvent:
    """Keeping twice is keeping once: the answer to the same deed is the same."""
    journal.intend(effect.deed, DRAFT, {"session": effect.session, "item": effect.wanted.item})
    try:
        draft = submissions.keep_draft(platform, effect.identity, effect.wanted, deed=effect.deed)
    except PlatformError as error:
        journal.settle(effect.deed, DRAFT, error.outcome, {})
        raise
    _settle(journal, effect.deed, DRAFT, Outcome.DONE, {})
    return DraftKept(draft)


def _submitted(effect: applying_effects.Submit, platform: Platform, journal: Journal) -> ApplyingEvent:
    deed = effect.deed
    journal.intend(deed, KIND, {"session": effect.session, "item": effect.application.item, **_signed(effect)})
    try:
        accepted = submissions.submit(platform, effect.identity, effect.application, deed=deed)
    except PlatformError as error:
        if error.outcome is Outcome.NOT_DONE:
            _settle(journal, deed, KIND, Outcome.NOT_DONE, {})
            return ApplicationNotTaken(error.key, error.can_try_again)
        return _asked(effect.identity, deed, platform, journal, error.key)
    _settle(journal, deed, KIND, Outcome.DONE, {"case_no": accepted.case.progress.case_no})
    return ApplicationAccepted(accepted)


def _signed(effect: applying_effects.Submit) -> Facts:
    """Which signature it was handed in with, where it was signed: the journal has its digest alone."""
    promise = effect.application.promise
    signature = promise.signature if promise is not None else None
    return {"signature": signature.sha256} if signature is not None else {}


def _asked(identity: Identity, deed: str, platform: Platform, journal: Journal, key: str) -> ApplyingEvent:
    """What became of it; `key` is why the answer did not come."""
    told = _told(identity, deed, platform, key)
    match told:
        case ApplicationAccepted(accepted):
            _settle(journal, deed, KIND, Outcome.DONE, {"case_no": accepted.case.progress.case_no})
        case ApplicationNotTaken():
            _settle(journal, deed, KIND, Outcome.NOT_DONE, {})
        case _:
            _settle(journal, deed, KIND, Outcome.UNKNOWN, {})
    return told


def _settle(journal: Journal, deed: str, kind: str, outcome: Outcome, facts: Facts) -> None:
    """What has happened has happened, whether or not the journal takes it now: recovery settles what it left open."""
    with suppress(JournalError):
        journal.settle(deed, kind, outcome, facts)


def _asked_again(identity: Identity, deed: str, platform: Platform, journal: Journal) -> ApplyingEvent:
    """Of one that stands in the journal as unknown."""
    told = _told(identity, deed, platform, "network")
    match told:
        case ApplicationAccepted(accepted):
            facts = {"outcome": Outcome.DONE.value, "case_no": accepted.case.progress.case_no}
            journal.write(f"{KIND}-asked", deed, facts)
        case ApplicationNotTaken():
            journal.write(f"{KIND}-asked", deed, {"outcome": Outcome.NOT_DONE.value})
    return told


def _told(identity: Identity, deed: str, platform: Platform, key: str) -> ApplyingEvent:
    try:
        if submissions.standing(platform, deed).state == "never":
            return ApplicationNotTaken(key, can_try_again=True)
        return ApplicationAccepted(submissions.accepted(platform, identity, deed))
    except PlatformError:
        return ApplicationUnknown()


def _taken_back(
    effect: applying_effects.TakeBack, platform: Platform, journal: Journal, till: Till | None
) -> ApplyingEvent:
    """Taking back twice is taking back once, so what became of it needs no asking: the case says it."""
    journal.intend(
        effect.deed, UNDO, {"session": effect.session, "item": effect.item, "case_no": effect.taking_back.case_no}
    )
    try:
        case = submissions.take_back(platform, effect.identity, effect.taking_back, deed=effect.deed)
    except PlatformError as error:
        journal.settle(effect.deed, UNDO, error.outcome, {})
        raise
    _settle(journal, effect.deed, UNDO, Outcome.DONE, {})
    if case.refund is not None and till is not None:
        # Paid at this terminal, the order is not as its journal says any more: it is asked for at rest.
        with suppress(JournalError):
            till.taken_back(case.refund.order, case.refund.state)
    return ApplicationTakenBack(case)
