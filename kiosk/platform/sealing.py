"""Encrypting something for the platform so that this terminal cannot read it any more.

X25519 with a key pair drawn for this one envelope, HKDF-SHA256 over the shared secret and both public keys (as RFC 9180
base mode does it), ChaCha20-Poly1305 under a key that is used once. The private half of the drawn pair is gone when
`sealed` returns; only the platform's private key opens the envelope. Not RSA: an application with a signature is larger
than an RSA block, so it would be a hybrid as well, with a larger key and a padding to get wrong.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = b"kiosk-sealed-1"
KEY_BYTES = 32
_NONCE = bytes(12)
"""The key is drawn for one envelope, so a counter of messages under it never leaves zero."""


class NotOpenedError(Exception):
    """It was changed, or is for somebody else."""


def sealed(plain: bytes, platform_key: bytes, about: bytes) -> bytes:
    """An envelope: the drawn public key, then the ciphertext.

    Args:
        plain: what only the platform may read.
        platform_key: its X25519 public key, 32 bytes.
        about: what stands beside the envelope in clear; another one does not open it.
    """
    drawn = X25519PrivateKey.generate()
    public = drawn.public_key().public_bytes_raw()
    secret = drawn.exchange(X25519PublicKey.from_public_bytes(platform_key))
    return public + ChaCha20Poly1305(_key(secret, public, platform_key)).encrypt(_NONCE, plain, about)


def opened(envelope: bytes, own: X25519PrivateKey, about: bytes) -> bytes:
    """What is in an envelope: the platform's side.

    Raises:
        NotOpenedError: it was changed, or is for another key.
    """
    public, inside = envelope[:KEY_BYTES], envelope[KEY_BYTES:]
    try:
        secret = own.exchange(X25519PublicKey.from_public_bytes(public))
        key = _key(secret, public, own.public_key().public_bytes_raw())
        return ChaCha20Poly1305(key).decrypt(_NONCE, inside, about)
    except (InvalidTag, ValueError) as error:
        raise NotOpenedError from error


def _key(secret: bytes, public: bytes, platform_key: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=MARK + public + platform_key).derive(secret)
