"""The contract's endpoints, thin: every rule is in the desks behind them."""

from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, FastAPI, Header, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from kiosk.platform.gateways import Gateway
from kiosk.platform.identity_values import (
    Consent,
    ConsentRequest,
    HelperRequest,
    PassProof,
    SocialSecurityProof,
)
from kiosk.platform.service_values import CaseFile, CaseList, CaseQuery, CaseScan, ItemRatings, LicenceList, OpenRequest
from kiosk.platform.values import (
    AnyRecord,
    Challenge,
    ChallengeAnswer,
    ChallengeRequest,
    ErrorCode,
    Identity,
    Issued,
    IssueRequest,
    IssueWithdrawal,
    PrintReport,
    RecordRequest,
    Refusal,
    ReprintRequest,
    SealedFile,
    SpoiledReport,
    Token,
    Verified,
)
from kiosk.sandbox import (
    agent_desk,
    booking_desk,
    coach_desk,
    complaint_desk,
    endorsing_desk,
    examining_desk,
    express_desk,
    face_desk,
    materials_desk,
    offence_desk,
    phone_desk,
    photo_desk,
    rating_desk,
    refusals,
    terminals_desk,
    upload_desk,
)
from kiosk.sandbox.booking_desk import BookingDesk
from kiosk.sandbox.callers import Caller, IdentityToken, Key, Person
from kiosk.sandbox.cashier import CashierDesk
from kiosk.sandbox.cashier import router as cashier_router
from kiosk.sandbox.coach_desk import CoachDesk
from kiosk.sandbox.complaint_desk import ComplaintDesk
from kiosk.sandbox.documents import DocumentDesk
from kiosk.sandbox.endorsing_desk import EndorsingDesk
from kiosk.sandbox.examining_desk import ExaminingDesk
from kiosk.sandbox.express_desk import ExpressDesk
from kiosk.sandbox.face_desk import FaceDesk, FaceOrder
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.materials_desk import MaterialsDesk
from kiosk.sandbox.offence_desk import OffenceDesk
from kiosk.sandbox.parcels_routes import LockerDesks
from kiosk.sandbox.parcels_routes import router as parcels_router
from kiosk.sandbox.phone_desk import PhoneDesk
from kiosk.sandbox.photo_desk import PhotoDesk
from kiosk.sandbox.proofs import ConsentDesk, ProofDesk
from kiosk.sandbox.province import Province, Terminals
from kiosk.sandbox.rating_desk import RatingDesk
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.submissions_desk import SubmissionsDesk, draft_router, enterprise_router
from kiosk.sandbox.submissions_desk import router as submissions_router
from kiosk.sandbox.upload_desk import UploadDesk
from kiosk.sandbox.wallet import Wallet

_NOT_FOUND = 404


class SignedHeaders(BaseModel):
    """Stand on every question; kiosk/platform/signing.py makes and checks them."""

    x_tif_paasid: str = Field(description="The registration at the gateway.")
    x_tif_timestamp: str = Field(description="Seconds since 1970, at most 180 away from the platform's.")
    x_tif_nonce: str = Field(description="8 to 36 letters and digits, never used twice.")
    x_tif_signature: str = Field(description="Hex SHA-256 of timestamp + token + nonce + timestamp.")
    x_request_id: str = Field(description="Comes back in the answer's header of the same name.")
    x_terminal: str = Field(description="The terminal's name.")
    x_terminal_signature: str = Field(
        description="Base64 Ed25519 signature, by the terminal's key, of these lines joined by line feeds: "
        "kiosk-terminal-1, method, path, terminal, request id, timestamp, nonce, idempotency key or empty, "
        "hex SHA-256 of the body, hex SHA-256 of the identity token or of nothing."
    )


@dataclass(frozen=True, slots=True)
class Desks:
    """Who answers."""

    terminals: Terminals
    identity: IdentityDesk
    proofs: ProofDesk
    faces: FaceDesk
    consents: ConsentDesk
    documents: DocumentDesk
    records: RecordsDesk
    express: ExpressDesk
    endorsing: EndorsingDesk
    photos: PhotoDesk
    examining: ExaminingDesk
    uploads: UploadDesk
    bookings: BookingDesk
    coaches: CoachDesk
    complaints: ComplaintDesk
    rating: RatingDesk
    submissions: SubmissionsDesk
    cashier: CashierDesk
    locker: LockerDesks
    offences: OffenceDesk
    phones: PhoneDesk
    materials: MaterialsDesk

    @classmethod
    def of(cls, province: Province, wallet: Wallet, faces: FaceOrder) -> "Desks":
        """The desks of one province."""
        identity = IdentityDesk(province, wallet)
        submissions = SubmissionsDesk(province, identity)
        return cls(
            Terminals(province),
            identity,
            ProofDesk(province, wallet, identity),
            FaceDesk(province, identity, faces),
            ConsentDesk(province),
            DocumentDesk(province),
            RecordsDesk(province),
            ExpressDesk(province),
            EndorsingDesk(province, wallet),
            PhotoDesk(province, identity),
            ExaminingDesk(province),
            UploadDesk(province),
            BookingDesk(province),
            CoachDesk(province),
            ComplaintDesk(province, identity),
            RatingDesk(province, identity),
            submissions,
            CashierDesk(province),
            LockerDesks(province, identity),
            OffenceDesk(province),
            PhoneDesk(province),
            MaterialsDesk(province, identity, submissions),
        )


