"""What QML sees of the core: the newest View as one property, and a slot for every tap."""

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.screen_link import Key, Page, Picture
from kiosk.taps import (
    Asked,
    Chosen,
    Digit,
    Erased,
    Left,
    LookChosen,
    OtherWay,
    PageTurned,
    Stayed,
    Tap,
    TapOnPage,
    Typed,
    WentBack,
    WentOn,
)
from kiosk.view import View
from screens.camera_picture import CameraPicture
from screens.paper_picture import PaperPicture


class Shown(QObject):
    """Holds one View, turns touches into taps of its page.

    Args:
        view: what is shown before anyone says otherwise.
    """

    view_changed = Signal()
    frame_changed = Signal()
    paper_changed = Signal()
    tapped = Signal(object)
    """A TapOnPage."""
    key_pressed = Signal(str)
    """The name of a key of the assistive keypad (see `kiosk.screen_link.KeyName`)."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._map = _plain(view)
        self.camera = CameraPicture()
        self.paper = PaperPicture()

    @property
    def newest(self) -> View:
        """The View that is shown."""
        return self._view

    def show(self, view: View) -> None:
        """Show another View."""
        if view == self._view:
            return
        if self.paper.number and (view.page, view.paper_page > 0) != (self._view.page, True):
            self.paper.forget()
            self.paper_changed.emit()
        self._view = view
        self._map = _plain(view)
        if not view.has_camera and self.camera.number:
            self.camera.forget()
            self.frame_changed.emit()
        self.view_changed.emit()

    def picture_came(self, picture: Picture) -> None:
        """Show a newer picture of the camera, where the View has a place for it."""
        if self._view.has_camera and self.camera.take(picture):
            self.frame_changed.emit()

    def page_came(self, page: Page) -> None:
        """Show a page of the paper, where the View shows that page."""
        if self._view.paper_page == page.number and self.paper.take(page):
            self.paper_changed.emit()

    def key_came(self, key: Key) -> None:
        """A key of the assistive keypad went down."""
        self.key_pressed.emit(key.name)

    def _get_view(self) -> dict[str, Any]:
        return self._map

    view = Property("QVariantMap", _get_view, notify=view_changed)  # type: ignore[arg-type]  # Qt's own type name

    def _get_frame(self) -> int:
        return self.camera.number

    frame = Property(int, _get_frame, notify=frame_changed)
    """Number of the newest picture, the key of `image://camera/<number>`; 0 while there is none."""

    def _get_paper(self) -> int:
        return self.paper.number

    paper_number = Property(int, _get_paper, notify=paper_changed)
    """Number of the page's picture, the key of `image://paper/<number>`; 0 while there is none."""

    @Slot(str)
    def chosen(self, choice_id: str) -> None:
        """One of the choices."""
        self._say(Chosen(choice_id))

    @Slot(str)
    def digit(self, digit: str) -> None:
        """A key of the number pad."""
        self._say(Digit(digit))

    @Slot()
    def erased(self) -> None:
        """The erase key."""
        self._say(Erased())

    @Slot()
    def went_on(self) -> None:
        """The primary button."""
        self._say(WentOn())

    @Slot()
    def went_back(self) -> None:
        """The back button."""
        self._say(WentBack())

    @Slot()
    def asked(self) -> None:
        """The secondary button."""
        self._say(Asked())

    @Slot(str)
    def typed(self, character: str) -> None:
        """A key of the keyboard for documents' numbers."""
        self._say(Typed(character))

    @Slot()
    def other_way(self) -> None:
        """换一种方式."""
        self._say(OtherWay())

    @Slot(int)
    def page_turned(self, page: int) -> None:
        """A page of the paper, large; 0 makes it small again."""
        self._say(PageTurned(page))

    @Slot()
    def left(self) -> None:
        """首页 and 退出: both end the visit and wipe it."""
        self._say(Left())

    @Slot()
    def stayed(self) -> None:
        """我还在, or a touch that hit nothing."""
        self._say(Stayed())

    @Slot(str, str)
    def look(self, setting: str, value: str) -> None:
        """Language, size or theme."""
        if setting in ("language", "size", "theme"):
            self._say(LookChosen(setting, value))  # type: ignore[arg-type]  # the line above narrows it

    def _say(self, tap: Tap) -> None:
        self.tapped.emit(TapOnPage(self._view.page, tap))


def _plain(view: View) -> dict[str, Any]:
    plain = asdict(view)
    plain["choices"] = list(plain["choices"])
    plain["rows"] = list(plain["rows"])
    return plain
