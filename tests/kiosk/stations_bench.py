"""Each station's hall, and what its person does there from beginning to end."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from copying_bench import CARD, FILES, PAPERS, CopyingHall, pages_here, with_card, with_paper
from endorsing_bench import EndorsingHall, code_in
from examining_bench import MedicalHall
from photo_bench import PhotoHall
from province_in_process import InProcess
from reportlab.pdfgen.canvas import Canvas

from drivers.usb_stick.image import image
from kiosk.copying import NOTHING_COPIED
from kiosk.photo_kinds import photo_kinds
from kiosk.sandbox.citizens import Citizen


@dataclass
class Station:
    """A hall, what its person does, and what has to be true afterwards."""

    hall: Any
    script: Callable[[], None]
    end: str
    """Where the script leads."""
    settle: Callable[[], None]
    """Nobody is there: what is left is settled."""
    check: Callable[[], None]


def balanced(hall: Any) -> None:
    """Nothing is kept for nothing."""
    now = hall.money()
    moved = {name: now[name] - hall.money_before[name] for name in now}
    assert moved["charged"] == moved["refunded"] + moved["delivered"], moved


def photo(there: InProcess, folder: Path, person: Citizen, *, is_for_case: bool = False) -> Station:
    hall = PhotoHall(there, folder, person)

    def by_kind() -> None:
        hall.whole(use="both")

    def for_case() -> None:
        hall.comes_for_a_case()
        hall.press(f"choice-{hall.view.choices[0].id}")
        hall.press("choice-id-card")
        for _ in range(2):
            hall.press("primary")
        hall.press("choice-receipt")

    def settle() -> None:
        for _ in range(30):
            hall.till.settle_left("code", "")
            if not hall.journal.unfinished_payments():
                return
            hall.pause(2.0)

    def check() -> None:
        assert hall.session.photo.shots == ()
        assert hall.new_photos() <= 1
        balanced(hall)

    return Station(hall, for_case if is_for_case else by_kind, "photo_done", settle, check)


def pdf() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(100, 700, "page")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def copying(there: InProcess, folder: Path, item: str, way: str = "", *, has_copies: bool = False) -> Station:
    hall = CopyingHall(there, folder, yuan="0.20")

    def script() -> None:
        hall.stays_s = 20.0
        hall.will_lie = [with_card("lightblue")] * 3 + [with_card("pink")] if item == CARD else [with_paper("one")]
        hall.will_send = [("a.pdf", pdf())]
        hall.stick.write_bytes(image({"a.pdf": pdf()}))
        hall.comes(item)
        if item == CARD:
            hall.press("choice-work")
        if way:
            hall.press(f"choice-{way}")
        if way == "stick":
            hall.newest()
            for choice in hall.taken.last.choices[:1]:
                hall.press(f"choice-{choice.id}")
        for _ in range(3):
            if hall.step == "copy_look" and has_copies:
                hall.press("asked")
                hall.press("choice-2")
            if hall.session.item is not None and hall.step != "copy_done":
                hall.press("primary")

    def check() -> None:
        assert (hall.session.copying, hall.session.preview.paper, hall.session.document) == (NOTHING_COPIED, None, None)
        balanced(hall)

    return Station(hall, script, "copy_done", hall.settle, check)


def endorsing(there: InProcess, folder: Path, person: Citizen, *, takes: bool = True) -> Station:
    there.province.store.rows("DELETE FROM endorsements")
    hall = EndorsingHall(there, folder, person)
    hall.takes = takes

    def script() -> None:
        there.province.store.rows("DELETE FROM endorsements")
        hall.whole()
        if hall.step == "endorse_kept":
            hall.press("primary")

    def check() -> None:
        machine = hall.machine.count()
        assert machine["inserted"] == machine["taken"] + len(machine["kept"]), "a card is with its owner, or in the bin"
        assert len(machine["written"]) <= 1
        if not hall.is_unknown:
            balanced(hall)
        assert hall.session.endorsing.permit is None

    return Station(hall, script, "endorse_done", hall.settle, check)


def forgotten(there: InProcess) -> None:
    """Of medicals before this one."""
    there.province.store.rows("DELETE FROM examinations")
    there.province.store.rows("DELETE FROM drafts")
    there.province.store.rows("DELETE FROM express")
    there.province.store.rows("DELETE FROM bookings")


def medical(there: InProcess, folder: Path, person: Citizen, end: str) -> Station:
    forgotten(there)
    hall = MedicalHall(there, folder, person, there.state.parent / "trust" / "sandbox.toml")

    def script() -> None:
        hall.doctor(is_on=end != "booked", result="不合格" if end == "medical_result" else "合格")
        hall.comes()
        match end:
            case "booked":
                hall.to("medical_no_doctor")
                hall.press("choice-book")
            case "medical_result":
                hall.to("medical_result")
                hall.press("primary")
            case _:
                hall.to("deliver-way")
                if hall.step == "deliver-way":
                    hall.press("choice-post")
        hall.to(end)

    def check() -> None:
        assert hall.session.examining.driver is None
        assert hall.session.photo.shots == ()
        assert len(hall.taken.texts) <= hall.counted().get("signed", 0), "no sheet without a signature"

    return Station(hall, script, end, lambda: None, check)


def station(name: str, there: InProcess, folder: Path, person: Citizen) -> Station:
    """By the name of its script."""
    match name:
        case "photo":
            return photo(there, folder, person)
        case "photo for a case":
            return photo(there, folder, person, is_for_case=True)
        case "copy of a card":
            return copying(there, folder, CARD)
        case "copy of a paper":
            return copying(there, folder, PAPERS, has_copies=True)
        case "file of a phone":
            return copying(there, folder, FILES, "phone")
        case "file of a stick":
            return copying(there, folder, FILES, "stick")
        case "endorsement":
            return endorsing(there, folder, person)
        case "endorsement not taken":
            return endorsing(there, folder, person, takes=False)
        case "medical":
            return medical(there, folder, person, "done")
        case "medical booked":
            return medical(there, folder, person, "booked")
        case "medical unfit":
            return medical(there, folder, person, "medical_result")
    raise AssertionError(name)


def without_processes_and_priced(patch: pytest.MonkeyPatch) -> None:
    """What a process would read costs a second each; and photographs cost something."""
    fee = photo_kinds().model_copy(update={"sheet_fee": Decimal("5.00")})
    patch.setattr("kiosk.hands.copying.pages_of", pages_here)
    patch.setattr("kiosk.hands.endorsing.code_on", code_in)
    patch.setattr("kiosk.flows.photo.photo_kinds", lambda: fee)
