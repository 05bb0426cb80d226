"""Sealed papers: the tamper matrix. Whatever is changed, added, signed by others or meant for others is refused."""

import hashlib
import io
import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier
from other_signers import signer_with
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.status import SignatureCoverageLevel
from sample_papers import document

from drivers.clock import BEIJING
from kiosk.sandbox.certificates import SealAuthority
from kiosk.sandbox.seals import Sealer, picture
from printing.certificate import render
from printing.document import Paper
from printing.sealed import Expected, NotSealed, _reason_against, check_sealed, check_signature, sealed_paper
from printing.verify import check_bound

NOW = datetime(2026, 11, 21, 10, 12, tzinfo=BEIJING)
AUTHORITY = SealAuthority.made(NOW)
SEALER, STRANGER = Sealer(AUTHORITY, NOW), Sealer(SealAuthority.made(NOW), NOW)
PEM = AUTHORITY.pem.decode()


@pytest.fixture(scope="module")
def drawn() -> Paper:
    return render(document(3), "")


@pytest.fixture(scope="module")
def sealed(drawn: Paper) -> bytes:
    return SEALER.seal(drawn.pdf)


def expected(pdf: bytes, paper: Paper) -> Expected:
    """As a platform that was fooled would say it: the hash is always that of the file."""
    return Expected(sha256=hashlib.sha256(pdf).hexdigest(), subject=paper.subject, serial=paper.serial, pages=1)


def refused(pdf: bytes, wanted: Expected, now: datetime = NOW) -> str:
    with pytest.raises(NotSealed) as error:
        check_sealed(pdf, wanted, PEM, now)
    return str(error.value)


def test_a_good_file_passes_and_is_bound_like_any_paper(sealed: bytes, drawn: Paper) -> None:
    paper = sealed_paper(sealed, expected(sealed, drawn), "visit-1", PEM, NOW)
    check_bound(paper, "visit-1", drawn.subject)
    assert paper.pdf == sealed
    assert len(sealed) < len(drawn.pdf) + 60_000


def test_any_changed_byte_is_refused_by_the_hash(sealed: bytes, drawn: Paper) -> None:
    named = expected(sealed, drawn)
    for place in range(0, len(sealed), 97):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert refused(bytes(changed), named) == "not the bytes that the platform named"


def test_a_changed_byte_is_refused_by_the_seal_alone(sealed: bytes) -> None:
    """Where the hash came along with the change. The hex of the seal itself has tests of its own."""
    dice = random.Random(7)  # noqa: S311 - the same places every time
    start = sealed.index(b"/Contents <")
    end = sealed.index(b">", start)
    outside = [*range(start), *range(end + 1, len(sealed))]
    anywhere = dice.sample(outside, 400 if os.environ.get("KIOSK_SOAK") else 50)
    places = [*anywhere, *range(20), *range(end + 1, end + 40), *range(len(sealed) - 60, len(sealed))]
    for place in places:
        changed = bytearray(sealed)
        changed[place] ^= 1 << dice.randrange(8)
        with pytest.raises(NotSealed):
            check_signature(bytes(changed), PEM, NOW)


def in_the_padding(pdf: bytes) -> bytes:
    end = pdf.index(b">", pdf.index(b"/Contents <"))
    return pdf[: end - 2] + b"41" + pdf[end:]


def in_the_case(pdf: bytes) -> bytes:
    place = pdf.index(b"A", pdf.index(b"/Contents <") + 11)
    return pdf[:place] + b"a" + pdf[place + 1 :]


def in_the_copy_of_the_authority(pdf: bytes) -> bytes:
    """The first certificate that lies in the seal; no signature covers it there."""
    name, other = (f"测试签章根证{last}".encode().hex().upper().encode() for last in "书出")
    return pdf.replace(name, other, 1)


def appended_revision(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Lang"] = generic.pdf_string("en")
    writer.update_root()  # type: ignore[no-untyped-call]  # pyHanko has no types there
    target = io.BytesIO()
    writer.write(target)  # type: ignore[no-untyped-call]  # as above
    return target.getvalue()


TAMPERINGS: dict[str, Callable[[bytes], bytes]] = {
    "padding": in_the_padding,
    "case of the hex": in_the_case,
    "copy of the authority": in_the_copy_of_the_authority,
    "appended revision": appended_revision,
    "appended bytes": lambda pdf: pdf + b"\n% more\n",
    "bytes in front": lambda pdf: b"\n" + pdf,
    "cut": lambda pdf: pdf[:-7],
    "no file": lambda _: b"",
    "no PDF": lambda _: b"<html>",
}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("how", TAMPERINGS)
def test_a_tampered_file_is_refused_also_when_the_hash_was_changed_with_it(
    how: str, sealed: bytes, drawn: Paper
) -> None:
    changed = TAMPERINGS[how](sealed)
    assert changed != sealed
    refused(changed, expected(changed, drawn))


def test_a_file_without_a_seal_is_refused(drawn: Paper) -> None:
    assert refused(drawn.pdf, expected(drawn.pdf, drawn)) == "not one seal"


def test_a_second_signature_beside_a_good_one_is_refused(drawn: Paper) -> None:
    pdf = drawn.pdf
    for field, sealer in (("one", SEALER), ("two", STRANGER)):
        target = io.BytesIO()
        meta = signers.PdfSignatureMetadata(field_name=field)
        signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer=sealer.signer(NOW), output=target)
        pdf = target.getvalue()
    assert refused(pdf, expected(pdf, drawn)) == "not one seal"


