"""The tables of a terminal's file that fit devices: one class a device, every field with its meaning."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from config.toml_file import Block, Named, Seconds, Text


class DeviceBlock(Block):
    """A table that fits a device. Without the table the device is not fitted."""

    enabled: Annotated[bool, Field(description="false: it stays in the cabinet and nobody uses it.")] = True


class IdCardSettings(DeviceBlock):
    """The ID-card reader."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "samv-serial"
    port: Annotated[Named, Field(description="The udev name, never /dev/ttyUSB0.")]
    baud: Annotated[int, Field(description="Bits per second.")] = 115_200
    portrait_decoder: Annotated[
        tuple[str, ...],
        Field(description="Program and arguments of the vendor's WLT decoder: bytes in, picture out. Empty: none."),
    ] = ()


class ReceiptPrinterSettings(DeviceBlock):
    """The receipt printer."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "escpos-serial"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second.")] = 115_200
    paper_mm: Annotated[int, Field(ge=58, le=80, description="58 or 80.")] = 80
    process_id: Annotated[bool, Field(description="Whether it knows GS ( H; many clones do not.")] = True


_TRAY = r"^([a-z0-9][a-z0-9.-]{0,30})?$"


class A4PrinterSettings(DeviceBlock):
    """The A4 printer: the queue that takes documents, and the device that is believed."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "cups-ipp"
    queue: Annotated[Text, Field(description="Name of the CUPS queue.")]
    cups: Annotated[Text, Field(description="host:port, or the path of the CUPS socket.")]
    device: Annotated[
        str, Field(pattern=r"^(ipp://.+)?$", description="IPP address of the printer itself (model cups-ipp).")
    ] = ""
    pjl: Annotated[
        str, Field(pattern=r"^(\S+:\d{1,5})?$", description="host:port of its raw port, mostly 9100 (model cups-pjl).")
    ] = ""
    tray: Annotated[
        str,
        Field(pattern=_TRAY, description="Tray of ordinary paper as the printer names it (media-source), e.g. main."),
    ] = ""
    stationery_tray: Annotated[
        str,
        Field(pattern=_TRAY, description="Tray of sheets with printed numbers, e.g. tray-2. Empty: there are none."),
    ] = ""
    photo_tray: Annotated[
        str,
        Field(pattern=_TRAY, description="Tray of A4 photo paper, e.g. photo. Empty: no photographs are printed."),
    ] = ""
    stationery_letters: Annotated[
        str, Field(pattern=r"^[A-Z]{0,6}$", description="What those numbers begin with; staff type digits alone.")
    ] = ""
    pjl_beside: Annotated[
        bool,
        Field(description="Whether that port answers us while the queue is sending; many serve one caller at a time."),
    ] = True

    @model_validator(mode="after")
    def _has_its_address(self) -> "A4PrinterSettings":
        wanted = {"cups-ipp": "device", "cups-pjl": "pjl"}.get(self.model)
        if wanted is not None and not getattr(self, wanted):
            raise ValueError(f"model {self.model} needs '{wanted}': add it")
        if self.stationery_tray and self.tray in ("", self.stationery_tray):
            raise ValueError(
                "'stationery_tray' needs another 'tray' for ordinary paper, which must not go onto numbers"
            )
        if self.photo_tray and self.photo_tray in (self.tray, self.stationery_tray):
            raise ValueError("'photo_tray' needs a tray of its own")
        return self


