"""The devices of one terminal: one field a role, by the names of the tables in its file."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from config.settings import Settings
from config.toml_file import SettingsError
from drivers import catalog
from drivers.a4_printer import A4Printer
from drivers.bank_card import BankCardTerminal
from drivers.camera import Camera
from drivers.camera import Lamp as CameraLamp
from drivers.clock import Clock
from drivers.code_scanner import CodeScanner
from drivers.document_scanner import DocumentScanner
from drivers.endorser import Endorser
from drivers.face import FaceEngine
from drivers.face.pad import PAD_PROVIDERS
from drivers.faults import DeviceError, Fault
from drivers.idcard import IdCardReader
from drivers.io_module import IoModule
from drivers.keypad import Keypad
from drivers.locker import Locker
from drivers.pin_pad import PinPad
from drivers.receipt_printer import ReceiptPrinter
from drivers.sheet_camera import SheetCamera
from drivers.signature_pad import SignaturePad
from drivers.smart_card import SmartCardReader
from drivers.sound import Sound
from drivers.ups import PowerSupply
from drivers.usb_stick import UsbStick
from kiosk.health import DISABLED, NOT_FITTED, DeviceState
from kiosk.items.hall_check import check_plan, plan_file
from kiosk.items.profiles import check_province
from printing import fonts
from printing.font_folder import font_folder

SLIP_FONTS = (font_folder() / "NotoSansSC-Regular.ttf", fonts.RARE_FACE)
"""For characters that a receipt printer has not got."""

D = TypeVar("D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Devices:
    """What is fitted and enabled; each opens its line at its first use. None: not fitted, or disabled."""

    idcard: IdCardReader | None = None
    receipt_printer: ReceiptPrinter | None = None
    a4_printer: A4Printer | None = None
    locker: Locker | None = None
    smart_card: SmartCardReader | None = None
    code_scanner: CodeScanner | None = None
    pin_pad: PinPad | None = None
    bank_card: BankCardTerminal | None = None
    endorser: Endorser | None = None
    keypad: Keypad | None = None
    io_module: IoModule | None = None
    camera: Camera | None = None
    face: FaceEngine | None = None
    document_scanner: DocumentScanner | None = None
    usb_stick: UsbStick | None = None
    sheet_camera: SheetCamera | None = None
    signature_pad: SignaturePad | None = None
    ups: PowerSupply | None = None
    sound: Sound | None = None

    def fitted(self) -> tuple[str, ...]:
        """Names of the devices that are there, in the order of this page."""
        return tuple(name for name in ROLES if getattr(self, name) is not None)

    def close(self) -> None:
        """Give their lines back."""
        for name in self.fitted():
            close = getattr(getattr(self, name), "close", None)
            if close is not None:
                close()


ROLES = tuple(field.name for field in fields(Devices))
"""Every device that a terminal may have; `machine`, the computer itself, has no driver of its own."""
MACHINE = "machine"
MODELS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "idcard": catalog.ID_CARD_READERS,
        "receipt_printer": catalog.RECEIPT_PRINTERS,
        "a4_printer": catalog.A4_PRINTERS,
        "locker": catalog.LOCKERS,
        "smart_card": catalog.SMART_CARD_READERS,
        "code_scanner": catalog.CODE_SCANNERS,
        "pin_pad": catalog.PIN_PADS,
        "bank_card": catalog.BANK_CARD_TERMINALS,
        "endorser": catalog.ENDORSERS,
        "keypad": catalog.KEYPADS,
        "io_module": catalog.IO_MODULES,
        "camera": catalog.CAMERAS,
        "face": catalog.FACE_ENGINES,
        "document_scanner": catalog.DOCUMENT_SCANNERS,
        "usb_stick": catalog.USB_STICKS,
        "sheet_camera": catalog.SHEET_CAMERAS,
        "signature_pad": catalog.SIGNATURE_PADS,
        "ups": catalog.POWER_SUPPLIES,
        "sound": catalog.SOUNDS,
    }
)
"""The models of each role."""


def there(device: D | None) -> D:
    """The device itself.

    Raises:
        DeviceError: NOT_FITTED.
    """
    if device is None:
        raise DeviceError(Fault.NOT_FITTED, "nothing that is offered needs it")
    return device


def at_first(settings: Settings) -> Mapping[str, DeviceState]:
    """The state of every role before anything was asked: not fitted, disabled, or unknown."""
    states = {}
    for name in (*ROLES, MACHINE):
        table = getattr(settings, name)
        states[name] = NOT_FITTED if table is None else DeviceState() if table.enabled else DISABLED
    return states


def check_models(settings: Settings) -> None:
    """Hold the models that a terminal's file names against drivers/catalog.py.

    Raises:
        SettingsError: naming table and model, and the models that there are.
    """
    for table, models in MODELS.items():
        block = getattr(settings, table)
        if block is not None and block.model not in models:
            raise SettingsError(f"'{table}.model' {block.model} does not exist, known are {', '.join(sorted(models))}")
    pad = settings.face.pad if settings.face is not None else ""
    if pad and pad not in PAD_PROVIDERS:
        known = ", ".join(sorted(PAD_PROVIDERS)) or "none"
        raise SettingsError(f"'face.pad' {pad} does not exist, known are {known}")


def check_terminal(settings: Settings, path: Path) -> None:
    """What the schema cannot tell. A file is seldom checked where it will be used: programs are not looked for.

    Raises:
        SettingsError: naming file, key and cure.
    """
    try:
        check_models(settings)
        check_province(settings)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error
    if settings.hall_plan:
        check_plan(plan_file(settings.hall_plan), settings.terminal)


def check_power_off(settings: Settings) -> None:
    """A program that is not there would be missed when the battery is low.

    Raises:
        SettingsError: naming the program.
    """
    program = settings.ups.power_off[:1] if settings.ups is not None else ()
    if program and shutil.which(program[0]) is None:
        raise SettingsError(f"'ups.power_off' {program[0]} is no program on this machine: correct it or leave it out")


def open_devices(settings: Settings, clock: Clock, camera_lamp: CameraLamp) -> Devices:
    """Make the driver of each model that the settings name; nothing is opened yet.

    Args:
        settings: the terminal's file.
        clock: for the drivers' limits.
        camera_lamp: burns while the camera is open.

    Raises:
        SettingsError: a model that drivers/catalog.py does not have.
    """
    check_models(settings)
    check_power_off(settings)

    def made(table: str, models: Mapping[str, Callable[..., D]], *more: object, **named: object) -> D | None:
        block = getattr(settings, table)
        if block is None or not block.enabled:
            return None
        return models[block.model](block, *more, **named)

    return Devices(
        idcard=made("idcard", catalog.ID_CARD_READERS, clock),
        receipt_printer=made("receipt_printer", catalog.RECEIPT_PRINTERS, clock, SLIP_FONTS),
        a4_printer=made("a4_printer", catalog.A4_PRINTERS),
        locker=made("locker", catalog.LOCKERS, clock),
        smart_card=made("smart_card", catalog.SMART_CARD_READERS, clock),
        code_scanner=made("code_scanner", catalog.CODE_SCANNERS, clock),
        pin_pad=made("pin_pad", catalog.PIN_PADS, clock),
        bank_card=made("bank_card", catalog.BANK_CARD_TERMINALS, clock),
        endorser=made("endorser", catalog.ENDORSERS, clock),
        keypad=made("keypad", catalog.KEYPADS, clock),
        io_module=made("io_module", catalog.IO_MODULES, clock),
        camera=made("camera", catalog.CAMERAS, clock, camera_lamp, demo=settings.is_demo),
        face=made("face", catalog.FACE_ENGINES, settings.camera, clock, camera_lamp, demo=settings.is_demo),
        document_scanner=made("document_scanner", catalog.DOCUMENT_SCANNERS, clock, settings.is_demo),
        sheet_camera=made("sheet_camera", catalog.SHEET_CAMERAS, clock),
        usb_stick=made("usb_stick", catalog.USB_STICKS, clock),
        signature_pad=made("signature_pad", catalog.SIGNATURE_PADS),
        ups=made("ups", catalog.POWER_SUPPLIES, clock),
        sound=made("sound", catalog.SOUNDS, clock),
    )