def test_another_signer_is_refused(drawn: Paper) -> None:
    forged = STRANGER.seal(drawn.pdf)
    assert "whom we believe" in refused(forged, expected(forged, drawn))


SEALS = frozenset({"digital_signature", "content_commitment"})
DOCUMENTS = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
OTHER_PURPOSES = (
    ExtendedKeyUsageOID.SERVER_AUTH,
    ExtendedKeyUsageOID.CLIENT_AUTH,
    ExtendedKeyUsageOID.CODE_SIGNING,
    ExtendedKeyUsageOID.TIME_STAMPING,
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
)


@pytest.mark.parametrize("purpose", [None, *OTHER_PURPOSES])
def test_a_servers_or_a_persons_certificate_is_refused(drawn: Paper, purpose: ObjectIdentifier | None) -> None:
    """What certificates for servers, log-in and programs have: digitalSignature, and what it is for."""
    other = signer_with(AUTHORITY, NOW, frozenset({"digital_signature"}), (purpose,) if purpose else ())
    forged = SEALER.seal(drawn.pdf, other)
    assert refused(forged, expected(forged, drawn)) == "sealed with a key for something else"


@pytest.mark.parametrize("purposes", [*((one,) for one in OTHER_PURPOSES), (DOCUMENTS, OTHER_PURPOSES[0])])
def test_a_certificate_for_something_else_is_refused_whatever_its_key_may_do(
    drawn: Paper, purposes: tuple[ObjectIdentifier, ...]
) -> None:
    forged = SEALER.seal(drawn.pdf, signer_with(AUTHORITY, NOW, SEALS, purposes))
    assert refused(forged, expected(forged, drawn)) == "sealed with a key for something else"


@pytest.mark.parametrize(
    "uses", [{"key_agreement"}, {"content_commitment", "key_cert_sign"}, {"content_commitment", "crl_sign"}]
)
def test_a_key_that_seals_no_papers_is_refused(drawn: Paper, uses: set[str]) -> None:
    forged = SEALER.seal(drawn.pdf, signer_with(AUTHORITY, NOW, frozenset(uses)))
    assert refused(forged, expected(forged, drawn)) == "sealed with a key for something else"


def test_a_certificate_for_documents_seals(drawn: Paper) -> None:
    good = SEALER.seal(drawn.pdf, signer_with(AUTHORITY, NOW, SEALS, (DOCUMENTS,)))
    check_sealed(good, expected(good, drawn), PEM, NOW)


GOOD: dict[str, Any] = {
    "intact": True,
    "valid": True,
    "trusted": True,
    "coverage": SignatureCoverageLevel.ENTIRE_FILE,
    "modification_level": ModificationLevel.NONE,
    "docmdp_ok": True,
    "bottom_line": True,
}


@pytest.mark.parametrize(
    "bad",
    [
        {"intact": False},
        {"valid": False},
        {"trusted": False},
        {"coverage": SignatureCoverageLevel.ENTIRE_REVISION},
        {"modification_level": ModificationLevel.FORM_FILLING},
        {"docmdp_ok": False},
        {"bottom_line": False},
    ],
)
def test_each_word_of_the_library_counts_alone(bad: dict[str, Any]) -> None:
    """They mostly come together; none may lean on the others."""
    assert _reason_against(SimpleNamespace(**GOOD)) == ""  # type: ignore[arg-type]  # the fields that it reads
    assert _reason_against(SimpleNamespace(**GOOD | bad))  # type: ignore[arg-type]  # the same


@pytest.mark.parametrize("days", [-2, 31])
def test_a_certificate_that_is_not_in_force_is_refused(sealed: bytes, drawn: Paper, days: int) -> None:
    assert "in force" in refused(sealed, expected(sealed, drawn), NOW + timedelta(days=days))


def test_an_expired_signer_below_a_good_authority_is_refused(drawn: Paper) -> None:
    old = SEALER.seal(drawn.pdf, SEALER.signer(NOW - timedelta(days=40)))
    assert "in force" in refused(old, expected(old, drawn))


def test_another_persons_file_is_refused(sealed: bytes, drawn: Paper) -> None:
    named = expected(sealed, drawn)
    assert refused(sealed, replace(named, subject="sub_ffffffffffffffff")) == "made for another person"
    assert refused(sealed, replace(named, subject="")) == "made for another person"
    assert refused(sealed, replace(named, serial="HY07-20261121-000043")) == "made for another print"
    assert refused(sealed, replace(named, pages=2)) == "another number of pages"


def test_a_file_larger_than_any_paper_is_not_even_read(drawn: Paper) -> None:
    huge = b"%PDF-1.4\n" + b" " * 8_000_000
    assert refused(huge, expected(huge, drawn)) == "larger than any paper"


def test_no_reason_names_the_person(sealed: bytes, drawn: Paper) -> None:
    assert "sub_" not in refused(sealed, replace(expected(sealed, drawn), subject="sub_ffffffffffffffff"))
    assert "sub_" not in repr(expected(sealed, drawn))


def test_the_seal_is_seen_and_red() -> None:
    colours = picture().convert("RGBA").getcolors(1 << 20) or []
    assert sum(count for count, colour in colours if colour == (205, 30, 30, 255)) > 5_000
