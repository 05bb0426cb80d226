"""Who may do what: every role against every action, and nothing that is not in the table."""

import re
from pathlib import Path

import pytest

import kiosk.staff
from kiosk.staff.pages import PAGES
from kiosk.staff.rights import Role, load_rights

P, M, B, A, U = Role.PATROL, Role.MAINTENANCE, Role.BUSINESS, Role.ADMIN, Role.AUDIT
WHO = {
    "see-overview": {P, M, B, A, U},
    "see-fleet": {P, M, B, A, U},
    "ask-fleet": {P, M, B, A},
    "answer-call": {P, M, B, A},
    "see-devices": {P, M, A, U},
    "test-device": {P, M},
    "reconnect-device": {P, M},
    "disable-device": {M, A},
    "accept-device": {M, A},
    "see-consumables": {P, M, B, A, U},
    "refill": {P, M},
    "count-stationery": {M, B},
    "load-stationery": {M, B},
    "void-stationery": {M, B},
    "see-prints": {M, B, U},
    "clear-jam": {M},
    "void-print": {M, B},
    "see-locker": {M, B, U},
    "open-door": {M, B},
    "see-queues": {B, A, U},
    "settle-queues": {B, A},
    "settle-endorsement": {B, A},
    "see-complaints": {B, A},
    "answer-complaint": {B},
    "see-items": {B, A, U},
    "switch-item": {B, A},
    "take-package": {B, A},
    "see-notices": {M, B, A, U},
    "announce": {B, A},
    "calibrate": {M},
    "see-face": {M, A, U},
    "measure-face": {M},
    "export-face": {M, A},
    "see-statistics": {B, A, U},
    "export-statistics": {B, A},
    "see-audit": {A, U},
    "verify-audit": {M, A, U},
    "export-audit": {U},
    "see-accounts": {A, U},
    "change-account": {A},
    "unlock-account": {A},
    "see-security": {M, A, U},
    "accept-usb": {M, A},
    "see-connections": {M, A, U},
    "ping-platform": {M, A},
    "see-updates": {M, A, U},
    "change-file": {M, A},
    "check-software": {M, A, U},
    "update": {M, A},
    "roll-back": {M, A},
    "try-again": {M, A},
    "back-up": {M, A, U},
    "see-rounds": {P, M, A, U},
    "photograph-round": {P, M},
    "sign-round": {P, M},
    "see-modes": {M, A},
    "set-mode": {M, A},
    "restart": {M, A},
    "reboot": {M, A},
    "shut-down": {M, A},
    "exit-to-system": {M, A},
    "see-network": {M, A},
    "change-network": {M, A},
    "see-clock": {M, A, U},
    "keep-clock": {M, A},
    "set-clock": {M, A},
    "move-clock": {M, A},
    "export-errors": {M, A, U},
    "export-log": {A, U},
    "see-cleaning": {M, A, U},
    "search-left": {M, A, U},
    "wipe": {M, A},
    "see-accessibility": {M, B, A, U},
    "export-accessibility": {M, A, U},
    "see-voices": {M, B, A, U},
    "play-voice": {M, B},
    "see-promises": {B, A, U},
}
TWO = {
    "accept-device",
    "change-account",
    "exit-to-system",
    "move-clock",
    "open-door",
    "settle-endorsement",
    "take-package",
    "void-print",
    "void-stationery",
    "wipe",
}
"""These want two people."""


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", WHO)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, action: str) -> None:
    rights = load_rights()
    assert rights.may(role, action) is (role in WHO[action])
    assert rights.needs_two(action) is (action in TWO)


def test_the_page_for_the_staff_lists_what_wants_two_people_and_nothing_else() -> None:
    page = (Path(__file__).parents[2] / "docs" / "staff.md").read_text("utf-8")
    _, _, after = page.partition("<!-- two persons -->\n")
    listed, end, _ = after.partition("<!-- end -->\n")
    assert end
    rights = load_rights()
    assert re.findall(r"^\| `([a-z-]+)` \|", listed, re.MULTILINE) == [
        action for action in rights.actions if rights.needs_two(action)
    ]


def test_every_action_is_asked_for_here_and_somewhere_in_the_code() -> None:
    assert set(load_rights().actions) == set(WHO)
    folder = Path(kiosk.staff.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    assert {action for action in WHO if not re.search(rf'"{action}"', code)} == set()


def test_an_action_that_nobody_listed_is_a_mistake_and_never_a_yes() -> None:
    with pytest.raises(KeyError):
        load_rights().may(Role.ADMIN, "do-anything")


def test_every_page_needs_a_right_that_exists() -> None:
    assert {page.needs for page in PAGES} <= set(WHO)


def test_whoever_audits_does_not_act() -> None:
    rights = load_rights()
    acts = {action for action in WHO if rights.may(Role.AUDIT, action) and not action.startswith("see-")}
    assert acts == {
        "verify-audit",
        "back-up",
        "check-software",
        "export-accessibility",
        "export-audit",
        "export-errors",
        "export-log",
        "search-left",
    }
