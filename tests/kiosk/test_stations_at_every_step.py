"""Each station broken off at each of its steps: cancelled, idle, a failing device, the core killed, an emergency.

Whatever happens where: nothing of the person stays in the session, no card lies in a machine, nothing is paid for that
was not given, no form is printed that no doctor signed, and the next person is served.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from every_step import Mishap, broken_off, cases, idled, walked
from province_in_process import InProcess, province_in
from stations_bench import station, without_processes_and_priced
from waiting import shared, soak_only
from whole_catalogue import whole_catalogue

from kiosk.flows import FLOWS
from kiosk.items.routes import Route
from kiosk.sandbox.citizens import Citizen

PAYING = ("pay-open", "pay-code", "pay-deliver")
IDENTITY = ("consent", "lay_card", "send_code", "code")
WALKS: dict[str, tuple[str, ...]] = {
    "photo": (
        *("before_start", "photo_kind", "photo_consent", "photo_camera", "photo_look", "photo_use"),
        *("photo_receipt_ready", "photo_sheet_ready", "photo_date", "photo_keep"),
        *("photo_receipt_print", "photo_sheet_print", *PAYING, "photo_done"),
    ),
    "photo for a case": ("photo_cases", "photo_case", "photo_kind_of_case", "photo_keep"),
    "copy of a card": (
        *(
            "before_start",
            "ask-purpose",
            "glass_look",
            "copy_front",
            "copy_back",
            "copy_ready",
            "copy_make",
            "copy_look",
        ),
        *(*PAYING, "copy_print", "copy_done"),
    ),
    "copy of a paper": ("copy_page", "copy_pages", "copy_copies", "copy_print"),
    "file of a phone": ("file_way", "file_phone", "file_pages", "copy_print"),
    "file of a stick": ("file_insert", "file_choice", "file_read", "file_pages"),
    "endorsement": (
        *("before_start", *IDENTITY, "endorse_ask", "endorse_insert", "endorse_prove", "endorse_where"),
        *("endorse_kind_hk", "endorse_check", *PAYING, "endorse_grant", "endorse_write"),
        *("endorse_out", "endorse_slip", "endorse_done"),
    ),
    "endorsement not taken": ("endorse_out", "endorse_kept", "pay-deliver", "endorse_slip"),
    "medical": (
        *("medical_ask", "health-ill", "health-glasses", "health-hearing-aid", "health-height", "health-review"),
        *("medical_declare", "medical_sign", "medical_keep_declaration", "medical_left_eye_ready", "medical_left_eye"),
        *("medical_right_eye_ready", "medical_right_eye", "medical_keep_sight", "medical_colours_ready"),
        *("medical_colours", "medical_keep_colours", "medical_ears_ready", "medical_listen", "medical_ears"),
        *("medical_keep_ears", "medical_move_arms", "medical_move_squat", "medical_move_neck"),
        *("medical_keep_movements", "medical_photo_consent", "photo_camera", "photo_look", "medical_check"),
        *("medical_send", "medical_doctor", "medical_result", "deliver-way", "deliver-last", "address-review"),
        *("deliver-service", "medical_post", "medical_form", "ready", "issue", "look", "print", "done"),
    ),
    "medical booked": (
        *("medical_no_doctor", "bookables", "booking_what", "ask-place", "ask-day", "ask-slot", "ask-review"),
        *("book", "booked"),
    ),
    "medical unfit": ("medical_result", "medical_unfit_form", "medical_unfit_slip"),
}
"""Where each script is broken off; a step that two of them have alike stands with one."""
OF_ITEMS = {
    "id-photo": ("photo",),
    "case-photo": ("photo", "photo for a case"),
    "card-copy": ("copy of a card", "copy of a paper"),
    "document-copy": ("copy of a paper", "copy of a card"),
    "file-print": ("file of a phone", "file of a stick", "copy of a card", "copy of a paper"),
    "exit-endorsement": ("endorsement", "endorsement not taken"),
    "driver-medical": ("medical", "medical booked", "medical unfit"),
}
ELSEWHERE = {
    *IDENTITY,
    # Proving who one is: tests/visits/test_ways_of_proving.py.
    *("routes", "answer_heard", "show_consent", "given_consent", "withdraw"),
    # Money: tests/kiosk/test_paying_visits.py, test_random_payments.py.
    *("pay-way", "pay-card", "pay-close", "pay-ask", "pay-back", "pay-told"),
    # Addresses and appointments: tests/kiosk/test_lodging.py.
    *("address-receiver", "address-phone", "address-region", "address-street", "deliver-window"),
    *("give_up", "cancel", "slip", "taken"),
    # The like of another step of the same table.
    *("endorse_kind_mo", "health-ills", "photo_consent"),
    # Only where somebody left something: tests/kiosk/test_glass_left.py.
    "glass_clear",
    # tests/kiosk/test_driver_medical.py.
    "medical_resume",
}


def test_every_step_of_every_station_is_broken_off_somewhere() -> None:
    catalogue = whole_catalogue()
    for name, scripts in OF_ITEMS.items():
        item = catalogue[name]
        route: Route | None = "card_code" if item.settings.level else None
        steps = {step.name for step in FLOWS[item.settings.flow](item, route)}
        assert steps - ELSEWHERE == steps & {step for script in scripts for step in WALKS[script]} - ELSEWHERE, name


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture(autouse=True)
def _without_processes_and_priced(monkeypatch: pytest.MonkeyPatch) -> None:
    without_processes_and_priced(monkeypatch)


@pytest.fixture(autouse=True)
def _journal_of_the_province(there: InProcess) -> Iterator[None]:
    """A hall's own journal is the province's while its test lasts."""
    before = there.journal
    yield
    there.journal = before


@pytest.fixture
def person(there: InProcess) -> Citizen:
    return next(one for one in there.province.register.samples(9) if one.phone and one.kind == "citizen")


@soak_only
@pytest.mark.parametrize("name", WALKS)
def test_the_scripts_go_where_they_are_broken_off(there: InProcess, person: Citizen, tmp_path: Path, name: str) -> None:
    made = station(name, there, tmp_path, person)
    steps = walked(made.hall, made.script)
    assert set(WALKS[name]) <= set(steps)
    assert made.hall.step == made.end
    made.hall.kill()


@pytest.mark.parametrize(("name", "step", "mishap"), shared(cases(WALKS), 63))
def test_a_station_broken_off_at_a_step(
    there: InProcess, person: Citizen, tmp_path: Path, name: str, step: str, mishap: Mishap
) -> None:
    made = station(name, there, tmp_path, person)
    hall = made.hall
    is_over = broken_off(hall, made.script, step, mishap)
    assert is_over or mishap != "alarm", "whatever was under way, it ends then"
    if mishap == "kill":
        assert is_over
        hall.kill()
        hall.restart()
    else:
        if not is_over:
            idled(hall)
        hall.leave()
    made.settle()
    made.check()
    assert hall.session.item is None
    if mishap == "kill":
        # The core that came back serves the same person to the end.
        made.script()
        assert hall.step == made.end
    hall.kill()