def _signed(headers: Annotated[SignedHeaders, Header()]) -> None:
    """Says in the contract what the gate has checked already."""


def _desks(request: Request) -> Desks:
    return cast("Desks", request.app.state.desks)


Served = Annotated[Desks, Depends(_desks)]

_RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Refusal, "description": "Refused"},
    "5XX": {"model": Refusal, "description": "Broken"},
}
router = APIRouter(prefix="/v1", dependencies=[Depends(_signed)], responses=_RESPONSES)


@router.post("/identity/challenges", operation_id="challenge")
async def challenge(asked: ChallengeRequest, desks: Served, terminal: Caller) -> Challenge:
    """Send a one-time code to the phone on record."""
    return desks.identity.challenge(terminal, asked)


@router.post("/identity/challenges/{challenge}/answers", operation_id="answer")
async def answer(
    challenge: Annotated[Token, Path()], given: ChallengeAnswer, desks: Served, terminal: Caller
) -> Identity:
    """Say the code; three tries."""
    return desks.identity.answer(terminal, challenge, given)


@router.post("/identity/passes", operation_id="prove_by_pass")
async def prove_by_pass(proof: PassProof, desks: Served, terminal: Caller) -> Identity:
    """A one-time code that a phone showed, as it was scanned."""
    return desks.proofs.by_pass(terminal, proof)


@router.post("/identity/social-security-cards", operation_id="prove_by_social_card")
async def prove_by_social_card(proof: SocialSecurityProof, desks: Served, terminal: Caller) -> Identity:
    """A social-security card whose chip took the PIN."""
    return desks.proofs.by_social_card(terminal, proof)


@router.post("/identity/helpers", operation_id="help_person")
async def help_person(asked: HelperRequest, desks: Served, terminal: Caller, person: Person) -> Challenge:
    """Whoever the identity token stands for wants to act for another: that person gets a code."""
    return desks.proofs.help(terminal, person, asked)


@router.post("/consents", operation_id="give_consent")
async def give_consent(asked: ConsentRequest, desks: Served, terminal: Caller, idempotency_key: Key) -> Consent:
    """Record a consent for one case."""
    return desks.consents.give(terminal, asked, idempotency_key)


@router.get("/consents/{consent}", operation_id="show_consent")
async def show_consent(consent: Annotated[Token, Path()], desks: Served, terminal: Caller) -> Consent:
    """What was agreed to."""
    return desks.consents.shown(terminal, consent)


@router.post("/consents/{consent}/withdrawal", operation_id="withdraw_consent", status_code=204)
async def withdraw_consent(consent: Annotated[Token, Path()], desks: Served, terminal: Caller) -> None:
    """Take it back."""
    desks.consents.withdraw(terminal, consent)


@router.post("/records", operation_id="record")
async def record(wanted: RecordRequest, desks: Served, person: Person) -> AnyRecord:
    """Look up what a paper would say. Changes nothing."""
    return desks.documents.record(person, wanted)


@router.post("/open-records", operation_id="open_record")
async def open_record(wanted: OpenRequest, desks: Served) -> AnyRecord:
    """Look up what anybody may see; needs no identity, and whoever is in it is masked."""
    return desks.records.open(wanted)


@router.get("/licences", operation_id="licences")
async def licences(desks: Served, person: Person) -> LicenceList:
    """The electronic licences of the person."""
    return desks.records.licences(person)


@router.get("/ratings", operation_id="ratings")
async def ratings(desks: Served, _: Caller) -> ItemRatings:
    """What people who have had an item said of it."""
    return desks.records.ratings()


@router.get("/cases", operation_id="cases")
async def cases(desks: Served, person: Person) -> CaseList:
    """The cases of the person, the newest first."""
    return desks.records.cases(person)


@router.post("/case-queries", operation_id="case_by_code")
async def case_by_code(asked: CaseQuery, desks: Served, terminal: Caller) -> CaseFile:
    """A case, for whoever knows its number and code."""
    return desks.records.case_by_code(terminal, asked)


