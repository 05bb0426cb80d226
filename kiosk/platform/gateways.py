"""The headers with which a province's gateway knows its caller. Two kinds are in use; which one, the province says.

x-tif is Guangdong's; gjgxjhpt is that of the national data-sharing exchange and of provinces that took it over. Both
show that the caller knows a secret; what the question means, the terminal's own signature covers (signing.py).
"""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Mapping
from typing import Literal

Gateway = Literal["x-tif", "gjgxjhpt"]
PAAS_ID = "x-tif-paasid"
TIMESTAMP = "x-tif-timestamp"
NONCE = "x-tif-nonce"
SIGNATURE = "x-tif-signature"
SERVICE = "gjgxjhpt_sid"
REQUEST = "gjgxjhpt_rid"
MILLISECONDS = "gjgxjhpt_rtime"
SIGN = "gjgxjhpt_sign"
_THOUSAND = "000"
"""Behind seconds: the exchange counts milliseconds, we sign whole seconds."""


def headers(gateway: Gateway, *, account: str, secret: str, timestamp: str, nonce: str) -> dict[str, str]:
    """What stands on a question.

    Args:
        gateway: of the province.
        account: the registration at the gateway.
        secret: its token or key.
        timestamp: seconds since 1970, decimal.
        nonce: never used twice.
    """
    if gateway == "x-tif":
        signed = x_tif_signature(timestamp, secret, nonce)
        return {PAAS_ID: account, TIMESTAMP: timestamp, NONCE: nonce, SIGNATURE: signed}
    moment = timestamp + _THOUSAND
    return {
        SERVICE: account,
        REQUEST: nonce,
        MILLISECONDS: moment,
        SIGN: exchange_signature(secret, account, nonce, moment),
    }


def told(gateway: Gateway, given: Mapping[str, str]) -> tuple[str, str]:
    """Timestamp and nonce of a question; empty where its headers have none."""
    if gateway == "x-tif":
        return given.get(TIMESTAMP, ""), given.get(NONCE, "")
    return given.get(MILLISECONDS, "").removesuffix(_THOUSAND), given.get(REQUEST, "")


def is_known(gateway: Gateway, given: Mapping[str, str], *, account: str, secret: str) -> bool:
    """Whether whoever sent these headers knows the secret of this registration."""
    timestamp, nonce = told(gateway, given)
    if gateway == "x-tif":
        return given.get(PAAS_ID) == account and is_x_tif_signature(given.get(SIGNATURE, ""), timestamp, secret, nonce)
    right = exchange_signature(secret, account, nonce, given.get(MILLISECONDS, ""))
    is_right = hmac.compare_digest(given.get(SIGN, "").encode("utf-8", "replace"), right.encode())
    return given.get(SERVICE) == account and is_right


def x_tif_signature(timestamp: str, token: str, nonce: str) -> str:
    """Upper-case hex SHA-256 of timestamp + token + nonce + timestamp."""
    return hashlib.sha256(f"{timestamp}{token}{nonce}{timestamp}".encode()).hexdigest().upper()


def x_tif_signature_with_user(timestamp: str, token: str, nonce: str, user: tuple[str, str, str]) -> str:
    """Of a request that the gateway passes on with a logged-in user (uid, uinfo, ext)."""
    return hashlib.sha256(f"{timestamp}{token}{nonce},{','.join(user)}{timestamp}".encode()).hexdigest().upper()


def is_x_tif_signature(given: str, timestamp: str, token: str, nonce: str) -> bool:
    """Whether it is right; upper and lower case are both in use."""
    right = x_tif_signature(timestamp, token, nonce)
    return hmac.compare_digest(given.upper().encode("utf-8", "replace"), right.encode())


def exchange_signature(secret: str, service: str, request: str, milliseconds: str) -> str:
    """Base64 of HMAC-SHA-256, keyed with the service's secret, over service + request + time."""
    made = hmac.new(secret.encode(), f"{service}{request}{milliseconds}".encode(), hashlib.sha256)
    return b64encode(made.digest()).decode("ascii")