class LockerBoardSettings(Block):
    """One board of locks; no board can tell any of this."""

    board: Annotated[int, Field(ge=0, le=32, description="Address at its switches: 8A 1-32, CU16 0-14.")]
    locks: Annotated[int, Field(ge=1, le=24, description="Outputs with a lock, from 1: 8A up to 24, CU16 up to 16.")]
    feedback_inverted: Annotated[bool, Field(description="Whether contacts are closed while the door is open.")] = False
    item_sensors: Annotated[bool, Field(description="Whether its boxes have sensors (CU16 only).")] = False
    sizes: Annotated[
        str, Field(pattern=r"^[sml]*$", description="Of each box, a letter a lock: s, m or l; empty: all medium.")
    ] = ""
    out_of_order: Annotated[
        tuple[Annotated[int, Field(ge=1, le=24)], ...], Field(description="Locks that nothing is put behind.")
    ] = ()

    @model_validator(mode="after")
    def _names_every_box(self) -> "LockerBoardSettings":
        if self.sizes and len(self.sizes) != self.locks:
            raise ValueError(f"'sizes' has {len(self.sizes)} letters for {self.locks} locks: give each lock one")
        if any(lock > self.locks for lock in self.out_of_order):
            raise ValueError(f"'out_of_order' names a lock above {self.locks}: take it out")
        return self


class LockerSettings(DeviceBlock):
    """The pick-up locker: boards of locks on one RS-485 line."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "8a"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second: 8A 9600, CU16 19200.")] = 9_600
    echo: Annotated[bool, Field(description="Whether the RS-485 adapter gives our own bytes back.")] = False
    open_s: Annotated[Seconds, Field(description="Limit for a door to say open after its pulse.")] = 3.0
    poll_s: Annotated[float, Field(ge=0.2, le=0.5, description="Between two looks at a door that should open.")] = 0.25
    shut_s: Annotated[Seconds, Field(description="How long a door may stand open before it counts as left open.")] = (
        90.0
    )
    rows: Annotated[int, Field(ge=1, le=24, description="Doors below each other, for the picture of the locker.")] = 8
    boards: Annotated[tuple[LockerBoardSettings, ...], Field(min_length=1, description="All boards on the line.")]


class SmartCardSettings(DeviceBlock):
    """The smart-card reader: social-security cards, travel documents, staff cards."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "pcsc"
    reader: Annotated[Text, Field(description="How its PC/SC name begins (`pcsc_scan`), without serial and slot.")]
    silence_s: Annotated[Seconds, Field(description="Limit for one answer of a card.")] = 5.0
    whole_s: Annotated[Seconds, Field(description="Limit for reading one card.")] = 30.0
    staff_cards: dict[
        Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,16}$")], Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]
    ] = Field(
        default_factory=dict,
        description="Number of each staff card and its Ed25519 public key in hex; a lost card is taken out.",
    )


class CodeScannerSettings(DeviceBlock):
    """The scanner for QR codes and bar codes."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "gm65"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second: GM65 9600, newer Newland 115200.")] = 9_600
    ending: Annotated[str, Field(pattern=r"^(cr|crlf|gap)$", description="What the scanner puts behind a code.")] = "cr"


class EndorserSettings(DeviceBlock):
    """The machine that writes endorsements on the back of travel permits."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "kiosk-endorser"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second.")] = 115_200


class BankCardSettings(DeviceBlock):
    """The terminal for bank cards."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "kiosk-terminal"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second.")] = 9_600


class PinPadSettings(DeviceBlock):
    """The keypad for secret numbers."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "kiosk-pad"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second.")] = 9_600


KEYS: dict[str, tuple[int, ...]] = {
    "up": (103,),
    "down": (108,),
    "left": (105,),
    "right": (106,),
    "press": (28, 57, 96),
    "back": (1, 14),
    "repeat": (19, 59),
}
"""What usual keyboards send (linux/input-event-codes.h)."""


