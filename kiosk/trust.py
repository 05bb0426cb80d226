"""Whom this terminal believes to be the platform, and whether that is the real province."""

import hashlib
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictBool

from config.settings import Block, SettingsError, Text, checked


class TrustSettings(Block):
    """A file of config/trust: the certificate authority whose servers are the platform."""

    name: Annotated[Text, Field(description="What staff read in the machine's status.")]
    ca: Annotated[Path, Field(description="PEM file of the authority; counts from this file's folder.")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$", description="Of the PEM file's bytes, in hex.")]
    real: Annotated[StrictBool, Field(description="false: every screen and paper says 演示数据.")]


@dataclass(frozen=True, slots=True)
class Trust:
    """A trust root that was read and found unchanged."""

    name: str
    ca_file: Path
    ca_pem: str = field(repr=False)
    is_real: bool


def load(path: Path) -> Trust:
    """Read a trust file and the authority it names.

    Raises:
        SettingsError: either cannot be used, or the authority's file is not the one that was meant.
    """
    settings = checked(TrustSettings, path)
    try:
        content = settings.ca.read_bytes()
    except OSError as error:
        raise SettingsError(f"{settings.ca}: cannot be read ({error.strerror}): check 'ca' in {path}") from error
    if hashlib.sha256(content).hexdigest() != settings.sha256.lower():
        raise SettingsError(f"{path}: 'sha256' is not that of {settings.ca}: the authority's file was exchanged")
    try:
        pem = content.decode("ascii")
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=pem)
    except (ValueError, ssl.SSLError) as error:
        raise SettingsError(f"{settings.ca}: holds no certificate in PEM: check 'ca' in {path}") from error
    return Trust(settings.name, settings.ca, pem, settings.real)
