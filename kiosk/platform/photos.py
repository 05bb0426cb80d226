"""Having the platform keep an identity photograph, exactly once. Raises a `PlatformError` and nothing else."""

from hashlib import sha256

from kiosk.platform.api import Platform
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.lodgements import lodge
from kiosk.platform.photo_values import PhotoAccepted, PhotoRequest
from kiosk.platform.values import Identity

PHOTOS = "/photos"


def keep(platform: Platform, identity: Identity | None, request: PhotoRequest, *, deed: str) -> PhotoAccepted:
    """Have it kept: anybody's, or for a case of the person whose identity is given.

    Raises:
        Refused: NOTHING_FOUND (not this person's case), BAD_REQUEST (not of its kind).
    """

    def check(answer: PhotoAccepted) -> None:
        if (answer.kind, answer.case_no, answer.sha256) != (
            request.kind,
            request.case_no,
            sha256(request.photo).hexdigest(),
        ):
            raise WrongAnswer("about another photograph")
        if identity is not None and answer.subject != identity.subject:
            raise WrongAnswer("about another subject")

    return lodge(platform, PHOTOS, request, PhotoAccepted, check, deed=deed, identity=identity)
