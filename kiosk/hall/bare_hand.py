"""A hand without a window: looks and presses on the line to the core, for `kiosk visit` and process tests."""

import socket
from pathlib import Path

from kiosk.hall.named_taps import tap_of
from kiosk.hall.person import LostError, Seen
from kiosk.screen_link import MOST_BYTES, Unframer, connect, pack_tap, unpack_down
from kiosk.taps import TapOnPage
from kiosk.view import View

HUNG_UP = "the core has hung up: it ended, or was told something that no screen says (its log names what)"


class BareHand:
    """Looks and presses on the line to the core, without a window."""

    def __init__(self, path: Path) -> None:
        self._line: socket.socket = connect(str(path))
        self._line.settimeout(0.02)
        self._unframer = Unframer(MOST_BYTES)
        self.view: View | None = None

    def newest(self) -> Seen | None:
        """The newest View, as a screen.

        Raises:
            LostError: the core has hung up, as it does on whatever no screen says.
        """
        for body in self._unframer.feed(self._heard()):
            shown = unpack_down(body)
            if isinstance(shown, View):
                self.view = shown
        view = self.view
        if view is None:
            return None
        choices = tuple(choice.id for choice in view.choices if choice.is_open)
        title = view.words.get("title", "")
        says_no = view.screen == "before_start" and view.tone == "bad"
        several = view.screen == "answer" and bool(view.words.get("primary"))
        return Seen(
            view.page,
            view.screen,
            title,
            prompt=view.prompt,
            choices=choices,
            takes_several=several,
            letters=view.keyboard.letters,
            letter=view.optotype,
            dots=view.plate,
            cannot=view.words.get("why", "") if says_no else "",
            is_end=view.ends_here,
        )

    def press(self, name: str) -> None:
        """Say the tap that the control of that name says.

        Raises:
            LostError: there is no screen, or the core has hung up.
        """
        if self.view is None:
            raise LostError("there is no screen to press on")
        try:
            self._line.sendall(pack_tap(TapOnPage(self.view.page, tap_of(name))))
        except ConnectionError as error:
            raise LostError(HUNG_UP) from error

    def _heard(self) -> bytes:
        try:
            data = self._line.recv(65536)
        except TimeoutError:
            return b""
        except ConnectionError as error:
            raise LostError(HUNG_UP) from error
        if not data:
            raise LostError(HUNG_UP)
        return data

    def close(self) -> None:
        """Hang up."""
        self._line.close()
