"""Saying that a print that was reported as done cannot be used. Raises a `PlatformError` and nothing else."""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.values import SpoiledReport

VOIDINGS = "/voidings"


def void_print(platform: Platform, report: SpoiledReport, *, deed: str) -> None:
    """Have it counted as not done: its code is void, and the person may have the paper printed again.

    Args:
        platform: the client.
        report: which print, why, who says it and when.
        deed: of the print, which is the idempotency key.

    Raises:
        Refused: NOT_FOUND (no print of this terminal), CONFLICT (it was not reported as done, was called spoiled in
            other words, is older than SPOILED_WITHIN, or is a title).
    """
    body = body_of(report)
    platform.done(Question(method="POST", path=VOIDINGS, again=True, body=body, idempotency_key=deed))
