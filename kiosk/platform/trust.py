"""Whom this terminal believes to be the platform, and whether that is the real province."""

import hashlib
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictBool

from config.toml_file import Block, SettingsError, Text, checked


class TrustSettings(Block):
    """A file of config/trust: the certificate authority whose servers are the platform."""

    name: Annotated[Text, Field(description="What staff read in the machine's status.")]
    ca: Annotated[Path, Field(description="PEM file of the authority; counts from this file's folder.")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$", description="Of the PEM file's bytes, in hex.")]
    statement_keys: Annotated[
        tuple[Annotated[str, Field(pattern=r"^04[0-9a-f]{128}$")], ...],
        Field(min_length=1, description="Uncompressed P-256 points, hex, that sign papers' QR codes."),
    ]
    verification_page: Annotated[
        str,
        Field(
            pattern=r"^https://[^\s#?]+$",
            max_length=60,
            description="Address of the page that checks papers; it stands on them in words, and no other is printed.",
        ),
    ]
    door_keys: Annotated[
        tuple[Annotated[str, Field(pattern=r"^04[0-9a-f]{128}$")], ...],
        Field(
            description="Uncompressed P-256 points, hex, that sign orders to open a locker's door; none opens without."
        ),
    ] = ()
    doctor_keys: Annotated[
        tuple[Annotated[str, Field(pattern=r"^04[0-9a-f]{128}$")], ...],
        Field(description="Uncompressed P-256 points, hex, that certify examining doctors; none is believed without."),
    ] = ()
    sealing_key: Annotated[
        str,
        Field(
            pattern=r"^([0-9a-f]{64})?$",
            description="X25519 public key, hex, that applications are encrypted to while the platform is away; "
            "empty: none is taken then.",
        ),
    ] = ""
    guide_pages: Annotated[
        str,
        Field(
            pattern=r"^(https://[^\s#?]+[^\s#?/])?$",
            max_length=60,
            description="Where guides stand in the net, an item's at its id below; empty: printed guides have no code.",
        ),
    ] = ""
    rating_pages: Annotated[
        str,
        Field(
            pattern=r"^(https://[^\s#?]+[^\s#?/])?$",
            max_length=60,
            description="Where a case is rated by telephone, at its number below; empty: slips have no code for that.",
        ),
    ] = ""
    seal_ca: Annotated[
        Path | None, Field(description="PEM file of the authority of sealed papers; none: no sealed paper is taken.")
    ] = None
    seal_sha256: Annotated[str, Field(pattern=r"^([0-9a-fA-F]{64})?$", description="Of that file's bytes, in hex.")] = (
        ""
    )
    real: Annotated[StrictBool, Field(description="false: every screen and paper says 演示数据.")]


@dataclass(frozen=True, slots=True)
class Trust:
    """A trust root that was read and found unchanged."""

    name: str
    ca_file: Path
    ca_pem: str = field(repr=False)
    is_real: bool
    statement_points: tuple[bytes, ...] = field(repr=False)
    """The keys that sign papers' QR codes, uncompressed."""
    verification_page: str
    """Where anybody checks a paper; the only address that a paper's code may lead to."""
    guide_pages: str = ""
    """Below which the guides stand in the net; empty where they do not."""
    rating_pages: str = ""
    """Below which a case is rated by telephone; empty where it cannot be."""
    door_points: tuple[bytes, ...] = field(default=(), repr=False)
    """The keys that sign orders to open a locker's door, uncompressed."""
    doctor_points: tuple[bytes, ...] = field(default=(), repr=False)
    """The keys that certify doctors who examine drivers, uncompressed."""
    sealing_key: bytes = field(default=b"", repr=False)
    """What only the platform may read is encrypted to it; empty for none."""
    seal_pem: str = field(default="", repr=False)
    """The authority of sealed papers; empty for none."""


def load(path: Path) -> Trust:
    """Read a trust file and the authority it names.

    Raises:
        SettingsError: either cannot be used, or the authority's file is not the one that was meant.
    """
    settings = checked(TrustSettings, path)
    seal_pem = "" if settings.seal_ca is None else _authority(settings.seal_ca, settings.seal_sha256, path, "seal_")
    return Trust(
        settings.name,
        settings.ca,
        _authority(settings.ca, settings.sha256, path),
        settings.real,
        tuple(bytes.fromhex(key) for key in settings.statement_keys),
        settings.verification_page,
        settings.guide_pages,
        settings.rating_pages,
        tuple(bytes.fromhex(key) for key in settings.door_keys),
        tuple(bytes.fromhex(key) for key in settings.doctor_keys),
        seal_pem=seal_pem,
        sealing_key=bytes.fromhex(settings.sealing_key),
    )


def refuse_demo(believed: Trust, *, is_demo: bool) -> None:
    """A demo plays cameras and cards: what they show must not open the real province.

    Raises:
        SettingsError: it would.
    """
    if believed.is_real and is_demo:
        raise SettingsError(
            f"'is_demo' with {believed.name}, which is real: set it false, or name another 'platform.trust'"
        )


def _authority(file: Path, sha256: str, path: Path, prefix: str = "") -> str:
    """An authority's PEM, unchanged since the trust file was written.

    Raises:
        SettingsError: it is another one, or none.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror}): check '{prefix}ca' in {path}") from error
    if hashlib.sha256(content).hexdigest() != sha256.lower():
        raise SettingsError(f"{path}: '{prefix}sha256' is not that of {file}: the authority's file was exchanged")
    try:
        pem = content.decode("ascii")
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=pem)
    except (ValueError, ssl.SSLError) as error:
        raise SettingsError(f"{file}: holds no certificate in PEM: check '{prefix}ca' in {path}") from error
    return pem