class KeypadSettings(DeviceBlock):
    """The assistive keypad: a keyboard whose few keys are read as taps."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "linux-input"
    port: Annotated[Named, Field(description="The udev name of its event device; never a whole class of keyboards.")]
    keys: Annotated[
        dict[str, tuple[int, ...]],
        Field(description="Key codes of linux/input-event-codes.h by up, down, left, right, press, back, repeat."),
    ] = KEYS


class IoModuleSettings(DeviceBlock):
    """The Modbus RTU module with door switch, lamps, presence, earphone jack, fan and temperature.

    Addresses count from 0, as on the wire. What is not wired is left out.
    """

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "modbus-rtu"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second.")] = 9_600
    unit: Annotated[int, Field(ge=1, le=247, description="Modbus address at its switches.")] = 1
    echo: Annotated[bool, Field(description="Whether the RS-485 adapter gives our own bytes back.")] = False
    inputs: Annotated[
        dict[str, Annotated[int, Field(ge=0, le=65_535)]],
        Field(description="Discrete inputs (function 2): service_door, presence, earphone."),
    ]
    inverted: Annotated[tuple[str, ...], Field(description="Inputs that are on when the thing is not so.")] = ()
    coils: Annotated[
        dict[str, Annotated[int, Field(ge=0, le=65_535)]],
        Field(description="Coils (functions 1 and 5): a lamp's name, or fan."),
    ]
    registers: dict[str, Annotated[int, Field(ge=0, le=65_535)]] = Field(
        default_factory=dict, description="Input registers (function 4): temperature, fan_speed."
    )
    temperature_scale: Annotated[float, Field(gt=0, description="Degrees Celsius a count of its register.")] = 0.1
    fan_c: Annotated[float, Field(gt=0, lt=120, description="Degrees Celsius from which the fan runs.")] = 40.0
    hot_c: Annotated[float, Field(gt=0, lt=120, description="Degrees Celsius from which staff are warned.")] = 55.0


class CameraSettings(DeviceBlock):
    """The camera for faces and photographs. Only `v4l2` may look at residents; the others play pictures in a demo."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py: v4l2, or in a demo mjpeg or sequence.")] = (
        "v4l2"
    )
    port: Annotated[Named, Field(description="v4l2: udev name or /dev/v4l/by-path. sequence: folder of pictures.")] = (
        Path("/dev/kiosk-camera")
    )
    url: Annotated[str, Field(pattern=r"^(http://.+)?$", description="mjpeg: address on this machine.")] = ""
    width_px: Annotated[int, Field(ge=160, le=3840, description="Wanted width of a picture.")] = 1280
    height_px: Annotated[int, Field(ge=120, le=2160, description="Wanted height of a picture.")] = 720
    frames_per_second: Annotated[float, Field(gt=0, le=60, description="Wanted pictures a second.")] = 25.0
    exposure_ms: Annotated[
        float | None, Field(gt=0, le=1000, description="Fixed exposure in milliseconds; left out: automatic.")
    ] = None

    @model_validator(mode="after")
    def _is_bound_to_its_socket(self) -> "CameraSettings":
        if self.model == "v4l2" and re.fullmatch(r"/dev/video\d+", str(self.port)):
            raise ValueError(
                f"'port' {self.port} is whatever camera came first: name its socket, as in /dev/v4l/by-path"
            )
        return self


class FaceSettings(DeviceBlock):
    """The comparison of the person before the camera with a portrait, and the proof that somebody is alive.

    The figures were measured on freely licensed photographs (tests/bench/bench_face.py): few people, no real card among
    them. A city fixes its own on its own cards before it opens the route.
    """

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "yunet-sface"
    landmarks: Annotated[
        Literal["5-point", "68-point"],
        Field(
            description="Points that judge liveness. 68-point also knows the mouth; the licence of its training "
            "pictures (iBUG 300-W) excludes commercial use."
        ),
    ] = "5-point"
    alike_from: Annotated[
        float,
        Field(ge=0.363, le=1, description="SFace cosine from which two faces count as one person's."),
    ] = 0.50
    unsure_from: Annotated[
        float, Field(ge=0.3, le=1, description="Below it they are two people's; in between nobody is sure.")
    ] = 0.42
    veto_distance: Annotated[
        float, Field(gt=0, le=0.6, description="dlib distance above which it refuses; dlib alone never accepts.")
    ] = 0.52
    frames: Annotated[int, Field(ge=1, le=15, description="Frames whose mean is compared.")] = 5
    portrait_eye_distance_px: Annotated[
        float, Field(ge=10, description="Least distance of the eyes in a portrait; a card's 102x126 has 27.")
    ] = 20.0
    portrait_sharpness: Annotated[
        float, Field(ge=0, description="Least variance of the Laplacian of a portrait's face at 112 px.")
    ] = 85.0
    portrait_contrast: Annotated[
        float, Field(ge=0, description="Least standard deviation of a portrait's grey levels.")
    ] = 12.0
    pad: Annotated[
        str,
        Field(
            description="Name in PAD_PROVIDERS (drivers/face/pad.py) of an infrared or depth camera that may refuse. "
            "Empty: none."
        ),
    ] = ""
    session_s: Annotated[Seconds, Field(description="Limit for one session, camera on to result.")] = 60.0
    start_s: Annotated[Seconds, Field(description="Limit for the process to start and load its models.")] = 20.0
    silence_s: Annotated[
        Seconds,
        Field(
            description="Silence after which the process counts as hung; outside a demo at least 5: the camera says "
            "nothing for up to 3 s when it closes, dlib for up to 3 s at the end."
        ),
    ] = 6.0

    @model_validator(mode="after")
    def _thresholds_in_order(self) -> "FaceSettings":
        if self.unsure_from > self.alike_from:
            raise ValueError("'unsure_from' is above 'alike_from': nobody could be unsure")
        return self


