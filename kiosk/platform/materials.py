"""Materials of an application: one small function a question. Each raises a `PlatformError` and nothing else."""

import base64
import hashlib

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.lodgements import lodge
from kiosk.platform.material_values import KeptPage, PageKept, PageRequest
from kiosk.platform.supplement_values import Supplemented, SupplementRequest
from kiosk.platform.values import Identity

PAGES, SUPPLEMENTS = "/material-pages", "/supplements"


def keep_page(platform: Platform, identity: Identity, material: str, jpeg: bytes, *, deed: str) -> KeptPage:
    """Hand a page over. Asked twice it lies there once: the deed's id is the same.

    Args:
        platform: the client.
        identity: whose it is.
        material: what it is a page of.
        jpeg: its picture, at most PAGE_BYTES_MAX bytes.
        deed: the deed's id, which is the idempotency key.

    Raises:
        Refused: LIMIT_REACHED (too many in one day), BAD_REQUEST (no picture).
    """
    request = PageRequest(material=material, jpeg=base64.b64encode(jpeg).decode())
    kept = platform.ask(
        Question(
            method="POST",
            path=PAGES,
            again=True,
            body=body_of(request),
            identity_token=identity.token,
            idempotency_key=deed,
        ),
        PageKept,
    )
    _check(kept.subject == identity.subject, "about another subject")
    _check(kept.kept.sha256 == hashlib.sha256(jpeg).hexdigest(), "another page was kept")
    return kept.kept


def supplement(platform: Platform, identity: Identity, request: SupplementRequest, *, deed: str) -> Supplemented:
    """Hand in what a case waits for, exactly once."""

    def check(answer: Supplemented) -> None:
        if answer.case.progress.case_no != request.case_no:
            raise WrongAnswer("about another case")
        if answer.subject != identity.subject:
            raise WrongAnswer("about another subject")
        still = {one.material for one in answer.case.owed}
        if still & {one.material for one in request.materials}:
            raise WrongAnswer("what was handed in is still owed")

    return lodge(platform, SUPPLEMENTS, request, Supplemented, check, deed=deed, identity=identity)


def _check(is_so: bool, otherwise: str) -> None:  # noqa: FBT001  a condition
    if not is_so:
        raise WrongAnswer(otherwise)
