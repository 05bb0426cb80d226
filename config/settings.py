"""Every setting of a terminal: type, unit, default, meaning. One TOML file a terminal; an unknown name is refused."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from config.cures import first_mistake


def _named(path: object) -> object:
    if isinstance(path, str) and (not path.strip() or "\0" in path):
        raise PydanticCustomError("path", "must name a file or a folder")
    return path


Text = Annotated[str, Field(min_length=1, max_length=200)]
Seconds = Annotated[float, Field(gt=0, le=86_400)]
Named = Annotated[Path, BeforeValidator(_named)]
"""A path that says something: an empty one would be the file's own folder."""
PLAYED = {"camera": {"mjpeg", "sequence"}, "document_scanner": {"image-source"}}
"""Models that show pictures made before, by their tables: what they show proves nothing about who stands there."""


class SettingsError(ValueError):
    """A file that cannot be used. The message is one line: file, line, key and cure."""


class Block(BaseModel):
    """A table of the file: frozen, nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, hide_input_in_errors=True, allow_inf_nan=False)


class DeviceBlock(Block):
    """A table that fits a device. Without the table the device is not fitted."""

    enabled: Annotated[bool, Field(description="false: it stays in the cabinet and nobody uses it.")] = True


class PlatformSettings(Block):
    """The provincial platform and how we speak to it."""

    url: Annotated[str, Field(pattern=r"^https://[^\s/]+$", description="Scheme, host and port; HTTPS only.")]
    trust: Annotated[Named, Field(description="File of config/trust kind: CA, its sha256, real or not.")]
    paas_id: Annotated[Text, Field(description="x-tif-paasid, given by the gateway.")]
    paas_token_file: Annotated[Named, Field(description="File with the gateway token, mode 0600.")]
    key_file: Annotated[Named, Field(description="The terminal's own Ed25519 key, PEM, made by `kiosk enrol`.")]
    connect_s: Annotated[Seconds, Field(description="Limit for the TCP and TLS start.")] = 3.0
    read_s: Annotated[Seconds, Field(description="Limit for silence while an answer is awaited.")] = 8.0
    whole_s: Annotated[Seconds, Field(description="Limit for one question with its retries.")] = 20.0


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
    pjl_beside: Annotated[
        bool,
        Field(description="Whether that port answers us while the queue is sending; many serve one caller at a time."),
    ] = True

    @model_validator(mode="after")
    def _has_its_address(self) -> "A4PrinterSettings":
        wanted = {"cups-ipp": "device", "cups-pjl": "pjl"}.get(self.model)
        if wanted is not None and not getattr(self, wanted):
            raise ValueError(f"model {self.model} needs '{wanted}': add it")
        return self


class LockerBoardSettings(Block):
    """One board of locks; no board can tell any of this."""

    board: Annotated[int, Field(ge=0, le=32, description="Address at its switches: 8A 1-32, CU16 0-14.")]
    locks: Annotated[int, Field(ge=1, le=24, description="Outputs with a lock, from 1: 8A up to 24, CU16 up to 16.")]
    feedback_inverted: Annotated[bool, Field(description="Whether contacts are closed while the door is open.")] = False
    item_sensors: Annotated[bool, Field(description="Whether its boxes have sensors (CU16 only).")] = False


class LockerSettings(DeviceBlock):
    """The pick-up locker: boards of locks on one RS-485 line."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "8a"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second: 8A 9600, CU16 19200.")] = 9_600
    echo: Annotated[bool, Field(description="Whether the RS-485 adapter gives our own bytes back.")] = False
    open_s: Annotated[Seconds, Field(description="Limit for a door to say open after its pulse.")] = 3.0
    poll_s: Annotated[float, Field(ge=0.2, le=0.5, description="Between two looks at a door that should open.")] = 0.25
    boards: Annotated[tuple[LockerBoardSettings, ...], Field(min_length=1, description="All boards on the line.")]


class SmartCardSettings(DeviceBlock):
    """The smart-card reader: social-security cards, travel documents, staff cards."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "pcsc"
    reader: Annotated[Text, Field(description="How its PC/SC name begins (`pcsc_scan`), without serial and slot.")]
    silence_s: Annotated[Seconds, Field(description="Limit for one answer of a card.")] = 5.0
    whole_s: Annotated[Seconds, Field(description="Limit for reading one card.")] = 30.0
    staff_cards: Annotated[
        dict[
            Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,16}$")], Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]
        ],
        Field(description="Number of each staff card and its Ed25519 public key in hex; a lost card is taken out."),
    ] = {}


class CodeScannerSettings(DeviceBlock):
    """The scanner for QR codes and bar codes."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "gm65"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second: GM65 9600, newer Newland 115200.")] = 9_600
    ending: Annotated[str, Field(pattern=r"^(cr|crlf|gap)$", description="What the scanner puts behind a code.")] = "cr"


