"""Smart cards: our APDUs against raw pyscard, through the same real pcscd."""

import sys
from collections.abc import Iterator

import pytest
from side_by_side import pairs, timed
from smart_card_process import READER, CardTable, running_reader
from smartcard import scard

from drivers.clock import SystemClock
from drivers.smart_card.apdu import Command, select_application
from drivers.smart_card.mrz import key_of
from drivers.smart_card.pcsc import PcscReader
from drivers.smart_card.pcsc_service import Service
from drivers.smart_card.travel_document import AID

SELECT = select_application(AID, answer=False)
CHALLENGE = Command(0x00, 0x84, 0x00, 0x00, le=8)
APDUS = 100


@pytest.fixture(scope="module")
def table() -> Iterator[CardTable]:
    with running_reader() as table:
        yield table


def test_an_apdu_against_raw_pyscard(table: CardTable) -> None:
    table.lay(kind="passport")
    reader = PcscReader(READER, SystemClock())
    assert reader.await_card(within_s=3.0)
    name = reader.check()
    reader.close()
    service = Service(READER)
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)

    def ours() -> None:
        with service.card(before=lambda: None) as chip:
            chip.ask(SELECT)
            for _ in range(APDUS):
                chip.ask(CHALLENGE)

    def raw() -> None:
        select, challenge = list(SELECT.encoded()), list(CHALLENGE.encoded())
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        _, card, _ = scard.SCardConnect(context, name, scard.SCARD_SHARE_EXCLUSIVE, protocols)
        scard.SCardTransmit(card, scard.SCARD_PCI_T1, select)
        for _ in range(APDUS):
            scard.SCardTransmit(card, scard.SCARD_PCI_T1, challenge)
        scard.SCardDisconnect(card, scard.SCARD_RESET_CARD)

    pairs(f"{APDUS} APDUs by pcscd", ours, raw, 30)
    service.close()
    scard.SCardReleaseContext(context)


def test_a_passport_with_a_portrait_of_15_kb(table: CardTable) -> None:
    key = key_of(table.lay(kind="passport")["zone"])
    reader = PcscReader(READER, SystemClock())
    assert reader.await_card(within_s=3.0)
    best = min(timed(lambda: reader.read_travel_document(key)) for _ in range(20))
    sys.stdout.write(f"\npassport by BAC, DG1, DG2 of 15 kB, DG11: {best * 1000:.1f} ms at best of 20\n")
    reader.close()
