"""Lodging something with the platform, exactly once: an order, a booking, a complaint, a word about a service.

The question is asked once under the deed's id. Where no answer came, or one that cannot be believed, the platform is
asked what became of the deed: either it has it, then its answer comes after all; or it has never got it, and from then
on never takes it. So nothing is ever asked for twice, and what is unknown stays unknown until the platform says.
"""

from collections.abc import Callable
from typing import TypeVar

from drivers.outcome import Outcome
from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import NoConnection, PlatformError, Refused, WrongAnswer
from kiosk.platform.values import ErrorCode, Identity, Value

V = TypeVar("V", bound=Value)
UNKNOWN = "lodgement_unknown"
"""Key of the Failed that says that nobody knows whether the platform has it; any other says that it surely has not."""


def lodge(
    platform: Platform,
    path: str,
    request: Value,
    kind: type[V],
    check: Callable[[V], None],
    *,
    deed: str,
    identity: Identity | None = None,
) -> V:
    """Ask for it once; ask what became of it where that did not say.

    Args:
        platform: the client.
        path: of the desk.
        request: what is wanted.
        kind: of the answer.
        check: raises WrongAnswer for an answer that is not about this request.
        deed: the deed's id.
        identity: who stands there, where the desk wants to know.

    Raises:
        PlatformError: its `outcome` says whether it surely was not done, or nobody knows.
    """
    question = Question(
        method="POST",
        path=path,
        again=False,
        body=body_of(request),
        identity_token=identity.token if identity is not None else "",
        idempotency_key=deed,
    )
    try:
        answer = platform.ask(question, kind)
        check(answer)
    except PlatformError as error:
        if error.outcome is not Outcome.UNKNOWN:
            raise
    else:
        return answer
    answer = outcome(platform, path, deed, kind)
    check(answer)
    return answer


def outcome(platform: Platform, path: str, deed: str, kind: type[V]) -> V:
    """What became of a deed.

    Raises:
        PlatformError: NOT_DONE where the platform never got it, and will refuse it from now on; else UNKNOWN.
    """
    question = Question(method="POST", path=f"{path}/{deed}/outcome", again=True)
    try:
        return platform.ask(question, kind)
    except Refused as refused:
        never = refused.code is ErrorCode.NOTHING_FOUND
    except PlatformError as error:
        error.outcome = Outcome.UNKNOWN
        raise
    if never:
        raise NoConnection("the platform never got it", Outcome.NOT_DONE)
    raise WrongAnswer("the platform does not say what became of it")
