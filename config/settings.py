"""Every setting of a terminal: type, unit, default, meaning. One TOML file a terminal; an unknown name is refused."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

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
    MachineSettings,
    PinPadSettings,
    ReceiptPrinterSettings,
    SheetCameraSettings,
    SignaturePadSettings,
    SmartCardSettings,
    SoundSettings,
    UpsSettings,
    UsbStickSettings,
)
from config.network_settings import NetworkSettings
from config.staff_settings import StaffSettings
from config.toml_file import Block, Named, Seconds, Text, checked

PLAYED = {"camera": {"mjpeg", "sequence"}, "document_scanner": {"image-source"}}
"""Models that show pictures made before, by their tables: what they show proves nothing about who stands there."""
STAND_IN = "drivers.idcard.stand_in_decoder"
"""Makes portraits of invented people, whatever the card holds."""
FRAMES_LEAST = 5
"""Of a comparison outside a demo: the mean of five was measured (docs/face.md)."""
SILENCE_LEAST_S = 5.0
"""The same for the face process: the camera may need 3 s to close, dlib 3 s for its last answer."""


class PlatformSettings(Block):
    """The provincial platform and how we speak to it."""

    url: Annotated[str, Field(pattern=r"^https://[^\s/]+$", description="Scheme, host and port; HTTPS only.")]
    trust: Annotated[Named, Field(description="File of config/trust kind: CA, its sha256, real or not.")]
    gateway: Annotated[
        Literal["x-tif", "gjgxjhpt"], Field(description="Its headers; those of the province that the profile names.")
    ] = "x-tif"
    paas_id: Annotated[Text, Field(description="Our registration at the gateway, given by it.")]
    paas_token_file: Annotated[Named, Field(description="File with the gateway token, mode 0600.")]
    key_file: Annotated[Named, Field(description="The terminal's own Ed25519 key, PEM, made by `kiosk enrol`.")]
    connect_s: Annotated[Seconds, Field(description="Limit for the TCP and TLS start.")] = 3.0
    read_s: Annotated[Seconds, Field(description="Limit for silence while an answer is awaited.")] = 8.0
    whole_s: Annotated[Seconds, Field(description="Limit for one question with its retries.")] = 20.0


class Limits(Block):
    """How long things may take. The numbers' sources are in docs/limits.md."""

    choosing_s: Annotated[Seconds, Field(description="Idle before the warning while nothing personal is shown.")] = 60.0
    personal_s: Annotated[Seconds, Field(description="Idle before the warning with personal data.")] = 90.0
    warning_s: Annotated[Seconds, Field(description="The warning's countdown.")] = 45.0
    veil_s: Annotated[Seconds, Field(description="Idle before personal data is covered.")] = 30.0
    calm_s: Annotated[Seconds, Field(description="Idle before the warning in large text or with the keypad.")] = 180.0
    calm_warning_s: Annotated[Seconds, Field(description="The warning's countdown there.")] = 60.0
    calm_veil_s: Annotated[Seconds, Field(description="Idle before personal data is covered there.")] = 90.0
    farewell_s: Annotated[Seconds, Field(description="How long the last screen stays; twice in large text.")] = 30.0
    rest_s: Annotated[Seconds, Field(description="Idle on the home screen before the attract loop.")] = 60.0
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


class NeighbourSettings(Block):
    """Another terminal nearby, for a person who cannot be served here."""

    name: Annotated[Text, Field(description="As it stands on that machine, e.g. A2-08.")]
    place: Annotated[Text, Field(description="Where it stands, as a person would say it, e.g. 电梯口左边.")]


HOURS = r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$"
"""A stretch of a day, e.g. 08:30-12:00."""
PlaceKind = Literal["hall", "police", "exit-entry", "social-card"]
"""政务大厅窗口, 公安户籍窗口, 出入境窗口, 社保卡网点: what people are sent to (config/elsewhere.toml)."""


