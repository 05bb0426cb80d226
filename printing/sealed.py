"""Papers that the platform sealed (PAdES): nothing of one is shown or printed before all of this was checked.

One signature, whole and unbroken over the whole file, by a certificate that leads to the authority we believe and is
in force now, with no change allowed after it; the hash that the platform named; the person and the print that the file
names; the number of pages. A file that fails any of it is refused whole.
"""

import hashlib
import io
import logging
import struct
import zlib
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import pem, x509
from asn1crypto.core import Sequence
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from printing.document import Paper
from printing.verify import NotBound, binding_of

for _library in ("pyhanko", "pyhanko_certvalidator"):
    # What they log names certificates and quotes files; whoever calls us says that a file was refused, and why.
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)

LARGEST = 8_000_000
"""Bytes (our choice: a hundred pages are 0.6 MB, a sealed one with photographs some more)."""
_UNREADABLE = (
    PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    ArithmeticError,
    RecursionError,
    struct.error,
    zlib.error,
)
"""What pyHanko 0.38 raises on files with changed bytes: the first five were seen in 8 000 tries, the others are what
its readers of numbers, streams and certificates may raise by their own documentation. All mean: no."""


class NotSealed(Exception):  # noqa: N818  a sentence: the file is not sealed by whom we believe for whom stands there
    """A file that may be neither shown nor printed. The message is a reason without any value of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the platform said about a sealed file when it issued the document, and who stands there."""

    sha256: str
    """Hex, of the file."""
    subject: str = field(repr=False)
    serial: str
    pages: int


def sealed_paper(pdf: bytes, expected: Expected, session: str, authority_pem: str, now: datetime) -> Paper:
    """A paper for the spool, of a file that was checked this moment.

    Args:
        pdf: the file.
        expected: what it has to be.
        session: the visit it is for.
        authority_pem: root certificates that are believed.
        now: the moment, with its zone.

    Raises:
        NotSealed: anything is not as it has to be.
    """
    check_sealed(pdf, expected, authority_pem, now)
    return Paper(
        session=session,
        subject=expected.subject,
        serial=expected.serial,
        pages=expected.pages,
        sha256=expected.sha256,
        pdf=pdf,
    )


def check_sealed(pdf: bytes, expected: Expected, authority_pem: str, now: datetime) -> None:
    """Refuse a file that is not exactly what the platform sealed for this person and this print.

    Raises:
        NotSealed: as `sealed_paper`.
    """
    if len(pdf) > LARGEST:
        raise NotSealed("larger than any paper")
    if hashlib.sha256(pdf).hexdigest() != expected.sha256.lower():
        raise NotSealed("not the bytes that the platform named")
    check_signature(pdf, authority_pem, now)
    try:
        binding = binding_of(pdf)
    except NotBound as error:
        raise NotSealed(str(error)) from error
    if not expected.subject or binding.subject != expected.subject:
        raise NotSealed("made for another person")
    if binding.serial != expected.serial:
        raise NotSealed("made for another print")
    if binding.pages != expected.pages:
        raise NotSealed("another number of pages")


def check_signature(pdf: bytes, authority_pem: str, now: datetime) -> None:
    """Refuse a file without exactly one good seal over all of it.

    Raises:
        NotSealed: as `sealed_paper`.
    """
    roots = [x509.Certificate.load(der) for _, _, der in pem.unarmor(authority_pem.encode(), multiple=True)]
    context = ValidationContext(trust_roots=roots, moment=now, allow_fetching=False, revocation_mode="soft-fail")
    try:
        seals = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if len(seals) != 1:
            raise NotSealed("not one seal")
        status = validate_pdf_signature(seals[0], context)
        is_for_papers = _is_for_papers(seals[0].signer_cert)
        is_tight = _fills_its_gap(pdf, seals[0]) and _brings_only_its_chain(seals[0], status, roots)
    except _UNREADABLE as error:
        raise NotSealed(f"not a sealed PDF: {type(error).__name__}") from error
    if not is_for_papers:
        raise NotSealed("sealed with a key for something else")
    reason = _reason_against(status)
    if reason or not is_tight:
        raise NotSealed(reason or "bytes beside the seal")


_PURPOSES = {
    "1.3.6.1.5.5.7.3.36",  # id-kp-documentSigning, RFC 9336
    "1.3.6.1.4.1.311.10.3.12",  # Microsoft's document signing, older than that
    "1.2.840.113583.1.1.5",  # Adobe's authentic documents
}
"""What the key of a seal may be for, where its certificate says so (RFC 5280 4.2.1.12); anything besides is refused:
serverAuth, clientAuth, codeSigning, and anyExtendedKeyUsage, which is all of them."""


def _is_for_papers(certificate: x509.Certificate) -> bool:
    """Whether its key seals papers and does nothing else of weight.

    RFC 5280 4.2.1.3: contentCommitment (asn1crypto says non_repudiation) is what its holder is held to. Certificates
    for servers and for log-in have digitalSignature alone, those for other certificates keyCertSign.
    """
    uses = set(certificate.key_usage_value.native) if certificate.key_usage_value is not None else set()
    purposes = certificate.extended_key_usage_value or ()
    return (
        "non_repudiation" in uses
        and not uses & {"key_cert_sign", "crl_sign"}
        and all(purpose.dotted in _PURPOSES for purpose in purposes)
    )


def _reason_against(status: PdfSignatureStatus) -> str:
    if not status.intact or not status.valid:
        return "changed after it was sealed"
    if not status.trusted:
        return "not sealed by whom we believe, or not in force"
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        return "the seal does not cover the whole file"
    if status.modification_level is not ModificationLevel.NONE or not status.docmdp_ok:
        return "changed after it was sealed"
    return "" if status.bottom_line else "the seal is not good"


def _fills_its_gap(pdf: bytes, seal: EmbeddedPdfSignature) -> bool:
    """Whether the only bytes that the seal cannot cover are itself: `<hex>`, padded with zeros, in one case of letters.

    A seal stays valid when something is written into the padding behind it, or a letter of the hex changes its case.
    What is left, some fields of the seal that repeat others, only the file's hash guards.
    """
    start, length, after, rest = (int(number) for number in seal.byte_range)
    gap = pdf[length:after]
    if start != 0 or after + rest != len(pdf) or gap[:1] != b"<" or gap[-1:] != b">":
        return False
    written = gap[1:-1]
    content = bytes.fromhex(written.decode("ascii"))
    padded = Sequence.load(content).dump() if content else b""
    tidy = padded + bytes(len(content) - len(padded))
    return content == tidy and written in (content.hex().encode(), content.hex().upper().encode())


def _brings_only_its_chain(
    seal: EmbeddedPdfSignature, status: PdfSignatureStatus, roots: list[x509.Certificate]
) -> bool:
    """Whether every certificate in the seal is one that it needs: no signature covers what else is put there."""
    path = status.validation_path
    needed = {certificate.dump() for certificate in [status.signing_cert, *roots, *(path or [])]}
    return all(certificate.dump() in needed for certificate in seal.other_embedded_certs)
