"""What a core on trial has to keep: screens, the platform, and every device that answered before it was started."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scripted_wire import FakeClock

from config.network_settings import NetworkSettings
from config.settings import load
from drivers.faults import Fault
from kiosk.beats import ANSWERED, Beats
from kiosk.cabinet.book import DeviceBook
from kiosk.health import PLATFORM, ClosedBy, DeviceState, Health
from kiosk.journal import Journal
from kiosk.upkeep.network_file import rendered
from kiosk.upkeep.pieces import NETWORK

SAMPLE = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"
WELL = DeviceState(faults=())
OUT_OF_PAPER = DeviceState(faults=(Fault.NO_PAPER,))
GONE = DeviceState(faults=(Fault.ABSENT,))


@dataclass
class Listening:
    """In the place of a pulse."""

    whole: list[bool] = field(default_factory=list)

    def beat(self, _stuck: object, *, is_free: bool, is_whole: bool) -> bool:
        assert is_free
        self.whole.append(is_whole)
        return False


def is_whole(
    folder: Path,
    health: Health,
    *,
    has_screens: bool = True,
    seen_before: DeviceState = OUT_OF_PAPER,
    network: NetworkSettings | None = None,
) -> bool:
    clock, listening = FakeClock(), Listening()
    journal, book = Journal(folder / "j.sqlite", clock), DeviceBook(folder / "j.sqlite", clock)
    try:
        book.saw("idcard", WELL)
        book.saw("receipt_printer", seen_before)
        book.saw("locker", GONE)
        pulse: Any = listening
        settings = load(SAMPLE).model_copy(update={"run_folder": folder, "network": network})
        beats = Beats(settings, clock, book, pulse, folder)
        quiet: Any = SimpleNamespace(beat=lambda: None, stuck=frozenset())
        beats.begin(
            quiet,
            {},
            None,
            post=lambda _: None,
            stop=lambda: None,
            is_free=lambda: True,
            health=lambda: health,
            has_screens=lambda: has_screens,
        )
        beats.beat()
    finally:
        book.close()
        journal.close()
    return listening.whole[-1]


IN_ORDER = Health(devices={PLATFORM: WELL, "idcard": WELL, "receipt_printer": WELL, "locker": GONE})


def test_what_was_gone_before_is_not_held_against_what_is_new(tmp_path: Path) -> None:
    assert is_whole(tmp_path, IN_ORDER)


@pytest.mark.parametrize(
    "worse",
    [
        IN_ORDER.seen("idcard", GONE),
        IN_ORDER.seen("receipt_printer", GONE),
        IN_ORDER.seen("idcard", DeviceState()),
        IN_ORDER.seen(PLATFORM, GONE),
        IN_ORDER.closed_by(ClosedBy.STANDING, "terminal_unknown"),
    ],
)
def test_what_was_there_before_has_to_answer(tmp_path: Path, worse: Health) -> None:
    assert not is_whole(tmp_path, worse)


def test_what_answered_before_a_trial_has_to_answer_after_it_too(tmp_path: Path) -> None:
    """The core before is held to what the new one was held to: what is switched off meanwhile is no fault of either."""
    assert is_whole(tmp_path, IN_ORDER)
    (tmp_path / "j.sqlite").unlink()
    assert not is_whole(tmp_path, IN_ORDER.seen("receipt_printer", GONE), seen_before=GONE)
    (tmp_path / ANSWERED).unlink()
    (tmp_path / "j.sqlite").unlink()
    assert is_whole(tmp_path, IN_ORDER.seen("receipt_printer", GONE), seen_before=GONE)


def test_paper_that_ran_out_meanwhile_sends_no_version_back(tmp_path: Path) -> None:
    assert is_whole(tmp_path, IN_ORDER.seen("receipt_printer", OUT_OF_PAPER))


def test_without_screens_nobody_is_served(tmp_path: Path) -> None:
    assert not is_whole(tmp_path, IN_ORDER, has_screens=False)


def test_the_platform_answers_by_the_network_of_the_file_or_that_is_not_kept(tmp_path: Path) -> None:
    """One that was not laid, for something else looks after the interface, has proven nothing."""
    network = NetworkSettings(interface="enp1s0", addressing="fixed", address="10.20.30.40/24")
    assert not is_whole(tmp_path, IN_ORDER, network=network)
    (tmp_path / NETWORK).parent.mkdir(parents=True)
    (tmp_path / NETWORK).write_text(rendered(network), "utf-8")
    (tmp_path / "j.sqlite").unlink()
    assert is_whole(tmp_path, IN_ORDER, network=network)
    (tmp_path / "j.sqlite").unlink()
    assert not is_whole(tmp_path, IN_ORDER), "nor where one still stands that is not in the file"
    (tmp_path / "j.sqlite").unlink()
    assert not is_whole(tmp_path, IN_ORDER.seen(PLATFORM, GONE), network=network)
