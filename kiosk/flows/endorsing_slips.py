"""The slips of an endorsement: what was written, or that the machine has the card. Masked."""

from datetime import datetime

from drivers.receipt_printer import Slip
from kiosk.endorsements import block_of, rules
from kiosk.flows.giving_slip import slip_of
from kiosk.masking import masked_name
from kiosk.session import Session
from printing.records.public_security import CardRetained, Endorsement, TravelEndorsement

CARD = "往来港澳通行证"
_WHY = {
    "stuck": "卡片卡在设备内",
    "not_taken": "超时未取",
    "unclear": "卡背内容无法确认",
}
UNPROVEN = "***（未核验）"
"""In place of name and number on the slip of a card that nobody knows."""
_SHOWN = 2


def endorsement_slip(session: Session, at: datetime) -> Slip | None:
    """What was written; None where the words do not fit a slip."""
    endorsing, person = session.endorsing, session.identity
    if endorsing.granted is None or endorsing.permit is None or person is None:
        raise AssertionError("only what was written has a slip")
    lines = []
    for one in endorsing.chosen:
        kind, _, times = block_of(one, rules()).kind.partition("　")
        lines.append(
            Endorsement.model_validate(
                {
                    "region": rules().regions[one.region].name.zh_hans,
                    "category": kind,
                    "times": times.removesuffix("往返有效"),
                    "valid_from": one.valid_from,
                    "valid_to": one.valid_to,
                    "fee": f"{one.fee_fen // 100}.{one.fee_fen % 100:02d}",
                }
            )
        )
    order = session.paying.order
    record = TravelEndorsement(
        subject=endorsing.permit.subject,
        issuer=_issuer(),
        permit_no=masked_permit(endorsing.permit.permit_no),
        name=masked_name(person.name),
        endorsements=tuple(lines),
        payment_no=order.payment_code or order.order if order is not None else "—",
        transaction=endorsing.granted.endorsement_no,
        written_at=at,
    )
    return slip_of(session, "travel-endorsement-slip", record, at)


def kept_slip(session: Session, at: datetime) -> Slip | None:
    """That the machine has the card, and where it is fetched; None where no slip can be had."""
    endorsing, person, terminal = session.endorsing, session.identity, session.terminal
    if endorsing.permit is None or person is None or terminal.health.missing(("receipt_printer",)):
        return None
    record = CardRetained(
        subject=endorsing.permit.subject,
        issuer=_issuer(),
        card=CARD,
        # A card whose chip did not say whose it is may be anybody's: the slip fetches nobody else's permit.
        card_no=masked_permit(endorsing.permit.permit_no) if endorsing.is_proven else UNPROVEN,
        name=masked_name(person.name) if endorsing.is_proven else UNPROVEN,
        why=_WHY.get(endorsing.why, _WHY["unclear"]),
        retained_at=at,
        collect=f"请于工作日携带本人有效身份证件到{terminal.place}服务台领取",
        phone=terminal.help_line or "12345",
        transaction=session.deed("slip-of-kept-card")[:12].upper(),
    )
    return slip_of(session, "card-retained-slip", record, at)


def masked_permit(number: str) -> str:
    """As the authority's own slips have it: C******78."""
    return f"{number[:1]}{'*' * max(0, len(number) - 1 - _SHOWN)}{number[-_SHOWN:]}"


def _issuer() -> str:
    return "出入境管理部门"
