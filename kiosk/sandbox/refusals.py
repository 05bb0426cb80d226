"""How the sandbox says no: one exception with the contract's code, and the HTTP status of each code."""

from kiosk.platform.values import ErrorCode, Refusal

STATUS = {
    ErrorCode.BAD_REQUEST: 400,
    ErrorCode.BAD_SIGNATURE: 401,
    ErrorCode.CLOCK_SKEW: 401,
    ErrorCode.TERMINAL_UNKNOWN: 401,
    ErrorCode.TERMINAL_PENDING: 403,
    ErrorCode.TERMINAL_REVOKED: 403,
    ErrorCode.PERSON_UNKNOWN: 404,
    ErrorCode.NO_PHONE: 409,
    ErrorCode.CODE_WRONG: 403,
    ErrorCode.CODE_EXPIRED: 410,
    ErrorCode.TOO_MANY_TRIES: 429,
    ErrorCode.TOO_MANY_MESSAGES: 429,
    ErrorCode.IDENTITY_INVALID: 403,
    ErrorCode.PHONE_CODE_INVALID: 410,
    ErrorCode.CARD_UNKNOWN: 404,
    ErrorCode.FACE_NOT_PROVEN: 403,
    ErrorCode.FACE_TRIES_USED: 429,
    ErrorCode.CONSENT_MISSING: 403,
    ErrorCode.NOT_ENTITLED: 403,
    ErrorCode.STAFF_UNKNOWN: 404,
    ErrorCode.NOTHING_FOUND: 404,
    ErrorCode.LIMIT_REACHED: 429,
    ErrorCode.PRINTED_BEFORE: 409,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.CONFLICT: 409,
    ErrorCode.BUSY: 503,
    ErrorCode.BROKEN: 500,
}


class RefusalError(Exception):
    """The question is understood and refused."""

    def __init__(self, code: ErrorCode, tries_left: int | None = None) -> None:
        super().__init__(code.value)
        self.refusal = Refusal(code=code, tries_left=tries_left)

    @property
    def status(self) -> int:
        """The HTTP status that goes with the code."""
        return STATUS[self.refusal.code]


def body(refusal: Refusal) -> bytes:
    """The answer's body."""
    return refusal.model_dump_json().encode()