class PlaceSettings(Block):
    """Somewhere with people at a counter, for whom no machine can serve."""

    kind: Annotated[PlaceKind, Field(description="What is done there.")]
    name: Annotated[Text, Field(description="As it stands over the counter.", max_length=60)]
    where: Annotated[Text, Field(description="How one gets there, as a person would say it.", max_length=80)]
    days: Annotated[
        Literal["every", "working"], Field(description="Every day, or the working days of config/calendar.")
    ] = "working"
    hours: Annotated[
        tuple[Annotated[str, Field(pattern=HOURS)], ...], Field(min_length=1, description="Stretches of the day.")
    ]
    phone: Annotated[str, Field(max_length=32, description="Telephone there; empty: nobody answers.")] = ""
    departments: Annotated[
        tuple[Text, ...], Field(description="Offices of config/departments.toml served there; none: all.")
    ] = ()


Traced = Literal["idcard", "receipt_printer", "a4_printer", "locker", "code_scanner", "io_module", "bank_card"]
"""Devices whose wire can be traced; the others carry secrets alone, or have no wire of bytes (their checklists)."""


class MedicalSettings(Block):
    """The station of a driver's medical: eyes before the glass, ears at the earphone.

    A level in dB HL is a matter of the earphone: `tone_dbfs` is measured with an artificial ear (GB/T 7341), at the
    volume below, so that the tone is heard like a tuning fork 50 cm away; until then the doctor decides about hearing.
    """

    eye_distance_mm: Annotated[
        float, Field(ge=1000, le=6000, description="From the glass to the mark on the floor, in millimetres, measured.")
    ] = 3000.0
    tone_dbfs: Annotated[float, Field(ge=-80, le=0, description="Amplitude of the tone, dB below full scale.")] = -26.0
    tone_percent: Annotated[int, Field(ge=1, le=100, description="Volume at which that was measured.")] = 60
    ice_servers: Annotated[
        tuple[Annotated[str, Field(pattern=r"^(stun|turns?):[^\s]+$")], ...],
        Field(description="STUN and TURN servers of the call with the doctor, e.g. turn:10.0.0.5:3478?transport=tcp."),
    ] = ()
    turn_user: Annotated[str, Field(max_length=64, description="Account at the TURN server.")] = ""
    turn_secret_file: Annotated[Named | None, Field(description="File with its password, mode 0600.")] = None
    microphone: Annotated[str, Field(max_length=64, description="ALSA name for the call; empty: nothing is heard.")] = (
        ""
    )


