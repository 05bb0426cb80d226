"""Seals papers as a province's seal system does: a PAdES signature with a visible seal that says it is none.

The signer is made anew at every start and never written. The picture is drawn here, in the sandbox: no
terminal draws a seal, and this one says 测试样章 无效.
"""

import io
import math
from datetime import datetime
from functools import cache

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from PIL import Image, ImageDraw, ImageFont
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kiosk.sandbox.certificates import NOTHING_ELSE, SealAuthority, name_of, started
from printing.font_folder import font_folder
from printing.page import MM, Sheet

SIZE_MM = 40
"""Seals of authorities are 40 to 45 mm round."""
_PIXELS = 360
_RED = (205, 30, 30)
_FIELD = "Seal"
_RING_WORDS, _WORDS = "样例政务服务测试机构", "测试样章 无效"


class Sealer:
    """One signer below an authority.

    Args:
        authority: who vouches for it.
        now: the moment of making.
    """

    def __init__(self, authority: SealAuthority, now: datetime) -> None:
        self._authority = authority
        self._signer = self.signer(now)

    def signer(self, now: datetime) -> signers.SimpleSigner:
        """A signer whose certificate is in force from a day before `now` on."""
        key = ec.generate_private_key(ec.SECP256R1())
        usage = {**NOTHING_ELSE, "content_commitment": True}
        certificate = (
            started(name_of("业务专用章（测试样章 无效）"), self._authority.certificate.subject, key.public_key(), now)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(digital_signature=True, key_cert_sign=False, crl_sign=False, **usage), critical=True
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._authority.key.public_key()), critical=False
            )
            .sign(self._authority.key, hashes.SHA256())
        )
        store = SimpleCertificateStore.from_certs([_asn1(self._authority.certificate)])  # type: ignore[no-untyped-call]  # no types
        private = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return signers.SimpleSigner(
            signing_cert=_asn1(certificate), signing_key=keys.PrivateKeyInfo.load(private), cert_registry=store
        )

    def seal(self, pdf: bytes, signer: signers.SimpleSigner | None = None) -> bytes:
        """The file with a seal at the foot of its last page; nothing may be changed after it."""
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        side = SIZE_MM * MM
        left, low = round(Sheet.RIGHT - side), round(Sheet.BOTTOM)
        box = (left, low, left + round(side), low + round(side))
        fields.append_signature_field(writer, fields.SigFieldSpec(_FIELD, on_page=-1, box=box))
        meta = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            reason="演示数据",
            subfilter=fields.SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )
        style = StaticStampStyle(background=PdfImage(picture()), background_opacity=1.0, border_width=0)
        target = io.BytesIO()
        signers.PdfSigner(meta, signer=signer or self._signer, stamp_style=style).sign_pdf(writer, output=target)
        return target.getvalue()


@cache
def picture() -> Image.Image:
    """A ring, a star, and the words that say it is no seal."""
    image = Image.new("RGBA", (_PIXELS, _PIXELS), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    middle = _PIXELS / 2
    draw.ellipse((6, 6, _PIXELS - 6, _PIXELS - 6), outline=_RED, width=9)
    corners = []
    for corner in range(10):
        radius, angle = (48 if corner % 2 == 0 else 19), corner * math.pi / 5 - math.pi / 2
        corners.append((middle + radius * math.cos(angle), middle + radius * math.sin(angle)))
    draw.polygon(corners, fill=_RED)
    face = str(font_folder() / "NotoSansSC-Regular.ttf")
    ring, span = ImageFont.truetype(face, 36), math.radians(230)
    for place, letter in enumerate(_RING_WORDS):
        angle = span * (place / (len(_RING_WORDS) - 1) - 0.5)
        tile = Image.new("RGBA", (60, 60), (255, 255, 255, 0))
        ImageDraw.Draw(tile).text((30, 30), letter, font=ring, fill=_RED, anchor="mm")
        turned = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        x, y = middle + math.sin(angle) * (middle - 46), middle - math.cos(angle) * (middle - 46)
        image.alpha_composite(turned, (round(x) - 30, round(y) - 30))
    draw.text((middle, middle + 95), _WORDS, font=ImageFont.truetype(face, 32), fill=_RED, anchor="mm")
    return image


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
