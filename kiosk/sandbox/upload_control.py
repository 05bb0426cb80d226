"""A phone that leaves a file, for demo, dock and tests: on the control line, at the page that was opened last."""

import base64
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drivers.control import Handler
from kiosk.sandbox.upload_desk import NotTakenError, UploadDesk


def handlers(desk: UploadDesk) -> dict[str, Handler]:
    """By the word under `do`: `upload` (`file`: a path, or `name` and `content` in base64), `uploads`."""
    phone = secrets.token_hex(16)

    def upload(asked: Mapping[str, Any]) -> None:
        path = Path(str(asked.get("file", "")))
        content = base64.b64decode(asked["content"]) if "content" in asked else path.read_bytes()
        try:
            desk.take(desk.newest_code(), str(asked.get("phone", phone)), str(asked.get("name", path.name)), content)
        except NotTakenError as error:
            raise ValueError(error.reason) from error

    return {"upload": upload, "uploads": lambda _: {"held": desk.held()}}
