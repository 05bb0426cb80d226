"""The web page on which any phone checks a paper: one file, no server behind it, nothing sent.

A province puts the file that `page_for` gives on its web host, at the address that its papers' QR codes name. It also
works saved on a disk and opened from there, without any network.
"""

import base64
import hashlib
import json
import re
from importlib.resources import files

_TRUSTED = re.compile(r'(<script type="application/json" id="trusted">)(.*?)(</script>)', re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def page_for(points: tuple[bytes, ...], page: str, *, sample: bool) -> str:
    """The page's HTML, which believes these keys and, by its own Content-Security-Policy, loads and sends nothing.

    Args:
        points: the platform's public keys as uncompressed points (65 bytes each), old ones included as long as papers
            that they signed are about.
        page: the address where it will lie; what is pasted and leads anywhere else is refused.
        sample: True says 演示数据 at its head.
    """
    html = (files("printing") / "verify_page" / "index.html").read_text("utf-8")
    told = {"page": page, "points": [point.hex() for point in points], "sample": sample}
    trusted = json.dumps(told).replace("<", "\\u003c")  # nothing in it ends the element that holds it
    html = _TRUSTED.sub(lambda found: found[1] + trusted + found[3], html)
    for word, pattern in (("sha256-STYLE", _STYLE), ("sha256-SCRIPT", _SCRIPT)):
        content = pattern.findall(html)[0]
        html = html.replace(word, "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode())
    return html
