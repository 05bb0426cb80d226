from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from config.texts import Texts
from kiosk.screen_link import MOST_BYTES, MOST_TAP_BYTES, Unframer, pack_view, unpack_tap
from kiosk.taps import Chosen, TapOnPage
from kiosk.view import View
from screens.examples import Examples
from screens.link import Link, starting_view
from screens.shown import Shown


class Core:
    """The other end of the line, in the same event loop."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self._path = path
        self._qtbot = qtbot
        self.server = QLocalServer()
        self.line: QLocalSocket | None = None
        self.rise()

    def rise(self) -> None:
        QLocalServer.removeServer(str(self._path))
        assert self.server.listen(str(self._path))

    def meet(self) -> None:
        self._qtbot.waitUntil(self.server.hasPendingConnections, timeout=2000)
        self.line = self.server.nextPendingConnection()

    def say(self, data: bytes) -> None:
        assert self.line is not None
        self.line.write(data)
        self.line.flush()

    def hear(self) -> list[TapOnPage]:
        assert self.line is not None
        line = self.line
        self._qtbot.waitUntil(lambda: line.bytesAvailable() > 0, timeout=2000)
        return [unpack_tap(body) for body in Unframer(MOST_TAP_BYTES).feed(bytes(line.readAll().data()))]

    def die(self) -> None:
        assert self.line is not None
        self.server.close()
        self.line.abort()


@pytest.fixture
def core(tmp_path: Path, qtbot: QtBot) -> Iterator[Core]:
    core = Core(tmp_path / "core.sock", qtbot)
    yield core
    core.server.close()


@pytest.fixture
def shown(texts: Texts) -> Shown:
    return Shown(starting_view(texts))


@pytest.fixture
def link(core: Core, tmp_path: Path, shown: Shown, texts: Texts) -> Iterator[Link]:
    link = Link(str(tmp_path / "core.sock"), shown, texts)
    link.start()
    core.meet()
    yield link
    link.close()


@pytest.fixture
def check(texts: Texts) -> View:
    return Examples(texts, "zh-Hant").all()["check"]


def test_what_the_core_says_is_shown(core: Core, link: Link, shown: Shown, check: View, qtbot: QtBot) -> None:
    core.say(pack_view(check))
    qtbot.waitUntil(lambda: shown.newest == check, timeout=2000)
    assert shown.property("view")["words"]["title"] == check.words["title"]
    assert shown.property("view")["rows"][0] == {"label": check.rows[0].label, "value": check.rows[0].value}


def test_a_view_may_come_in_pieces(core: Core, link: Link, shown: Shown, check: View, qtbot: QtBot) -> None:
    data = pack_view(check)
    for start in range(0, len(data), 700):
        core.say(data[start : start + 700])
        qtbot.wait(1)
    qtbot.waitUntil(lambda: shown.newest == check, timeout=2000)


def test_a_tap_reaches_the_core_with_the_page_that_was_touched(
    core: Core, link: Link, shown: Shown, check: View, qtbot: QtBot
) -> None:
    core.say(pack_view(check))
    qtbot.waitUntil(lambda: shown.newest == check, timeout=2000)
    shown.chosen("24-months")
    assert core.hear() == [TapOnPage(check.page, Chosen("24-months"))]


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00\x00\x00\x05hello",
        (MOST_BYTES + 1).to_bytes(4, "big"),
        b"\x00\x00\x00\x02{}",
        b'\x00\x00\x00\x1b{"page":1,"screen":"admin"}',
    ],
    ids=["no JSON", "too long", "no View", "no such screen"],
)
def test_garbage_ends_the_connection_and_a_new_one_is_made(
    core: Core, link: Link, shown: Shown, check: View, qtbot: QtBot, garbage: bytes
) -> None:
    core.say(pack_view(check))
    qtbot.waitUntil(lambda: shown.newest == check, timeout=2000)
    core.say(garbage)
    core.meet()
    assert shown.newest.screen == "starting"
    core.say(pack_view(check))
    qtbot.waitUntil(lambda: shown.newest == check, timeout=2000)


def test_a_dead_core_leaves_a_calm_page_with_nothing_of_the_visit(
    core: Core, link: Link, shown: Shown, check: View, texts: Texts, qtbot: QtBot
) -> None:
    core.say(pack_view(check))
    qtbot.waitUntil(lambda: shown.newest == check, timeout=2000)
    core.die()
    qtbot.waitUntil(lambda: shown.newest.screen == "starting", timeout=2000)
    assert (shown.newest.rows, shown.newest.holder, shown.newest.choices) == ((), "", ())
    assert shown.newest.language == "zh-Hant"
    assert shown.newest.words["title"] == texts.text("zh-Hant", "screen.starting.title")
    core.rise()
    core.meet()
    core.say(pack_view(check))
    qtbot.waitUntil(lambda: shown.newest == check, timeout=2000)


def test_a_tap_without_a_core_is_lost_and_harms_nothing(
    tmp_path: Path, shown: Shown, texts: Texts, qapp: object
) -> None:
    link = Link(str(tmp_path / "nobody.sock"), shown, texts)
    link.start()
    shown.went_on()
    assert not link.is_connected
    link.close()


def test_a_look_that_does_not_exist_is_not_said(shown: Shown) -> None:
    said: list[TapOnPage] = []
    shown.tapped.connect(said.append)
    shown.look("profile", "admin")
    assert said == []


def test_a_core_that_hangs_up_again_and_again_is_left_in_peace(core: Core, link: Link, qtbot: QtBot) -> None:
    since = QElapsedTimer()
    since.start()
    gaps_ms: list[int] = []
    for _ in range(4):
        assert core.line is not None
        core.line.abort()
        core.meet()
        gaps_ms.append(since.restart())
    assert all(gap >= 0.9 * least for gap, least in zip(gaps_ms, (100, 200, 400, 800), strict=True)), gaps_ms


def test_two_screens_at_one_core_do_not_fight_for_ever(
    core: Core, link: Link, shown: Shown, texts: Texts, tmp_path: Path, qtbot: QtBot
) -> None:
    met: list[int] = []
    since = QElapsedTimer()
    since.start()

    def take_the_newest() -> None:
        if core.line is not None:
            core.line.abort()
        core.line = core.server.nextPendingConnection()
        met.append(since.elapsed())

    core.server.newConnection.connect(take_the_newest)
    other = Link(str(tmp_path / "core.sock"), Shown(starting_view(texts)), texts)
    other.start()
    qtbot.waitUntil(lambda: since.elapsed() > 3000, timeout=4000)
    other.close()
    assert len(met) <= 10, met


def test_a_core_that_was_killed_after_a_while_is_found_at_once(
    core: Core, link: Link, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.backoff.SETTLED_MS", 300)
    for _ in range(3):
        assert core.line is not None
        core.line.abort()
        core.meet()
    assert core.line is not None
    line = core.line
    since = QElapsedTimer()
    since.start()
    qtbot.waitUntil(lambda: since.elapsed() > 350, timeout=1000)
    assert line.state() == QLocalSocket.LocalSocketState.ConnectedState
    core.die()
    core.rise()
    since.start()
    core.meet()
    assert since.elapsed() <= 200
