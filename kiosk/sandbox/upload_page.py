"""The page that a phone sees behind the QR code, and the gate beside which it stands: phones sign nothing.

Served under /u/ of the sandbox, from the same address as the contract; everything else goes on to the gate.
"""

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.platform.upload_values import LARGEST_FILE, UploadRequest
from kiosk.sandbox.upload_desk import NotTakenError, UploadDesk

_PATH = re.compile(r"/u/([A-Za-z0-9_-]{16,64})(/files)?", re.ASCII)
_PHONE = re.compile(r"[0-9a-f]{32}", re.ASCII)
_GONE, _REFUSED, _MISSING = 410, 409, 404
_POLICY = b"""default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; \
frame-ancestors 'none'; base-uri 'none'; form-action 'none'"""
_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", _POLICY),
)
SAID: Mapping[str, str] = {
    "over": "这个码已经失效，请在机器上重新生成。",
    "other_phone": "这个码已经在另一部手机上用过，请在机器上重新生成。",
    "too_many": "文件够了，请在机器上继续。",
    "too_large": "文件太大，请换一个小一点的。",
    "wrong_kind": "只收 PDF 和 JPG（JPEG）文件。",
}


class UploadPage:
    """Answers phones; hands everything else to the gate.

    Args:
        gate: for terminals.
        desk: takes the files.
    """

    def __init__(self, gate: ASGIApp, desk: UploadDesk) -> None:
        self._gate = gate
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one question."""
        if scope["type"] != "http" or not scope["path"].startswith("/u/"):
            await self._gate(scope, receive, send)
            return
        found = _PATH.fullmatch(scope["path"])
        if found is None:
            await _page(send, _MISSING, _told("over"))
        elif scope["method"] == "POST" and found[2]:
            await self._take(found[1], scope, receive, send)
        elif scope["method"] == "GET" and not found[2]:
            wanted = self._desk.wanted(found[1])
            await _page(send, 200 if wanted else _GONE, _asking(wanted) if wanted else _told("over"))
        else:
            await _page(send, _MISSING, _told("over"))

    async def _take(self, code: str, scope: Scope, receive: Receive, send: Send) -> None:
        wanted = self._desk.wanted(code)
        phone = dict(scope["headers"]).get(b"x-phone", b"").decode("latin-1")
        name = parse_qs(scope["query_string"].decode("latin-1")).get("name", [""])[0]
        try:
            content = await _limited(receive, wanted.largest if wanted is not None else LARGEST_FILE)
            self._desk.take(code, phone if _PHONE.fullmatch(phone) else "?", name, content)
        except NotTakenError as refusal:
            told = json.dumps({"said": SAID[refusal.reason]}, ensure_ascii=False).encode()
            await _answer(send, _REFUSED, told, b"application/json")
        else:
            await _answer(send, 200, b"{}", b"application/json")


async def _limited(receive: Receive, largest: int) -> bytes:
    """The body, read to its end even where it is too large: a phone that is cut off shows no reason."""
    body, size, more = bytearray(), 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NotTakenError("over")
        piece = message.get("body", b"")
        size, more = size + len(piece), message.get("more_body", False)
        if size <= largest:
            body += piece
        elif size > 4 * largest:
            break
    if size > largest:
        raise NotTakenError("too_large")
    return bytes(body)


async def _page(send: Send, status: int, inner: str) -> None:
    await _answer(send, status, _PAGE.replace("<!--inner-->", inner).encode(), b"text/html; charset=utf-8")


async def _answer(send: Send, status: int, body: bytes, kind: bytes) -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), *_HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _told(reason: str) -> str:
    return f'<p class="over">{SAID[reason]}</p>'


def _asking(wanted: UploadRequest) -> str:
    kinds = {"pdf": "application/pdf", "jpeg": "image/jpeg"}
    accept = ",".join(kinds[kind] for kind in wanted.kinds)
    what = wanted.what.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<p>{what or '选择要打印的文件'}</p><p class='small'>PDF、JPG，最多{wanted.files}个，"
        f"每个不超过{wanted.largest // 1_000_000 or 1}兆</p>"
        f'<label>选择文件<input id="files" type="file" multiple accept="{accept}"></label>'
        '<ul id="said"></ul><p class="small">传完后请看机器屏幕。文件只用这一次，离开后清除。</p>' + _SCRIPT
    )


_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>传文件到自助机</title><style>
body{font:18px/1.6 sans-serif;margin:0;background:#f3f5f8;color:#17202b}
header{background:#12509b;color:#fff;padding:18px 20px}h1{font-size:22px;margin:0}
main{padding:20px;max-width:34em;margin:auto}p{margin:.6em 0}.small{font-size:15px;color:#4a5666}
label{display:block;margin:24px 0;padding:18px;background:#12509b;color:#fff;text-align:center;border-radius:10px;
font-size:20px}input{display:none}ul{padding:0;list-style:none}li{background:#fff;border-radius:8px;padding:12px 14px;
margin:8px 0;overflow-wrap:anywhere}li.bad{border-left:6px solid #b3261e}li.good{border-left:6px solid #1b7f4b}
.over{background:#fff;border-left:6px solid #b3261e;padding:16px}
</style></head><body><header><h1>传文件到自助机</h1>演示数据</header><main><!--inner--></main></body></html>
"""
_SCRIPT = """<script>
const said = document.getElementById('said'), key = location.pathname;
let phone = sessionStorage.getItem(key);
if (!phone) {
  phone = Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');
  sessionStorage.setItem(key, phone);
}
document.getElementById('files').onchange = async event => {
  const chosen = Array.from(event.target.files);
  for (const file of chosen) {
    const line = said.appendChild(document.createElement('li'));
    line.textContent = file.name + ' 正在传…';
    try {
      const address = key + '/files?name=' + encodeURIComponent(file.name);
      const answer = await fetch(address, {method: 'POST', body: file, headers: {'x-phone': phone}});
      const told = await answer.json();
      line.textContent = file.name + (answer.ok ? ' 已传到' : ' ' + told.said);
      line.className = answer.ok ? 'good' : 'bad';
    } catch (problem) {
      line.textContent = file.name + ' 没有传到，请再选一次。';
      line.className = 'bad';
    }
  }
  event.target.value = '';
};
</script>"""
