"""The page on which any phone checks a paper, in a headless Chromium with no way to the network."""

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from test_statement import KEY, OTHER, PAGE, POINTS, SAID

from printing.statement import NotGenuine, read, sign
from printing.verify_page import page_for

BROWSER = shutil.which("chromium-headless-shell") or shutil.which("chromium")
in_a_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium: requirements/system.txt")
DIGITS = sign(SAID, KEY)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "verify.html"
    file.write_text(page_for(POINTS, PAGE, sample=True), "utf-8")
    return file


def shown(page: Path, fragment: str, folder: Path) -> str:
    """What stands on the page after its script ran; any name that it looks up leads nowhere."""
    assert BROWSER is not None
    command = [
        BROWSER,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder}",
        "--virtual-time-budget=5000",
        "--dump-dom",
        page.as_uri() + fragment,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    body = done.stdout.split("<body>")[1].split("<script")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@in_a_browser
def test_a_genuine_paper_shows_what_to_compare_and_what_was_not_checked(page: Path, tmp_path: Path) -> None:
    text = shown(page, f"#{DIGITS}", tmp_path)
    assert "签名有效，是否作废未核" in text
    for word in (
        SAID.title,
        SAID.document_no,
        "2026年11月21日",
        SAID.name,
        SAID.number,
        "ABCD EFGH JKMN 2345 PQRS",
        "演示数据",
    ):
        assert word in text


@in_a_browser
@pytest.mark.parametrize(
    "fragment",
    [
        f"#{int(DIGITS) ^ 1}",
        f"#{int(DIGITS) ^ 1 << 900}",
        f"#{sign(SAID, ec.generate_private_key(ec.SECP256R1()))}",
        "#12345",
        "#" + "9" * 460,
    ],
    ids=["signature", "content", "another key", "short", "noise"],
)
def test_what_the_kiosk_refuses_the_page_refuses_too(page: Path, fragment: str, tmp_path: Path) -> None:
    with pytest.raises(NotGenuine):
        read(PAGE + fragment, POINTS, PAGE)
    text = shown(page, fragment, tmp_path)
    assert "签名无效" in text
    assert "签名有效" not in text
    assert "4499" not in text


@in_a_browser
@pytest.mark.parametrize("fragment", ["#%", f"#{DIGITS}%"])
def test_a_fragment_that_is_no_text_is_not_genuine(page: Path, fragment: str, tmp_path: Path) -> None:
    text = shown(page, fragment, tmp_path)
    assert "签名无效" in text
    assert "签名有效" not in text


def played(page: Path, script: str, folder: Path) -> str:
    """The page after a script of ours had its turn; without its policy, which lets no script in."""
    html = re.sub(r"<meta http-equiv[^>]*>", "", page.read_text("utf-8"))
    folder.mkdir(exist_ok=True)
    file = folder / "played.html"
    file.write_text(html.replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    return shown(file, f"#{DIGITS}", folder)


@in_a_browser
@pytest.mark.parametrize("next_one", ["%", ""])
def test_a_second_scan_takes_the_place_of_the_first(page: Path, next_one: str, tmp_path: Path) -> None:
    text = played(page, f"setTimeout(() => {{ location.hash = '#{next_one}'; }}, 1000);", tmp_path)
    assert "签名有效" not in text
    assert "4499" not in text
    assert ("签名无效" in text) is bool(next_one)


@in_a_browser
def test_a_slow_answer_about_the_first_paper_does_not_stand_on_the_second(page: Path, tmp_path: Path) -> None:
    script = f"""
    const verify = crypto.subtle.verify.bind(crypto.subtle);
    crypto.subtle.verify = async (...all) => {{
      await new Promise((done) => setTimeout(done, 1500));
      return verify(...all);
    }};
    setTimeout(() => {{ check("{DIGITS}"); check("12345"); }}, 500);
    """
    text = played(page, script, tmp_path)
    assert "签名无效" in text
    assert "4499" not in text


@in_a_browser
def test_nothing_of_the_first_paper_stands_there_while_the_second_is_checked(page: Path, tmp_path: Path) -> None:
    script = """
    crypto.subtle.verify = () => new Promise(() => {});
    setTimeout(() => { check(location.hash.slice(1)); }, 500);
    """
    text = played(page, script, tmp_path)
    assert "正在核验" in text
    assert "4499" not in text
    assert "签名" not in text.split("没有自动核验")[0]


@in_a_browser
def test_what_was_copied_behind_another_address_is_refused(page: Path, tmp_path: Path) -> None:
    for address, is_good in (("https://verify.forged.invalid/v", False), (PAGE, True)):
        text = played(page, f"setTimeout(() => check('{address}#{DIGITS}'), 500);", tmp_path / str(is_good))
        assert ("签名有效" in text) is is_good


@in_a_browser
def test_signed_words_are_words_and_never_markup(page: Path, tmp_path: Path) -> None:
    nasty = replace(SAID, title='<img src=x onerror="document.title=1"><b>证')
    text = shown(page, f"#{sign(nasty, OTHER)}", tmp_path)
    assert "&lt;img src=x" in text


@in_a_browser
def test_without_a_code_it_says_what_to_do(page: Path, tmp_path: Path) -> None:
    assert "请用手机扫描纸上的二维码" in shown(page, "", tmp_path)


def test_the_page_is_one_file_that_may_load_and_send_nothing() -> None:
    text = page_for(POINTS, PAGE, sample=False)
    policy = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)[0]
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (script, style)]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}';"
        " base-uri 'none'; form-action 'none'"
    )
    text = text.replace(PAGE, "")  # known to it, never opened
    assert not re.search(r"https?://|src=|href=|innerHTML|fetch\(|XMLHttpRequest|localStorage|cookie", text)
    assert [point.hex() in text for point in POINTS] == [True, True]
