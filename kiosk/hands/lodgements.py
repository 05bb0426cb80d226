"""Lodges things with the platform: a row in the journal before, a row after, and what is unknown is never repeated."""

from contextlib import suppress
from typing import assert_never

from drivers.outcome import Outcome
from kiosk.events import Event, Failed
from kiosk.journal import Journal, JournalError
from kiosk.lodgement_effects import (
    AskEvidence,
    AskLastAddress,
    AskPhoneCode,
    ListBookables,
    ListCoaches,
    ListMailables,
    ListQueues,
    Lodge,
    LodgementQuestion,
)
from kiosk.lodgement_events import (
    Answer,
    BookablesListed,
    CoachesListed,
    EvidenceTold,
    LastAddressTold,
    Lodged,
    MailablesListed,
    PhoneCodeTold,
    QueuesListed,
)
from kiosk.lodgement_kinds import kind_of, number_of
from kiosk.platform import (
    bookings,
    coaches,
    complaints,
    endorsing,
    examining,
    express,
    hand_overs,
    materials,
    offences,
    phone_codes,
    photos,
    rating,
)
from kiosk.platform.api import Platform
from kiosk.platform.booking_values import BookingRequest, CancellationRequest, TicketRequest
from kiosk.platform.coach_values import CoachTicketRequest
from kiosk.platform.complaint_values import ComplaintRequest
from kiosk.platform.endorsing_values import EndorsementRequest
from kiosk.platform.errors import PlatformError
from kiosk.platform.examining_values import ExaminationRequest
from kiosk.platform.express_values import ExpressRequest
from kiosk.platform.hand_over_values import HandOver
from kiosk.platform.lodgements import UNKNOWN
from kiosk.platform.offence_values import OffenceAnswer
from kiosk.platform.phone_values import PhoneCodeRequest
from kiosk.platform.photo_values import PhotoRequest
from kiosk.platform.rating_values import RatingRequest
from kiosk.platform.supplement_values import SupplementRequest
from kiosk.platform.values import Identity


def asked(question: LodgementQuestion, platform: Platform) -> Event:
    """Ask.

    Raises:
        PlatformError: as the question.
    """
    match question:
        case AskLastAddress(identity):
            return LastAddressTold(express.last_address(platform, identity))
        case ListMailables(identity, item):
            return MailablesListed(express.mailables(platform, identity, item))
        case ListQueues(city):
            return QueuesListed(bookings.queues(platform, city))
        case ListBookables(identity, item, city):
            return BookablesListed(bookings.bookables(platform, identity, item, city))
        case ListCoaches(identity, city):
            return CoachesListed(coaches.coaches(platform, identity, city))
        case AskPhoneCode(identity, item, licence, case_no):
            wanted = PhoneCodeRequest(item=item, licence=licence, case_no=case_no)
            return PhoneCodeTold(phone_codes.phone_code(platform, identity, wanted))
        case AskEvidence(identity, bill):
            return EvidenceTold(offences.evidence(platform, identity, bill))
        case _:
            assert_never(question)


def lodge(effect: Lodge, journal: Journal, platform: Platform) -> Event:
    """Have it done, exactly once.

    Raises:
        PlatformError: it was surely not done.
        JournalError: it could not be written down, so it was not asked for.
    """
    journal.intend(
        effect.deed, "lodgement", {"session": effect.session, "item": effect.item, "what": kind_of(effect.request)}
    )
    try:
        answer = _asked_for(effect, platform)
    except PlatformError as error:
        with suppress(JournalError):
            # Left open it is settled at the next start, as unknown, and the platform asked.
            journal.settle(effect.deed, "lodgement", error.outcome, {})
        if error.outcome is Outcome.UNKNOWN:
            return Failed(UNKNOWN, can_try_again=False)
        raise
    with suppress(JournalError):
        # It is done, whatever the disk says; the start after this one asks the platform.
        journal.settle(effect.deed, "lodgement", Outcome.DONE, {"given_no": number_of(answer)})
    return Lodged(answer)


def _asked_for(effect: Lodge, platform: Platform) -> Answer:  # noqa: C901 - one line a kind
    request, deed = effect.request, effect.deed
    match request:
        case EndorsementRequest():
            return endorsing.grant(platform, _known(effect), request, deed=deed)
        case ExaminationRequest():
            return examining.examine(platform, _known(effect), request, deed=deed)
        case ExpressRequest():
            return express.order(platform, _known(effect), request, deed=deed)
        case HandOver():
            return hand_overs.hand_over(platform, _known(effect), request, deed=deed)
        case TicketRequest():
            return bookings.take_ticket(platform, request, deed=deed)
        case BookingRequest():
            return bookings.book(platform, _known(effect), request, deed=deed)
        case CancellationRequest():
            return bookings.cancel(platform, _known(effect), request, deed=deed)
        case CoachTicketRequest():
            return coaches.buy(platform, _known(effect), request, deed=deed)
        case ComplaintRequest():
            return complaints.complain(platform, effect.identity, request, deed=deed)
        case PhotoRequest():
            return photos.keep(platform, effect.identity, request, deed=deed)
        case RatingRequest():
            return rating.rate(platform, effect.identity, request, deed=deed)
        case OffenceAnswer():
            return offences.answer(platform, _known(effect), request, deed=deed)
        case SupplementRequest():
            return materials.supplement(platform, _known(effect), request, deed=deed)
        case _:
            assert_never(request)


def _known(effect: Lodge) -> Identity:
    if effect.identity is None:
        raise AssertionError("only who is known lodges this")
    return effect.identity
