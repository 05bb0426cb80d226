"""The sandbox's own certificate authority, made anew at every start. Nothing it signs is of use anywhere else.

The key of papers' QR codes stays in the folder: what was printed before a restart can be checked after it.
"""

import hashlib
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from printing.statement import point_of

VERIFICATION_PAGE = "https://verify.sandbox.invalid/v"
"""Where the page of printing/verify_page would lie; a demo paper names no real address."""
LIFE = timedelta(days=30)
"""Longer than any demo; a forgotten one does not live for ever."""
EARLIER = timedelta(days=1)
"""How long before its making a certificate is valid already: clocks differ."""
NOTHING_ELSE = {
    "content_commitment": False,
    "key_encipherment": False,
    "data_encipherment": False,
    "key_agreement": False,
    "encipher_only": False,
    "decipher_only": False,
}
"""Uses of a key that none of these certificates has."""


@dataclass(frozen=True, slots=True)
class SealAuthority:
    """Who vouches for the signers of sealed papers; never written but for its certificate."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    certificate: x509.Certificate = field(repr=False)

    @classmethod
    def made(cls, now: datetime) -> Self:
        """A new one."""
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(key, _authority(key, now, "演示数据 测试签章根证书"))

    @property
    def pem(self) -> bytes:
        """What terminals believe."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def make(folder: Path, now: datetime, seals: SealAuthority | None = None) -> Path:
    """Make authority, server certificate for this machine and trust file; the authority's key is never written.

    Args:
        folder: gets `trust/ca.pem`, `trust/sandbox.toml` and `tls/server.pem`.
        now: the moment of making; certificates are valid from a day before.
        seals: whose sealed papers are to be believed; gets `trust/seals.pem`.

    Returns:
        The server's PEM file: key and certificate, mode 0600.
    """
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority = _authority(authority_key, now)
    pem = authority.public_bytes(serialization.Encoding.PEM)
    trust = folder / "trust"
    trust.mkdir(mode=0o700, parents=True, exist_ok=True)
    (trust / "ca.pem").write_bytes(pem)
    point = point_of(statement_key(folder).public_key())
    (trust / "sandbox.toml").write_text(
        f'name = "演示数据 测试根证书"\nca = "ca.pem"\nsha256 = "{hashlib.sha256(pem).hexdigest()}"\nreal = false\n'
        f'statement_keys = ["{point.hex()}"]\nverification_page = "{VERIFICATION_PAGE}"\n'
        f'door_keys = ["{point_of(door_key(folder).public_key()).hex()}"]\n'
        f'doctor_keys = ["{point_of(doctors_key(folder).public_key()).hex()}"]\n'
        f'sealing_key = "{sealing_key(folder).public_key().public_bytes_raw().hex()}"\n'
        'guide_pages = "https://guides.sandbox.invalid"\n'
        'rating_pages = "https://rate.sandbox.invalid/r"\n' + _seals_of(trust, seals),
        "utf-8",
    )
    server = folder / "tls" / "server.pem"
    server.parent.mkdir(mode=0o700, exist_ok=True)
    server.unlink(missing_ok=True)
    with os.fdopen(os.open(server, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(_server(authority_key, authority, now))
    return server


def _seals_of(trust: Path, seals: SealAuthority | None) -> str:
    if seals is None:
        return ""
    (trust / "seals.pem").write_bytes(seals.pem)
    return f'seal_ca = "seals.pem"\nseal_sha256 = "{hashlib.sha256(seals.pem).hexdigest()}"\n'


def statement_key(folder: Path) -> ec.EllipticCurvePrivateKey:
    """The key that signs papers' QR codes; made at the first call, mode 0600."""
    return _kept_key(folder / "statement.key")


def door_key(folder: Path) -> ec.EllipticCurvePrivateKey:
    """The key that signs orders to open a locker's door; made at the first call, mode 0600."""
    return _kept_key(folder / "door.key")


def doctors_key(folder: Path) -> ec.EllipticCurvePrivateKey:
    """The key that certifies doctors who examine drivers; made at the first call, mode 0600."""
    return _kept_key(folder / "doctors.key")


def sealing_key(folder: Path) -> X25519PrivateKey:
    """What is encrypted to the platform is opened with it; made at the first call, mode 0600."""
    file = folder / "sealing.key"
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            target.write(X25519PrivateKey.generate().private_bytes_raw())
    return X25519PrivateKey.from_private_bytes(file.read_bytes())


def _kept_key(file: Path) -> ec.EllipticCurvePrivateKey:
    if not file.exists():
        made = ec.generate_private_key(ec.SECP256R1())
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            target.write(_private(made))
    key = serialization.load_pem_private_key(file.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file} holds a key of another kind")
    return key


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _authority(key: ec.EllipticCurvePrivateKey, now: datetime, words: str = "演示数据 测试根证书") -> x509.Certificate:
    name = name_of(words)
    return (
        started(name, name, key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=False, key_cert_sign=True, crl_sign=True, **NOTHING_ELSE), critical=True
        )
        .sign(key, hashes.SHA256())
    )


def _server(authority_key: ec.EllipticCurvePrivateKey, authority: x509.Certificate, now: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName("localhost"), x509.IPAddress(IPv4Address("127.0.0.1"))]
    certificate = (
        started(name_of("演示数据 沙箱"), authority.subject, key.public_key(), now)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, key_cert_sign=False, crl_sign=False, **NOTHING_ELSE), critical=True
        )
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return _private(key) + certificate.public_bytes(serialization.Encoding.PEM)


def started(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    """A certificate that says who and when, to be extended and signed."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + LIFE)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def name_of(text: str) -> x509.Name:
    """A name of one word."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
