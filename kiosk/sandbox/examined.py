"""机动车驾驶人身体条件证明 of an examination that a doctor has signed, and the licence that it is for."""

from kiosk.platform.values import ErrorCode, RecordRequest
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.examination_book import ExaminationBook
from kiosk.sandbox.province import Province
from kiosk.sandbox.records.public_security import fitness
from kiosk.sandbox.refusals import RefusalError
from printing.records.public_security import DriverFitness

ITEM = "driver-medical"


def form_of(province: Province, citizen: Citizen, examination_no: str) -> DriverFitness:
    """The form of an examination that a doctor has signed.

    Raises:
        RefusalError: NOTHING_FOUND: not signed, or another person's.
    """
    found = ExaminationBook(province).of(examination_no)
    if found is None or found.written.number != citizen.number or found.written.signed is None:
        raise RefusalError(ErrorCode.NOTHING_FOUND)
    request, signed = found.written.request, found.written.signed
    word, certificate = signed.word, signed.certificate
    return licence_of(province, citizen).model_copy(
        update={
            "issuer": certificate.hospital,
            "vehicle_classes": "".join(request.classes),
            "photo": request.photo,
            "declared_ills": request.ills,
            "signature": None,
            "signed_on": word.examined_on,
            "height_cm": request.height_cm,
            "sees_colours": request.sees_colours,
            "sight_left": request.sight_left,
            "sight_right": request.sight_right,
            "sight_corrected": request.has_glasses,
            "hears_left": request.hears_left,
            "hears_right": request.hears_right,
            "hearing_aid": request.has_hearing_aid,
            "arm_left": word.arm_left,
            "arm_right": word.arm_right,
            "legs": word.legs,
            "trunk": word.trunk,
            "result": word.result,
            "doctor": certificate.name,
            "doctor_signature": None,
            "hospital": certificate.hospital,
            "examined_on": word.examined_on,
            "valid_to": word.valid_to,
            "accepted_no": examination_no,
            "express_no": None,
        }
    )


def licence_of(province: Province, citizen: Citizen) -> DriverFitness:
    """What the register of drivers has about a person, as a form that says nothing of a doctor of ours."""
    register, now = province.register, province.clock.now()
    month = f"{now:%Y%m}"
    wanted = RecordRequest(
        item=ITEM, record="driver-fitness", city=register.land.sample, period_from=month, period_to=month
    )
    return fitness(
        Asked(
            citizen=citizen,
            wanted=wanted,
            subject=province.store.subject(citizen.number),
            city=register.land.city(register.land.sample) or "",
            now=now,
            began=province.began,
            seed=register.seed,
            land=register.land,
        )
    )
