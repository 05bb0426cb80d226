"""The bank-card terminal: its frames, its driver against a script of the wire, and the simulator as a process."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_wire import FakeClock, ScriptedWire, scripted
from simulator_process import SimulatorProcess, running

from config.device_settings import BankCardSettings
from drivers.bank_card import BankCardTerminal, Payment, PaymentState, frames
from drivers.bank_card.frames import Damaged, Frame, Kind
from drivers.bank_card.kiosk_terminal import ANSWER_S, GRACE_S, KioskBankCardTerminal
from drivers.bank_card.simulator import CARD_END, IDENTITY, Terminal
from drivers.bank_card.trace import shown
from drivers.catalog import BANK_CARD_TERMINALS
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.trace import Direction

ORDER = "0f3a91c277de4b108c552d6e9a0144bb"
NOISE = bytes.fromhex("FF 00 AA 02 99 99 03")
IDENTIFY = Frame(Kind.IDENTIFY, 1).encoded()
ITSELF = Frame(Kind.IDENTITY, 1, (IDENTITY,)).encoded()
CHARGE = frames.charge(2, ORDER, 12_850, 30).encoded()


def stands(sequence: int, state: PaymentState, amount: int = 12_850, order: str = ORDER) -> bytes:
    charged = state is PaymentState.CHARGED
    return frames.stands(
        sequence, Payment(order, state, amount, "000000000712" if charged else "", "0000" if charged else "")
    ).encoded()


def query(sequence: int) -> bytes:
    return Frame(Kind.QUERY, sequence, (ORDER,)).encoded()


def terminal(wire: ScriptedWire, clock: FakeClock) -> KioskBankCardTerminal:
    return KioskBankCardTerminal(wire, clock)


@pytest.mark.parametrize(
    ("frame", "worked"),
    [
        (Frame(Kind.IDENTIFY, 1), "02 00 05 49 1C 30 30 31 03 62"),
        (
            Frame(Kind.IDENTITY, 1, ("DEMO00000001",)),
            "02 00 18 69 1C 30 30 31 1C 44 45 4D 4F 30 30 30 30 30 30 30 31 03 41",
        ),
        (Frame(Kind.REFUSED, 7, ("02",)), "02 00 08 6E 1C 30 30 37 1C 30 32 03 50"),
    ],
)
def test_worked_frames(frame: Frame, worked: str) -> None:
    whole = bytes.fromhex(worked)
    assert frame.encoded() == whole
    assert frames.cutter().feed(whole) == [frame]
    assert frames.cutter().feed(NOISE + whole + NOISE) == [frame]
    cutter = frames.cutter()
    for byte in whole[:-1]:
        assert cutter.feed(bytes([byte])) == []
    assert cutter.feed(whole[-1:]) == [frame]


@pytest.mark.parametrize(
    "wrong", ["02 00 05 49 1C 30 30 31 03 63", "02 00 05 5A 1C 30 30 31 03 71", "02 00 05 49 1C 30 30 31 04 65"]
)
def test_a_damaged_frame_is_seen_as_one(wrong: str) -> None:
    assert frames.cutter().feed(bytes.fromhex(wrong))[:1] == [Damaged()]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=12))
def test_no_bytes_crash_driver_or_terminal(pieces: list[bytes]) -> None:
    cutter, device = frames.cutter(), Terminal()
    for piece in pieces:
        for seen in cutter.feed(piece):
            if isinstance(seen, Frame):
                frames.payment_in(seen)
        device.receive(piece)


def test_a_charge_is_asked_for_once_and_then_asked_about() -> None:
    with scripted(
        (IDENTIFY, ITSELF),
        (CHARGE, stands(2, PaymentState.WAITING)),
        (query(3), stands(3, PaymentState.WAITING)),
        (query(4), stands(4, PaymentState.CHARGED)),
    ) as (wire, clock):
        paid = terminal(wire, clock).charge(ORDER, 12_850, within_s=30.0)
    assert (paid.state, paid.amount_fen, paid.card_end) == (PaymentState.CHARGED, 12_850, "0000")


def test_a_charge_whose_answer_is_lost_is_not_asked_for_again() -> None:
    with scripted((IDENTIFY, ITSELF), (CHARGE, None), (query(3), stands(3, PaymentState.CHARGED))) as (wire, clock):
        assert terminal(wire, clock).charge(ORDER, 12_850, within_s=30.0).state is PaymentState.CHARGED


def test_a_charge_that_never_arrived_was_not_charged() -> None:
    unheard = frames.stands(3, Payment(ORDER, PaymentState.DECLINED, 0)).encoded()
    with scripted((IDENTIFY, ITSELF), (CHARGE, None), (query(3), unheard)) as (wire, clock):
        assert terminal(wire, clock).charge(ORDER, 12_850, within_s=30.0).state is PaymentState.DECLINED


def test_a_terminal_that_falls_silent_leaves_the_order_unknown() -> None:
    silent = [(query(number), None) for number in range(3, 9)]
    with scripted((IDENTIFY, ITSELF), (CHARGE, stands(2, PaymentState.WAITING)), *silent) as (wire, clock):
        began = clock.monotonic()
        assert terminal(wire, clock).charge(ORDER, 12_850, within_s=30.0).state is PaymentState.UNKNOWN
        assert clock.monotonic() - began <= 30.0 + GRACE_S


def test_another_sum_than_was_asked_is_unknown() -> None:
    with scripted(
        (IDENTIFY, ITSELF), (CHARGE, stands(2, PaymentState.WAITING)), (query(3), stands(3, PaymentState.CHARGED, 1))
    ) as (wire, clock):
        assert terminal(wire, clock).charge(ORDER, 12_850, within_s=30.0).state is PaymentState.UNKNOWN


def test_a_terminal_that_is_not_there_is_never_asked_for_money() -> None:
    again = Frame(Kind.IDENTIFY, 2).encoded()
    with scripted((IDENTIFY, None), (again, None)) as (wire, clock):
        began = clock.monotonic()
        assert fault_of(lambda: terminal(wire, clock).charge(ORDER, 12_850, within_s=30.0)) is Fault.ABSENT
        assert clock.monotonic() - began <= 2 * ANSWER_S + 0.01


@pytest.mark.parametrize(("amount", "within_s"), [(0, 30.0), (-5, 30.0), (100, 0.0), (100, 601.0)])
def test_nothing_is_asked_for_that_makes_no_sense(amount: int, within_s: float) -> None:
    with scripted() as (wire, clock):
        assert fault_of(lambda: terminal(wire, clock).charge(ORDER, amount, within_s=within_s)) is Fault.REFUSED


def test_an_answer_about_another_order_is_not_believed() -> None:
    other = "f" * 32
    first, second = Frame(Kind.QUERY, 1, (ORDER,)).encoded(), stands(1, PaymentState.CHARGED, order=other)
    with scripted((first, second)) as (wire, clock):
        assert fault_of(lambda: terminal(wire, clock).ask(ORDER)) is Fault.GARBLED


def test_a_trace_shows_no_card_and_no_reference() -> None:
    said = stands(4, PaymentState.CHARGED)
    kept = b"".join(said[one.start : one.stop] for one in shown(Direction.RECEIVED, said))
    assert ORDER.encode() in kept
    assert b"000000000712" not in kept
    assert shown(Direction.RECEIVED, b"0000\x03\x11") == ()
    assert shown(Direction.SENT, CHARGE) == (range(len(CHARGE)),)


def test_a_payment_hides_card_and_reference_in_its_repr() -> None:
    assert "0712" not in repr(Payment(ORDER, PaymentState.CHARGED, 1, "000000000712", "9999"))
    assert "9999" not in repr(Frame(Kind.STANDS, 1, ("9999",)))


@pytest.fixture(scope="module")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running("drivers.bank_card.simulator", tmp_path_factory.mktemp("terminal")) as process:
        yield process


@pytest.fixture
def device(simulator: SimulatorProcess) -> Iterator[BankCardTerminal]:
    simulator.ask("clear")
    made = BANK_CARD_TERMINALS["kiosk-terminal"](BankCardSettings(port=str(simulator.link)), SystemClock())
    yield made
    made.close()


def test_a_card_is_charged_once_and_taken_back_once(simulator: SimulatorProcess, device: BankCardTerminal) -> None:
    before = simulator.ask("count")
    simulator.ask("present")
    paid = device.charge("a" * 32, 500, within_s=5.0)
    assert (paid.state, paid.card_end) == (PaymentState.CHARGED, CARD_END)
    assert device.charge("a" * 32, 500, within_s=5.0) == paid, "the same order is not charged twice"
    assert device.reverse("a" * 32).state is PaymentState.REVERSED
    assert device.reverse("a" * 32).state is PaymentState.REVERSED
    after = simulator.ask("count")
    assert after["charges"] - before["charges"] == 1
    assert after["charged_fen"] - before["charged_fen"] == after["reversed_fen"] - before["reversed_fen"] == 500


def test_a_bank_that_says_no_and_one_that_is_not_heard_of(
    simulator: SimulatorProcess, device: BankCardTerminal
) -> None:
    simulator.ask("present", answer="decline")
    assert device.charge("b" * 32, 500, within_s=5.0).state is PaymentState.DECLINED
    simulator.ask("present", answer="unknown")
    assert device.charge("c" * 32, 500, within_s=5.0).state is PaymentState.UNKNOWN
    assert device.ask("c" * 32).state is PaymentState.UNKNOWN
    simulator.ask("know")
    assert device.ask("c" * 32).state is PaymentState.CHARGED
    assert device.ask("d" * 32).state is PaymentState.DECLINED, "never heard of: nothing was charged"


def test_after_the_settlement_nothing_is_reversed(simulator: SimulatorProcess, device: BankCardTerminal) -> None:
    simulator.ask("present")
    device.charge("e" * 32, 500, within_s=5.0)
    simulator.ask("settle")
    assert fault_of(lambda: device.reverse("e" * 32)) is Fault.REFUSED


def test_a_line_that_misbehaves_is_borne_or_is_a_fault(simulator: SimulatorProcess, device: BankCardTerminal) -> None:
    for name in ("slow", "garbage_before", "garbage_after", "one_byte_at_a_time", "wrong_checksum", "half_reply"):
        simulator.fault(name)
        assert device.check() == IDENTITY
    for name, fault in (("silent", Fault.ABSENT), ("wrong_checksum", Fault.GARBLED), ("wrong_length", Fault.GARBLED)):
        simulator.fault(name, times=1000)
        assert fault_of(device.check) is fault
        simulator.ask("clear")
    assert device.check() == IDENTITY


def test_a_stale_answer_is_not_believed(simulator: SimulatorProcess, device: BankCardTerminal) -> None:
    device.ask("1" * 32)
    simulator.fault("stale_reply")
    assert device.ask("2" * 32).order == "2" * 32


def test_a_terminal_pulled_out_comes_back_under_its_path(simulator: SimulatorProcess, device: BankCardTerminal) -> None:
    device.check()
    simulator.fault("unplug_mid_frame")
    assert fault_of(device.check) in (Fault.GONE, Fault.GARBLED, Fault.ABSENT)
    assert fault_of(device.check) is Fault.ABSENT
    simulator.ask("plug")
    assert device.check() == IDENTITY


def fault_of(call: object) -> Fault:
    assert callable(call)
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.fault
