"""Files from a phone: the page, the terminal that fetches them, and everything that is turned away."""

import asyncio
import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from province_in_process import InProcess, province_in

from kiosk.platform import uploads
from kiosk.platform.api import Refused
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.upload_values import PART_BYTES, UploadOpened, UploadRequest
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.upload_desk import VALID_S, shown_name
from kiosk.sandbox.upload_page import UploadPage

JPEG = b"\xff\xd8\xff" + bytes(1000)
WANTED = UploadRequest(item="file-print", files=2)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as found:
        yield found


def opened(there: InProcess) -> UploadOpened:
    return uploads.open_page(there.platform, WANTED, key="a" * 32)


def send(there: InProcess, content: bytes, name: str = "一页.jpg", **more: Any) -> None:
    there.tell("platform", "upload", name=name, content=base64.b64encode(content).decode(), **more)


def test_a_file_of_three_parts_arrives_as_it_was_sent(there: InProcess) -> None:
    page = opened(there)
    assert uploads.see(there.platform, page.upload).state == "waiting"
    content = b"%PDF-1.7\n" + bytes(range(256)) * (2 * PART_BYTES // 256 + 1)
    send(there, content, "合同.pdf")
    seen = uploads.see(there.platform, page.upload)
    assert seen.state == "open"
    (file,) = seen.files
    assert (file.name, file.kind, file.sha256) == ("合同.pdf", "pdf", hashlib.sha256(content).hexdigest())
    assert uploads.fetch(there.platform, page.upload, file) == content


def test_the_same_key_opens_the_same_page_and_another_question_under_it_none(there: InProcess) -> None:
    assert opened(there).link == opened(there).link
    with pytest.raises(Refused) as refused:
        uploads.open_page(there.platform, UploadRequest(item="other", files=1), key="a" * 32)
    assert refused.value.code is ErrorCode.CONFLICT


def test_closing_leaves_nothing_and_takes_nothing(there: InProcess) -> None:
    page = opened(there)
    send(there, JPEG)
    (file,) = uploads.see(there.platform, page.upload).files
    uploads.close(there.platform, page.upload)
    uploads.close(there.platform, page.upload)
    assert there.tell("platform", "uploads") == {"held": 0}
    assert uploads.see(there.platform, page.upload).files == ()
    with pytest.raises(Refused):
        uploads.fetch(there.platform, page.upload, file)
    with pytest.raises(ValueError, match="no page"):
        send(there, JPEG)


def test_when_the_time_is_over_nothing_is_left(there: InProcess) -> None:
    page = opened(there)
    send(there, JPEG)
    there.tell("platform", "clock", ahead_s=VALID_S + 1)
    assert uploads.see(there.platform, page.upload).state == "closed"
    assert there.tell("platform", "uploads") == {"held": 0}


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"MZ\x90\x00", "wrong_kind"), (b"", "wrong_kind"), (b"%PDF-" + bytes(10_000_001), "too_large")],
)
def test_what_is_no_page_is_turned_away(there: InProcess, content: bytes, why: str) -> None:
    opened(there)
    with pytest.raises(ValueError, match=why):
        send(there, content)


def test_one_phone_and_as_many_files_as_were_asked_for(there: InProcess) -> None:
    opened(there)
    send(there, JPEG, phone="1" * 32)
    with pytest.raises(ValueError, match="other_phone"):
        send(there, JPEG, phone="2" * 32)
    send(there, JPEG, phone="1" * 32)
    with pytest.raises(ValueError, match="too_many"):
        send(there, JPEG, phone="1" * 32)


def test_another_file_than_was_told_of_is_no_file(there: InProcess) -> None:
    page = opened(there)
    send(there, JPEG)
    (file,) = uploads.see(there.platform, page.upload).files
    with pytest.raises(WrongAnswer):
        uploads.fetch(there.platform, page.upload, file.model_copy(update={"sha256": "0" * 64}))


def test_a_page_of_another_terminal_is_not_there(there: InProcess) -> None:
    theirs = there.uploads.open("another", WANTED, "b" * 32, "")
    for unknown in (theirs.upload, "0" * 32):
        with pytest.raises(Refused) as refused:
            uploads.see(there.platform, unknown)
        assert refused.value.code is ErrorCode.NOT_FOUND


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\y.pdf", "y.pdf"),
        ("a\u202egpj.exe\n", "agpj.exe"),
        ("长" * 90 + ".pdf", "长" * 56 + ".pdf"),
        ("", "file"),
    ],
)
def test_a_name_is_shown_without_path_and_marks(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def phone_asks(there: InProcess, method: str, path: str, body: bytes = b"", phone: str = "1" * 32) -> tuple[int, str]:
    """What a phone is answered by the page beside the gate."""
    heard: list[Any] = []
    scope = {
        "type": "http",
        "method": method,
        "path": path.split("?")[0],
        "query_string": path.partition("?")[2].encode(),
        "headers": [(b"x-phone", phone.encode())],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def tell(message: Any) -> None:
        heard.append(message)

    async def gate(*_: object) -> None:
        heard.append({"status": 0, "headers": ()})
        heard.append({"body": b"the gate"})

    asyncio.run(UploadPage(gate, there.uploads)(scope, receive, tell))
    return heard[0]["status"], heard[1]["body"].decode()


def test_the_page_of_a_phone(there: InProcess) -> None:
    page = opened(there)
    path = page.link[page.link.index("/u/") :]
    status, html = phone_asks(there, "GET", path)
    assert status == 200
    assert "选择文件" in html
    assert phone_asks(there, "POST", path + "/files?name=%E4%B8%80.jpg", JPEG)[0] == 200
    assert uploads.see(there.platform, page.upload).files[0].name == "一.jpg"
    assert "另一部手机" in phone_asks(there, "POST", path + "/files?name=x.jpg", JPEG, "2" * 32)[1]
    assert "另一部手机" in phone_asks(there, "POST", path + "/files?name=x.jpg", JPEG, "me")[1]
    assert "PDF" in phone_asks(there, "POST", path + "/files?name=x.exe", b"MZ")[1]
    assert "太大" in phone_asks(there, "POST", path + "/files?name=x.jpg", JPEG + bytes(WANTED.largest))[1]
    uploads.close(there.platform, page.upload)
    assert phone_asks(there, "GET", path)[0] == 410
    assert "失效" in phone_asks(there, "POST", path + "/files?name=x.jpg", JPEG)[1]


def test_nothing_but_the_page_passes_beside_the_gate(there: InProcess) -> None:
    assert phone_asks(there, "GET", "/v1/terminals/me") == (0, "the gate")
    assert phone_asks(there, "GET", "/u/../v1/terminals/me")[0] == 404
    assert phone_asks(there, "GET", "/u/" + "x" * 22)[0] == 410
