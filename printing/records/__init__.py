"""What the platform has on record and papers show: the one source for layouts, sandbox and client.

Every kind of record is named here once, with its model.
"""

from typing import Annotated

from pydantic import Field

from printing.records.enterprise import BusinessLicence, LicenceCopy, SoleTrader
from printing.records.extract import RegisterExtract
from printing.records.hall import (
    Appointment,
    CardCopy,
    ComplaintReceipt,
    ExpressParcel,
    LockerPickUp,
    PageCopies,
    PhotoReceipt,
    PhotoSheet,
    Progress,
    QueueTicket,
    Rating,
    ServiceGuide,
)
from printing.records.housing_fund import DepositRecord, LoanStatement
from printing.records.property import (
    PropertyArchive,
    PropertyAuthenticity,
    PropertyProgress,
    PropertyQuery,
    PropertyTitle,
)
from printing.records.public_security import CardRetained, DriverFitness, ResidenceRegistration, TravelEndorsement
from printing.records.public_services import CoachTicket, TollCard, UtilityPayment
from printing.records.social_security import (
    AllowanceApplication,
    EnrolmentRecord,
    MedicalEnrolment,
    PaymentHistory,
    PensionTransfer,
    QualificationCheck,
)
from printing.records.tax import IncomeList, TaxCode, TaxRecord
from printing.records.value import Value

AnyRecord = Annotated[
    EnrolmentRecord
    | PaymentHistory
    | PensionTransfer
    | MedicalEnrolment
    | QualificationCheck
    | AllowanceApplication
    | PropertyQuery
    | PropertyArchive
    | PropertyProgress
    | PropertyAuthenticity
    | PropertyTitle
    | TaxRecord
    | IncomeList
    | TaxCode
    | LoanStatement
    | DepositRecord
    | ResidenceRegistration
    | TravelEndorsement
    | CardRetained
    | DriverFitness
    | BusinessLicence
    | SoleTrader
    | LicenceCopy
    | TollCard
    | CoachTicket
    | UtilityPayment
    | PhotoReceipt
    | PhotoSheet
    | CardCopy
    | PageCopies
    | LockerPickUp
    | ExpressParcel
    | ServiceGuide
    | Progress
    | Rating
    | QueueTicket
    | Appointment
    | ComplaintReceipt
    | RegisterExtract,
    Field(discriminator="kind"),
]
"""Any of them, told apart by its `kind`; a test holds this beside RECORDS."""

RECORDS: dict[str, type[Value]] = {
    model.model_fields["kind"].default: model
    for model in (
        EnrolmentRecord,
        PaymentHistory,
        PensionTransfer,
        MedicalEnrolment,
        QualificationCheck,
        AllowanceApplication,
        PropertyQuery,
        PropertyArchive,
        PropertyProgress,
        PropertyAuthenticity,
        PropertyTitle,
        TaxRecord,
        IncomeList,
        TaxCode,
        LoanStatement,
        DepositRecord,
        ResidenceRegistration,
        TravelEndorsement,
        CardRetained,
        DriverFitness,
        BusinessLicence,
        SoleTrader,
        LicenceCopy,
        TollCard,
        CoachTicket,
        UtilityPayment,
        PhotoReceipt,
        PhotoSheet,
        CardCopy,
        PageCopies,
        LockerPickUp,
        ExpressParcel,
        ServiceGuide,
        Progress,
        Rating,
        QueueTicket,
        Appointment,
        ComplaintReceipt,
        RegisterExtract,
    )
}
"""Model by kind, the word that a layout names as its `record`."""