class Settings(Block):
    """One terminal."""

    terminal: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{3,32}$", description="Its name, e.g. huiyang-a2-07.")]
    place: Annotated[
        Text, Field(max_length=80, description="What residents read, also at the foot of papers: hall and number.")
    ]
    city: Annotated[str, Field(pattern=r"^\d{6}$", description="GB/T 2260 code of the city it serves.")]
    profile: Annotated[Text, Field(description="Stem of a file in config/profiles.")] = "demo"
    state_folder: Annotated[Named, Field(description="Where the journal lies; survives a restart.")]
    run_folder: Annotated[Named, Field(description="Sockets; on tmpfs, mode 0700.")]
    is_demo: Annotated[
        bool, Field(description="Played cameras and a robot at the screens may be used; never in a hall.")
    ] = False
    rendering: Annotated[str, Field(pattern=r"^(software|gpu)$", description="Qt Quick backend.")] = "software"
    mm_per_px: Annotated[float, Field(gt=0.05, lt=2, description="Millimetres a pixel, measured on the glass.")] = 0.369
    lower_edge_mm: Annotated[
        float, Field(ge=400, le=1100, description="From the floor to the lower edge of the glass, measured there.")
    ] = 800.0
    help_line: Annotated[
        str, Field(max_length=32, description="Telephone of the duty desk; empty: nobody answers.")
    ] = ""
    help_hours: Annotated[str, Field(max_length=32, description="When somebody answers it, e.g. 8:30-17:30.")] = ""
    address: Annotated[
        str, Field(max_length=80, description="Where this is, as one says it to 110; the place if empty.")
    ] = ""
    hall_plan: Annotated[
        str,
        Field(
            pattern=r"^([a-z][a-z0-9-]{0,31}|/[^\n]+\.toml)?$",
            description="The site's plan for the map (docs/hall-map.md): stem of a file in config/halls, or the whole"
            " path of your own; empty: the item is a guide only.",
        ),
    ] = ""
    medical: MedicalSettings = MedicalSettings()
    platform: PlatformSettings
    idcard: IdCardSettings | None = None
    receipt_printer: ReceiptPrinterSettings | None = None
    a4_printer: A4PrinterSettings | None = None
    locker: LockerSettings | None = None
    smart_card: SmartCardSettings | None = None
    code_scanner: CodeScannerSettings | None = None
    pin_pad: PinPadSettings | None = None
    bank_card: BankCardSettings | None = None
    endorser: EndorserSettings | None = None
    keypad: KeypadSettings | None = None
    io_module: IoModuleSettings | None = None
    camera: CameraSettings | None = None
    face: FaceSettings | None = None
    document_scanner: DocumentScannerSettings | None = None
    usb_stick: UsbStickSettings | None = None
    sheet_camera: SheetCameraSettings | None = None
    signature_pad: SignaturePadSettings | None = None
    ups: UpsSettings | None = None
    sound: SoundSettings | None = None
    machine: MachineSettings | None = None
    network: NetworkSettings | None = None
    staff: StaffSettings | None = None
    traced: Annotated[
        tuple[Traced, ...], Field(description="Devices whose wire trace is on from the start (docs/where.md).")
    ] = ()
    limits: Limits = Limits()
    neighbours: Annotated[
        tuple[NeighbourSettings, ...],
        Field(description="Other terminals for whom this one cannot serve, nearest first."),
    ] = ()
    places: Annotated[
        tuple[PlaceSettings, ...],
        Field(description="Counters for whom no machine can serve, the nearest of a kind first."),
    ] = ()

    @model_validator(mode="after")
    def _faces_need_a_camera(self) -> "Settings":
        if self.face is not None and self.face.enabled and (self.camera is None or not self.camera.enabled):
            message = "there is no camera to look with: add a [camera] table, or set enabled = false"
            raise PydanticCustomError("no_camera", message, {"key": "face"})
        return self

    @model_validator(mode="after")
    def _plays_in_a_demo_only(self) -> "Settings":
        for name, models in PLAYED.items():
            model = getattr(getattr(self, name), "model", "")
            if model in models and not self.is_demo:
                message = "{model} plays pictures, which only a demo may (is_demo): name the model of a real device"
                raise PydanticCustomError("played", message, {"model": model, "key": f"{name}.model"})
        decoder = self.idcard.portrait_decoder if self.idcard is not None else ()
        if STAND_IN in decoder and not self.is_demo:
            message = "it makes up portraits, which only a demo may (is_demo): name the vendor's decoder, or none"
            raise PydanticCustomError("stand_in", message, {"key": "idcard.portrait_decoder"})
        return self

    @model_validator(mode="after")
    def _faces_are_judged_as_measured(self) -> "Settings":
        if self.face is None or self.is_demo:
            return self
        for name, least in (("frames", FRAMES_LEAST), ("silence_s", SILENCE_LEAST_S)):
            if getattr(self.face, name) < least:
                message = "outside a demo at least {least}: set it so, or leave it out"
                raise PydanticCustomError("too_little", message, {"least": f"{least:g}", "key": f"face.{name}"})
        return self


REACH_MM = 1220.0
"""The highest a control may stand for somebody who sits: EN 301 549 8.3.2, ADA 308, KS."""


def reach_line_mm(settings: Settings) -> float:
    """From the lower edge of the glass to the reach line, in millimetres."""
    return REACH_MM - settings.lower_edge_mm


def load(path: Path) -> Settings:
    """Read and check one terminal's file; relative paths in it count from its folder.

    Raises:
        SettingsError: with file, line, key and cure.
    """
    return checked(Settings, path)