class PinPadSettings(DeviceBlock):
    """The keypad for secret numbers."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "kiosk-pad"
    port: Annotated[Named, Field(description="The udev name.")]
    baud: Annotated[int, Field(description="Bits per second.")] = 9_600


class KeypadSettings(DeviceBlock):
    """The assistive keypad: a keyboard whose few keys are read as taps."""

    model: Annotated[str, Field(description="Name in drivers/catalog.py.")] = "linux-input"
    port: Annotated[Named, Field(description="The udev name of its event device; never a whole class of keyboards.")]
    keys: Annotated[
        dict[str, tuple[int, ...]],
        Field(description="Key codes of linux/input-event-codes.h by up, down, left, right, press, back, repeat."),
    ] = {
        "up": (103,),
        "down": (108,),
        "left": (105,),
        "right": (106,),
        "press": (28, 57, 96),
        "back": (1, 14),
        "repeat": (19, 59),
    }


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
    registers: Annotated[
        dict[str, Annotated[int, Field(ge=0, le=65_535)]],
        Field(description="Input registers (function 4): temperature, fan_speed."),
    ] = {}
    temperature_scale: Annotated[float, Field(gt=0, description="Degrees Celsius a count of its register.")] = 0.1
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
    session_s: Annotated[Seconds, Field(description="Limit for one session, camera on to result.")] = 60.0
    start_s: Annotated[Seconds, Field(description="Limit for the process to start and load its models.")] = 20.0
    silence_s: Annotated[
        Seconds,
        Field(
            description="Silence after which the process counts as hung; above the camera's own 2 s and 3 s to close."
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


class Limits(Block):
    """How long things may take. The numbers' sources are in docs/limits.md."""

    choosing_s: Annotated[Seconds, Field(description="Idle before the warning while nothing personal is shown.")] = 60.0
    personal_s: Annotated[Seconds, Field(description="Idle before the warning with personal data.")] = 90.0
    warning_s: Annotated[Seconds, Field(description="The warning's countdown.")] = 45.0
    farewell_s: Annotated[Seconds, Field(description="How long the last screen stays.")] = 30.0
    code_again_s: Annotated[Seconds, Field(description="Before a code may be sent again.")] = 60.0
    printer_patience_s: Annotated[Seconds, Field(description="How long a stopped printer may be helped.")] = 60.0
    print_page_s: Annotated[Seconds, Field(description="Longest silence between two pages.")] = 45.0
    card_poll_s: Annotated[Seconds, Field(description="Between two looks for a card.")] = 0.3
    device_poll_s: Annotated[Seconds, Field(description="Between two looks at a device at rest.")] = 5.0
    device_poll_in_use_s: Annotated[Seconds, Field(description="The same for what the running visit's item needs.")] = (
        1.0
    )
    stuck_s: Annotated[Seconds, Field(description="Silence of a device's worker after which it counts as stuck.")] = (
        90.0
    )


class Settings(Block):
    """One terminal."""

    terminal: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{3,32}$", description="Its name, e.g. huiyang-a2-07.")]
    place: Annotated[Text, Field(description="What residents read: hall and machine number.")]
    city: Annotated[str, Field(pattern=r"^\d{6}$", description="GB/T 2260 code of the city it serves.")]
    profile: Annotated[Text, Field(description="Stem of a file in config/profiles.")] = "demo"
    state_folder: Annotated[Named, Field(description="Where the journal lies; survives a restart.")]
    run_folder: Annotated[Named, Field(description="Sockets; on tmpfs, mode 0700.")]
    is_demo: Annotated[
        bool, Field(description="Played cameras and a robot at the screens may be used; never in a hall.")
    ] = False
    rendering: Annotated[str, Field(pattern=r"^(software|gpu)$", description="Qt Quick backend.")] = "software"
    mm_per_px: Annotated[float, Field(gt=0.05, lt=2, description="Millimetres a pixel, measured on the glass.")] = 0.369
    platform: PlatformSettings
    idcard: IdCardSettings | None = None
    receipt_printer: ReceiptPrinterSettings | None = None
    a4_printer: A4PrinterSettings | None = None
    locker: LockerSettings | None = None
    smart_card: SmartCardSettings | None = None
    code_scanner: CodeScannerSettings | None = None
    pin_pad: PinPadSettings | None = None
    keypad: KeypadSettings | None = None
    io_module: IoModuleSettings | None = None
    camera: CameraSettings | None = None
    face: FaceSettings | None = None
    document_scanner: DocumentScannerSettings | None = None
    signature_pad: SignaturePadSettings | None = None
    ups: UpsSettings | None = None
    sound: SoundSettings | None = None
    machine: MachineSettings | None = None
    traced: Annotated[
        tuple[str, ...], Field(description="Devices whose wire trace is on from the start (docs/where.md).")
    ] = ()
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _plays_in_a_demo_only(self) -> "Settings":
        for name, models in PLAYED.items():
            model = getattr(getattr(self, name), "model", "")
            if model in models and not self.is_demo:
                message = "{model} plays pictures, which only a demo may (is_demo): name the model of a real device"
                raise PydanticCustomError("played", message, {"model": model, "key": f"{name}.model"})
        return self


def load(path: Path) -> Settings:
    """Read and check one terminal's file; relative paths in it count from its folder.

    Raises:
        SettingsError: with file, line, key and cure.
    """
    return checked(Settings, path)


B = TypeVar("B", bound=Block)


def checked(kind: type[B], path: Path) -> B:
    """Read one TOML file as a `kind`; relative paths count from the file's folder.

    Raises:
        SettingsError: with file, line, key and cure.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: byte {error.start} is not UTF-8: save the file as UTF-8") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    try:
        value = kind.model_validate(table)
    except ValidationError as error:
        raise SettingsError(first_mistake(error, path, text)) from None
    return _rooted(value, path.parent)


def _rooted(value: B, folder: Path) -> B:
    changes: dict[str, Any] = {}
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if isinstance(inner, Path) and not inner.is_absolute():
            changes[name] = (folder / inner).resolve()
        elif isinstance(inner, Block):
            changes[name] = _rooted(inner, folder)
    return value.model_copy(update=changes)