@router.post("/case-scans", operation_id="case_by_scan")
async def case_by_scan(asked: CaseScan, desks: Served) -> CaseFile:
    """A case, by the code on its receipt."""
    return desks.records.case_by_scan(asked)


@router.post("/documents", operation_id="issue")
async def issue(
    asked: IssueRequest,
    desks: Served,
    terminal: Caller,
    person: Person,
    x_identity_token: IdentityToken,
    idempotency_key: Key,
) -> Issued:
    """Make it a numbered document."""
    acting = desks.identity.acting(x_identity_token)
    return desks.documents.issue(terminal, person, asked, idempotency_key, acting)


@router.post("/reprints", operation_id="reprint")
async def reprint(
    asked: ReprintRequest, desks: Served, terminal: Caller, person: Person, idempotency_key: Key
) -> Issued:
    """The same document with another verification code, after a print that was reported as not done."""
    return desks.documents.reprint(terminal, person, asked, idempotency_key)


@router.get("/papers/{code}", operation_id="sealed_file")
async def sealed_file(
    code: Annotated[str, Path(pattern=r"^[2-9A-HJKMNP-Z]{16,24}$")], desks: Served, person: Person
) -> SealedFile:
    """The file of a paper that the platform drew and sealed itself."""
    return desks.documents.file(person, code)


@router.post("/prints", operation_id="report_print", status_code=204)
async def report_print(report: PrintReport, desks: Served, terminal: Caller, idempotency_key: Key) -> None:
    """Say what became of a print of a document that this terminal asked for."""
    desks.documents.report(terminal, report, idempotency_key)


@router.post("/voidings", operation_id="void_print", status_code=204)
async def void_print(spoiled: SpoiledReport, desks: Served, terminal: Caller, idempotency_key: Key) -> None:
    """Say that a print that was reported as done cannot be used; the person may have it printed again."""
    desks.documents.void(terminal, spoiled, idempotency_key)


@router.post("/withdrawals", operation_id="withdraw_issue", status_code=204)
async def withdraw_issue(asked: IssueWithdrawal, desks: Served, terminal: Caller) -> None:
    """Void what was issued under that deed, if anything was; a question that comes after it is refused."""
    desks.documents.withdraw(terminal, asked.deed)


@router.get("/verify/{code}", operation_id="verify")
async def verify(code: Annotated[str, Path(pattern=r"^[2-9A-HJKMNP-Z]{16,24}$")], desks: Served) -> Verified:
    """What anyone may learn about a paper."""
    return desks.documents.verify(code)


def _nothing() -> None:
    """The gate checks another gateway's headers; the contract's file is that of x-tif, and only these differ."""


def application(gateway: Gateway = "x-tif") -> FastAPI:
    """The endpoints of a province with that gateway; `state.desks` must be set before they are asked."""
    app = FastAPI(
        title="省级政务服务平台（终端接口）",
        version="1.0.0",
        description="What a self-service terminal asks of the provincial platform. Generated from "
        "kiosk/platform/values.py by `python -m kiosk.sandbox --openapi`; do not edit.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.include_router(router)
    for more in (
        terminals_desk.router,
        draft_router,
        enterprise_router,
        agent_desk.router,
        face_desk.router,
        booking_desk.router,
        coach_desk.router,
        complaint_desk.router,
        rating_desk.router,
        express_desk.router,
        endorsing_desk.router,
        photo_desk.router,
        materials_desk.router,
        examining_desk.router,
        offence_desk.router,
        phone_desk.router,
        upload_desk.router,
        submissions_router,
        cashier_router,
        parcels_router,
    ):
        app.include_router(more, prefix="/v1", dependencies=[Depends(_signed)], responses=_RESPONSES)
    if gateway != "x-tif":
        app.dependency_overrides[_signed] = _nothing

    @app.exception_handler(RefusalError)
    async def refused(_: Request, error: RefusalError) -> Response:
        return _answer(error)

    @app.exception_handler(RequestValidationError)
    async def not_understood(_: Request, error: RequestValidationError) -> Response:  # noqa: ARG001 - holds the input
        return _answer(RefusalError(ErrorCode.BAD_REQUEST))

    @app.exception_handler(HTTPException)
    async def not_routed(_: Request, error: HTTPException) -> Response:
        missing = error.status_code == _NOT_FOUND
        return _answer(RefusalError(ErrorCode.NOT_FOUND if missing else ErrorCode.BAD_REQUEST))

    return app


def _answer(error: RefusalError) -> Response:
    return Response(refusals.body(error.refusal), error.status, media_type="application/json")
