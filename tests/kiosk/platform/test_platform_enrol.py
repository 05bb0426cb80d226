"""A terminal becomes known."""

import secrets
from pathlib import Path

import pytest
from sandbox_lab import MovableClock, Sandbox

from config.settings import Settings
from kiosk.platform import terminal_key
from kiosk.platform.enrol import enrol
from kiosk.platform.errors import NoConnection, PlatformError, Refused
from kiosk.platform.values import ErrorCode, TerminalState


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    sandbox.tell("auto_approve", value=False)
    platform = sandbox.settings(tmp_path / "keys" / "terminal.pem")
    return Settings.model_validate(
        {
            "terminal": f"enrol-{secrets.token_hex(4)}",
            "place": "测试厅 1 号机",
            "city": "441300",
            "state_folder": tmp_path,
            "run_folder": tmp_path,
            "platform": platform.model_dump(),
            "idcard": {"port": "/dev/null"},
            "receipt_printer": {"port": "/dev/null"},
            "a4_printer": {"queue": "q", "cups": "127.0.0.1:1", "device": "ipp://127.0.0.1:1/x"},
        }
    )


@pytest.fixture(autouse=True)
def _approving_again(sandbox: Sandbox) -> object:
    yield
    sandbox.tell("auto_approve", value=True)


def test_it_waits_until_a_person_has_approved(sandbox: Sandbox, settings: Settings, clock: MovableClock) -> None:
    looks: list[PlatformError | None] = []

    def waiting(problem: PlatformError | None) -> None:
        looks.append(problem)
        if len(looks) == 2:
            sandbox.tell("approve", terminal=settings.terminal)

    status = enrol(settings, clock, limit_s=60, waiting=waiting)
    assert status.state is TerminalState.APPROVED
    assert looks == [None, None]
    assert settings.platform.key_file.stat().st_mode & 0o777 == 0o600


def test_a_second_enrolment_keeps_the_key(sandbox: Sandbox, settings: Settings, clock: MovableClock) -> None:
    assert enrol(settings, clock, limit_s=0).state is TerminalState.PENDING
    before = settings.platform.key_file.read_bytes()
    sandbox.tell("auto_approve", value=True)
    assert enrol(settings, clock, limit_s=0).state is TerminalState.APPROVED
    assert settings.platform.key_file.read_bytes() == before


def test_a_new_key_under_a_known_name_is_refused(settings: Settings, clock: MovableClock) -> None:
    enrol(settings, clock, limit_s=0)
    settings.platform.key_file.unlink()
    with pytest.raises(Refused) as caught:
        enrol(settings, clock, limit_s=60)
    assert caught.value.code is ErrorCode.CONFLICT


def test_a_revoked_terminal_is_told_at_once(sandbox: Sandbox, settings: Settings, clock: MovableClock) -> None:
    enrol(settings, clock, limit_s=0)
    sandbox.tell("revoke", terminal=settings.terminal)
    assert enrol(settings, clock, limit_s=60).state is TerminalState.REVOKED


def test_a_dead_line_is_tried_until_the_time_is_over(sandbox: Sandbox, settings: Settings, clock: MovableClock) -> None:
    terminal_key.make(settings.platform.key_file)
    sandbox.tell("fault", kind="down", count=None)
    problems: list[PlatformError | None] = []
    with pytest.raises(NoConnection):
        enrol(settings, clock, limit_s=3, waiting=problems.append)
    assert len(problems) == 1
    sandbox.tell("clear")
    sandbox.tell("fault", kind="down", count=3)
    sandbox.tell("auto_approve", value=True)
    assert enrol(settings, clock, limit_s=60).state is TerminalState.APPROVED, "a line that comes back is used"