class DocumentScannerSettings(DeviceBlock):
    """The document scanner: flat bed or overhead camera."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py: sane, or in a demo image-source.")] = "sane"
    device: Annotated[Text, Field(description="SANE device name, or its alias in dll.aliases.")] = "kiosk-scanner"
    sane_folder: Annotated[Named | None, Field(description="Folder of dll.conf; left out: the system's.")] = None
    pictures: Annotated[Named | None, Field(description="image-source: folder of pictures.")] = None
    bed_width_mm: Annotated[float, Field(gt=50, le=500, description="Width of the glass.")] = 216.0
    bed_height_mm: Annotated[float, Field(gt=50, le=500, description="Height of the glass.")] = 297.0
    scan_s: Annotated[Seconds, Field(description="Limit for one scan.")] = 60.0


class SheetCameraSettings(DeviceBlock):
    """The camera above the tray of numbered sheets."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "snapshot"
    url: Annotated[
        str, Field(pattern=r"^http://[^\s]+$", max_length=200, description="Where it answers with one JPEG.")
    ]
    picture_s: Annotated[Seconds, Field(description="Limit for one picture.")] = 5.0


class UsbStickSettings(DeviceBlock):
    """The socket where residents put a USB stick."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "block-device"
    path: Annotated[Named, Field(description="Block device of that one socket, by udev: never a whole class of disks.")]
    read_s: Annotated[Seconds, Field(description="Limit for listing a stick, or reading a file of it.")] = 20.0


class SignaturePadSettings(DeviceBlock):
    """Where residents sign."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "screen"
    width_mm: Annotated[float, Field(ge=60, le=400, description="Width of the field.")] = 160.0
    height_mm: Annotated[float, Field(ge=25, le=200, description="Height of the field.")] = 60.0


class UpsSettings(DeviceBlock):
    """The battery behind the mains plug, through NUT's upsd."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "nut"
    host: Annotated[Text, Field(description="Where upsd listens.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535, description="TCP port of upsd.")] = 3493
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$", description="Its name in ups.conf.")] = "kiosk"
    power_off: Annotated[
        tuple[str, ...],
        Field(description="Program and arguments that switch the machine off at low battery; empty: upsmon does it."),
    ] = ()


class SoundSettings(DeviceBlock):
    """Loudspeaker and earphone."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py: aplay, or recorder without hardware.")] = (
        "aplay"
    )
    device: Annotated[Text, Field(description="ALSA name, as `aplay -L` gives it.")] = "default"
    volume_percent: Annotated[int, Field(ge=0, le=100, description="Where each visit begins.")] = 60


class MachineSettings(DeviceBlock):
    """What counts as in order at the computer itself."""

    disk_free_mb: Annotated[int, Field(ge=1, description="Least free space below state_folder.")] = 1024
    clock_error_s: Annotated[float, Field(gt=0, description="Largest estimated error of the clock.")] = 1.0
