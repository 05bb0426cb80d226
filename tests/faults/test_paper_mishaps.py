"""Papers that fail in half, and papers that the platform sealed: what the person, the platform and a reader get."""

from pathlib import Path

import pytest
from at_the_kiosk import Kiosk
from waiting import wait_until

from kiosk.demo.certificate import ITEM
from kiosk.platform.trust import load
from printing.sealed import NotSealed, check_signature


def reported(kiosk: Kiosk) -> list[tuple[str, str]]:
    """Serial and outcome of this core's prints, as the platform has heard them."""
    ours = {str(row.facts["serial"]) for row in kiosk.rows("print-intended")}
    prints = kiosk.tell("platform", "prints")["prints"]
    return [(one["serial"], one["outcome"]) for one in prints if one["serial"] in ours]


def test_the_same_document_again_after_a_jam_with_the_failed_print_reported_first(kiosk: Kiosk) -> None:
    kiosk.reach("paper")
    documents = len(kiosk.tell("platform", "documents")["documents"])
    kiosk.tell("a4_printer", "fault", reasons="media-jam", at_page=1)
    kiosk.press("primary")
    kiosk.until_screen("trouble")
    kiosk.tell("a4_printer", "clear")
    kiosk.until(lambda view: view.can_go_on, "a way on")
    kiosk.press("primary")
    kiosk.until_screen("done")
    wait_until(lambda: len(reported(kiosk)) == 2, 10, "both reports")
    assert [outcome for _, outcome in reported(kiosk)] == ["not_done", "done"]
    assert len({serial for serial, _ in reported(kiosk)}) == 2
    assert len({str(row.facts["document_no"]) for row in kiosk.rows("print-intended")}) == 1
    assert len(kiosk.tell("platform", "documents")["documents"]) == documents
    assert kiosk.new_sheets() == 1
    assert kiosk.chain_holds()


@pytest.fixture
def sealing(kiosk: Kiosk) -> Kiosk:
    kiosk.tell("platform", "seal", item=ITEM, value=True)
    return kiosk


def test_a_sealed_paper_is_what_comes_out(sealing: Kiosk) -> None:
    try:
        sealing.reach("done")
        assert sealing.until_settled() == "done"
        assert sealing.new_sheets() == 1
        (row,) = sealing.rows("print-intended")
        assert str(row.facts["serial"]).startswith("P"), "the number that stands on the sealed file"
        printed = sealing.tell("a4_printer", "tray")["files"][-1]
        pdf = Path(printed).read_bytes()
        with pytest.raises(NotSealed):
            check_signature(pdf, load(sealing.settings.platform.trust).seal_pem, sealing.hall.clock.now())
        assert b"/Image" in pdf, "the queue has written the file anew: the seal is a picture there, and no signature"
    finally:
        sealing.tell("platform", "seal", item=ITEM, value=False)


def test_a_tampered_sealed_paper_is_refused_and_never_printed(sealing: Kiosk) -> None:
    try:
        sealing.reach("check")
        sealing.tell("platform", "fault", kind="tamper", at="/papers/{code}", count=9)
        sealing.press("primary")
        sealing.until_screen("trouble")
        assert sealing.rows("print-intended") == []
        assert sealing.new_sheets() == 0
        (refused, *_) = sealing.rows("paper-refused")
        assert "bytes" in str(refused.facts["reason"])
        sealing.tell("platform", "clear")
        sealing.press("primary")
        sealing.until_screen("paper")
        sealing.press("primary")
        sealing.until_screen("done")
        assert sealing.new_sheets() == 1
    finally:
        sealing.tell("platform", "seal", item=ITEM, value=False)
