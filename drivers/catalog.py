"""The device models by the names that terminals' files use: one line a model.

A constructor opens nothing: a device that is not there must not stop the core from starting. The first call opens the
line, and a call after it broke opens it again.

A model's own modules are imported in its constructor, not above: with all of them (Modbus, PC/SC, PDF, fonts, pictures)
a core would need twice the time to come back after its end, for devices that its terminal has not got.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from config.device_settings import (
    A4PrinterSettings,
    BankCardSettings,
    CameraSettings,
    CodeScannerSettings,
    DocumentScannerSettings,
    EndorserSettings,
    FaceSettings,
    IdCardSettings,
    IoModuleSettings,
    KeypadSettings,
    LockerSettings,
    PinPadSettings,
    ReceiptPrinterSettings,
    SheetCameraSettings,
    SignaturePadSettings,
    SmartCardSettings,
    SoundSettings,
    UpsSettings,
    UsbStickSettings,
)
from drivers import paper_models, trace
from drivers.a4_printer import A4Printer
from drivers.bank_card import BankCardTerminal
from drivers.camera import Camera, CameraMode, Lamp
from drivers.clock import Clock, SystemClock
from drivers.code_scanner import CodeScanner
from drivers.document_scanner import DocumentScanner
from drivers.endorser import Endorser
from drivers.face import FaceEngine
from drivers.idcard import IdCardReader
from drivers.io_module import IoModule
from drivers.keypad import Key, Keypad
from drivers.locker import Locker
from drivers.pin_pad import PinPad
from drivers.receipt_printer import ReceiptPrinter
from drivers.sheet_camera import SheetCamera
from drivers.signature_pad import SignaturePad
from drivers.smart_card import SmartCardReader
from drivers.sound import Sound
from drivers.ups import PowerSupply
from drivers.usb_stick import UsbStick
from drivers.wire import Wire

if TYPE_CHECKING:
    from drivers.camera.live import FrameSource
    from drivers.code_scanner.armed_scanner import Language
    from drivers.locker.bus import Bus
    from drivers.locker.cabinet import LockBoards


def _samv_serial(settings: IdCardSettings, clock: Clock) -> IdCardReader:
    from drivers.idcard import trace as idcard_trace
    from drivers.idcard.portrait import ChildDecoder, NoDecoder
    from drivers.idcard.samv_serial import SamVSerialReader

    decoder = ChildDecoder(settings.portrait_decoder, clock) if settings.portrait_decoder else NoDecoder()
    return SamVSerialReader(
        _traced("idcard", _serial(settings.port, settings.baud), idcard_trace.shown, clock), clock, decoder
    )


def _escpos_serial(settings: ReceiptPrinterSettings, clock: Clock, fonts: tuple[Path, ...]) -> ReceiptPrinter:
    from drivers.receipt_printer import trace as receipt_trace
    from drivers.receipt_printer.escpos_serial import EscPosSerialPrinter

    return EscPosSerialPrinter(
        _traced("receipt_printer", _serial(settings.port, settings.baud), receipt_trace.shown, clock),
        clock,
        paper_mm=settings.paper_mm,
        process_id=settings.process_id,
        fonts=fonts,
    )


def _8a(settings: LockerSettings, clock: Clock) -> Locker:
    from drivers.locker.board_8a import Board8A

    return _cabinet(settings, clock, Board8A)


def _cu16(settings: LockerSettings, clock: Clock) -> Locker:
    from drivers.locker.cu16 import Cu16

    return _cabinet(settings, clock, Cu16)


def _wkly(settings: LockerSettings, clock: Clock) -> Locker:
    from drivers.locker.wkly import Wkly

    return _cabinet(settings, clock, Wkly)


def _cabinet(settings: LockerSettings, clock: Clock, family: "Callable[[Bus], LockBoards]") -> Locker:
    from drivers.locker.bus import Bus
    from drivers.locker.cabinet import Cabinet, Wiring

    wire = _rs485(settings.port, settings.baud, clock, echo=settings.echo)
    bus = Bus(_traced("locker", wire, trace.everything, clock), clock)
    wiring = {
        board.board: Wiring(
            locks=board.locks, feedback_inverted=board.feedback_inverted, item_sensors=board.item_sensors
        )
        for board in settings.boards
    }
    return Cabinet(family(bus), wiring, clock, open_s=settings.open_s, poll_s=settings.poll_s)


def _pcsc(settings: SmartCardSettings, clock: Clock) -> SmartCardReader:
    from drivers.smart_card.pcsc import PcscReader

    return PcscReader(
        settings.reader,
        clock,
        staff_keys={number: bytes.fromhex(key) for number, key in settings.staff_cards.items()},
        silence_s=settings.silence_s,
        whole_s=settings.whole_s,
    )


def _gm65(settings: CodeScannerSettings, clock: Clock) -> CodeScanner:
    from drivers.code_scanner.gm65 import GM65

    return _armed_scanner(settings, clock, GM65)


def _newland(settings: CodeScannerSettings, clock: Clock) -> CodeScanner:
    from drivers.code_scanner.newland import NEWLAND

    return _armed_scanner(settings, clock, NEWLAND)


def _armed_scanner(settings: CodeScannerSettings, clock: Clock, language: "Language") -> CodeScanner:
    from drivers.code_scanner.armed_scanner import ArmedScanner
    from drivers.code_scanner.payloads import Ending

    wire = _traced("code_scanner", _serial(settings.port, settings.baud), trace.sent_only, clock)
    return ArmedScanner(wire, clock, language, Ending(settings.ending))


def _nut(settings: UpsSettings, clock: Clock) -> PowerSupply:
    from drivers.reopening_wire import ReopeningWire
    from drivers.tcp_wire import TcpWire
    from drivers.ups.nut import NutPowerSupply

    wire = ReopeningWire(lambda: TcpWire(settings.host, settings.port))
    return NutPowerSupply(wire, settings.name, clock)


def _kiosk_endorser(settings: EndorserSettings, clock: Clock) -> Endorser:
    from drivers.endorser.serial_endorser import SerialEndorser

    return SerialEndorser(_serial(settings.port, settings.baud), clock)


def _kiosk_pad(settings: PinPadSettings, clock: Clock) -> PinPad:
    from drivers.pin_pad.kiosk_pad import KioskPinPad

    return KioskPinPad(_serial(settings.port, settings.baud), clock)


def _kiosk_terminal(settings: BankCardSettings, clock: Clock) -> BankCardTerminal:
    from drivers.bank_card import trace as bank_card_trace
    from drivers.bank_card.kiosk_terminal import KioskBankCardTerminal

    wire = _traced("bank_card", _serial(settings.port, settings.baud), bank_card_trace.shown, clock)
    return KioskBankCardTerminal(wire, clock)


def _linux_input(settings: KeypadSettings, clock: Clock) -> Keypad:
    from drivers.keypad.linux_input import LinuxInputKeypad

    keys = {code: Key(name) for name, codes in settings.keys.items() for code in codes}
    return LinuxInputKeypad(settings.port, clock, keys)


class CameraConstructor(Protocol):
    """Makes a camera; `demo` says whether this terminal is a demo, where pictures may be played."""

    def __call__(self, settings: CameraSettings, clock: Clock, lamp: Lamp, *, demo: bool) -> Camera:
        """The camera, closed.

        Raises:
            DeviceError: DISABLED for a model that plays pictures outside a demo.
        """


class FaceEngineConstructor(Protocol):
    """Makes a face engine; the lamp burns while its process has the camera open."""

    def __call__(
        self, settings: FaceSettings, camera: CameraSettings, clock: Clock, lamp: Lamp, *, demo: bool
    ) -> FaceEngine:
        """The engine, with nothing started."""


def _yunet_sface(settings: FaceSettings, camera: CameraSettings, clock: Clock, lamp: Lamp, *, demo: bool) -> FaceEngine:
    from drivers.face.child import ChildFaceEngine

    return ChildFaceEngine(settings, camera, clock, lamp, demo=demo)


def _v4l2(settings: CameraSettings, clock: Clock, lamp: Lamp, *, demo: bool) -> Camera:  # noqa: ARG001 - as the others
    from drivers.camera.v4l2 import V4l2Source

    return _live(settings, clock, lamp, V4l2Source(settings.port, clock))


def _mjpeg(settings: CameraSettings, clock: Clock, lamp: Lamp, *, demo: bool) -> Camera:
    from drivers.camera.mjpeg import MjpegSource

    return _live(settings, clock, lamp, MjpegSource(settings.url, clock, demo=demo))


def _sequence(settings: CameraSettings, clock: Clock, lamp: Lamp, *, demo: bool) -> Camera:
    from drivers.camera.sequence import SequenceSource

    return _live(settings, clock, lamp, SequenceSource(settings.port, clock, demo=demo))


def _live(settings: CameraSettings, clock: Clock, lamp: Lamp, source: "FrameSource") -> Camera:
    from drivers.camera.live import LiveCamera

    mode = CameraMode(settings.width_px, settings.height_px, settings.frames_per_second, settings.exposure_ms)
    return LiveCamera(source, mode, clock, lamp)


def _modbus_rtu(settings: IoModuleSettings, clock: Clock) -> IoModule:
    from drivers.io_module.modbus_rtu import ModbusRtuModule, RegisterMap

    register_map = RegisterMap(
        inputs=settings.inputs,
        inverted=frozenset(settings.inverted),
        coils=settings.coils,
        registers=settings.registers,
        temperature_scale=settings.temperature_scale,
    )
    wire = _rs485(settings.port, settings.baud, clock, echo=settings.echo)
    return ModbusRtuModule(_traced("io_module", wire, trace.everything, clock), clock, settings.unit, register_map)


def _cups_ipp(settings: A4PrinterSettings) -> A4Printer:
    from drivers.a4_printer.cups_ipp import CupsIppPrinter

    return CupsIppPrinter(settings)


def _cups_pjl(settings: A4PrinterSettings) -> A4Printer:
    from drivers.a4_printer import trace as a4_trace
    from drivers.a4_printer.pjl import CupsPjlPrinter
    from drivers.tcp_wire import TcpWire

    clock = SystemClock()
    host, _, port = settings.pjl.rpartition(":")
    return CupsPjlPrinter(
        settings, clock, lambda: _traced("a4_printer", TcpWire(host, int(port)), a4_trace.shown, clock)
    )


def _aplay(settings: SoundSettings, clock: Clock) -> Sound:
    from drivers.sound.aplay import AplaySound

    return AplaySound(settings.device, clock, volume_percent=settings.volume_percent)


def _recorder(_settings: SoundSettings, clock: Clock) -> Sound:
    from drivers.sound.recorder import Recorder

    return Recorder(clock, keep=0)


def _screen(settings: SignaturePadSettings) -> SignaturePad:
    from drivers.signature_pad.screen import ScreenPad

    return ScreenPad(settings.width_mm, settings.height_mm)


def _traced(name: str, wire: Wire, shown: trace.Shown, clock: Clock) -> Wire:
    """The line as it is until somebody switches its trace on (drivers/trace.py)."""
    return trace.TracedWire(wire, name, trace.TRACES, shown, clock)


def _rs485(port: Path, baud: int, clock: Clock, *, echo: bool) -> Wire:
    from drivers.echoing_wire import EchoingWire

    wire = _serial(port, baud)
    return EchoingWire(wire, clock) if echo else wire


def _serial(port: Path, baud: int) -> Wire:
    from drivers.reopening_wire import ReopeningWire
    from drivers.wire import SerialWire

    return ReopeningWire(lambda: SerialWire(port, baud))


POWER_SUPPLIES: dict[str, Callable[[UpsSettings, Clock], PowerSupply]] = {
    "nut": _nut,
}

CAMERAS: dict[str, CameraConstructor] = {
    "v4l2": _v4l2,
    "mjpeg": _mjpeg,
    "sequence": _sequence,
}

FACE_ENGINES: dict[str, FaceEngineConstructor] = {
    "yunet-sface": _yunet_sface,
}

DOCUMENT_SCANNERS: dict[str, Callable[[DocumentScannerSettings, Clock, bool], DocumentScanner]] = {
    "sane": paper_models.sane,
    "image-source": paper_models.image_source,
}
"""The last argument says whether this terminal is a demo; image-source is refused elsewhere (DeviceError DISABLED)."""

SOUNDS: dict[str, Callable[[SoundSettings, Clock], Sound]] = {
    "aplay": _aplay,
    "recorder": _recorder,
}

SIGNATURE_PADS: dict[str, Callable[[SignaturePadSettings], SignaturePad]] = {
    "screen": _screen,
}

ID_CARD_READERS: dict[str, Callable[[IdCardSettings, Clock], IdCardReader]] = {
    "samv-serial": _samv_serial,
}

RECEIPT_PRINTERS: dict[str, Callable[[ReceiptPrinterSettings, Clock, tuple[Path, ...]], ReceiptPrinter]] = {
    "escpos-serial": _escpos_serial,
}
"""The fonts are for characters that printers have not got; the first that has one is taken."""

A4_PRINTERS: dict[str, Callable[[A4PrinterSettings], A4Printer]] = {
    "cups-ipp": _cups_ipp,
    "cups-pjl": _cups_pjl,
}

LOCKERS: dict[str, Callable[[LockerSettings, Clock], Locker]] = {
    "8a": _8a,
    "cu16": _cu16,
    "wkly": _wkly,
}

SMART_CARD_READERS: dict[str, Callable[[SmartCardSettings, Clock], SmartCardReader]] = {
    "pcsc": _pcsc,
}

CODE_SCANNERS: dict[str, Callable[[CodeScannerSettings, Clock], CodeScanner]] = {
    "gm65": _gm65,
    "newland": _newland,
}

ENDORSERS: dict[str, Callable[[EndorserSettings, Clock], Endorser]] = {
    "kiosk-endorser": _kiosk_endorser,
}

SHEET_CAMERAS: dict[str, Callable[[SheetCameraSettings, Clock], SheetCamera]] = {
    "snapshot": paper_models.snapshot,
}

USB_STICKS: dict[str, Callable[[UsbStickSettings, Clock], UsbStick]] = {
    "block-device": paper_models.block_device,
}

PIN_PADS: dict[str, Callable[[PinPadSettings, Clock], PinPad]] = {
    "kiosk-pad": _kiosk_pad,
}

BANK_CARD_TERMINALS: dict[str, Callable[[BankCardSettings, Clock], BankCardTerminal]] = {
    "kiosk-terminal": _kiosk_terminal,
}

KEYPADS: dict[str, Callable[[KeypadSettings, Clock], Keypad]] = {
    "linux-input": _linux_input,
}

IO_MODULES: dict[str, Callable[[IoModuleSettings, Clock], IoModule]] = {
    "modbus-rtu": _modbus_rtu,
}
