"""Signers below a good authority whose certificates are for something else than papers."""

from datetime import datetime

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kiosk.sandbox.certificates import NOTHING_ELSE, SealAuthority, name_of, started

USES = ("digital_signature", "key_cert_sign", "crl_sign", *NOTHING_ELSE)


def signer_with(
    authority: SealAuthority, now: datetime, uses: frozenset[str], purposes: tuple[x509.ObjectIdentifier, ...] = ()
) -> signers.SimpleSigner:
    """One whose certificate has just these uses of its key, and says what it is for where purposes are given."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        started(name_of("演示数据 另一用途"), authority.certificate.subject, key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in uses for use in USES}), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
    )
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(list(purposes)), critical=False)
    certificate = builder.sign(authority.key, hashes.SHA256())
    store = SimpleCertificateStore.from_certs([_asn1(authority.certificate)])  # type: ignore[no-untyped-call]  # no types
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=_asn1(certificate), signing_key=keys.PrivateKeyInfo.load(private), cert_registry=store
    )


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
