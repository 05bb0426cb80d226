"""What QML sees of the core: the newest View as one property, and a slot for every tap."""

from dataclasses import asdict
from typing import Any, Final, get_args, get_type_hints

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.screen_link import Key, Page, Picture
from kiosk.taps import (
    Asked,
    BoardChosen,
    CharacterChosen,
    Chosen,
    Cleared,
    CornerTouched,
    Digit,
    Erased,
    HeardAgain,
    Left,
    ListTurned,
    LookChosen,
    Missed,
    Opened,
    OtherWay,
    PageTurned,
    Pointed,
    Practised,
    Signed,
    Stayed,
    StepTaken,
    Stroked,
    Tap,
    TapOnPage,
    Typed,
    WentBack,
    WentHome,
    WentOn,
    Written,
)
from kiosk.view import View
from screens.camera_picture import CameraPicture
from screens.ink import Ink
from screens.paper_picture import PaperPicture
from screens.signature_ink import SignatureInk

BOARDS: Final = get_args(get_type_hints(BoardChosen)["board"])
SETTINGS: Final = get_args(get_type_hints(LookChosen)["setting"])
CORNERS: Final = get_args(get_type_hints(CornerTouched)["corner"])
ASIDES: Final = get_args(get_type_hints(Opened)["aside"])


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
        self._ink = Ink(lambda points: self._say(Stroked(points)))
        self._signing = SignatureInk(lambda points: self._say(Signed(points)))

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
        if self._view.has_camera and self.camera.take(picture, is_mirror=self._view.screen != "call"):
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

    def _get_paper_aspect(self) -> float:
        return self.paper.aspect

    paper_aspect = Property(float, _get_paper_aspect, notify=paper_changed)
    """Its width by its height."""

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

    def _get_ink(self) -> Ink:
        return self._ink

    ink = Property(QObject, _get_ink, constant=True)
    """The stroke under the finger."""

    def _get_signing(self) -> SignatureInk:
        return self._signing

    signing = Property(QObject, _get_signing, constant=True)
    """The same of a signature."""

    @Slot(str)
    def written(self, character: str) -> None:
        """A key of the keyboard for words."""
        self._say(Written(character))

    @Slot(str)
    def character_chosen(self, text: str) -> None:
        """A candidate."""
        self._say(CharacterChosen(text))

    @Slot()
    def cleared(self) -> None:
        """The key that empties the field."""
        self._say(Cleared())

    @Slot(str)
    def board_chosen(self, board: str) -> None:
        """Another keyboard."""
        if board in BOARDS:
            self._say(BoardChosen(board))  # type: ignore[arg-type]  # the line above narrows it

    @Slot(int)
    def list_turned(self, by: int) -> None:
        """What comes before (-1) or after (1) in a long list."""
        self._say(ListTurned(1 if by > 0 else -1))

    @Slot(int)
    def step_taken(self, step: int) -> None:
        """A step of a picker, to be taken again."""
        self._say(StepTaken(step))

    @Slot()
    def other_way(self) -> None:
        """换一种方式."""
        self._say(OtherWay())

    @Slot(int)
    def page_turned(self, page: int) -> None:
        """A page of the paper, large; 0 makes it small again."""
        self._say(PageTurned(page))

    def pointed(self, name: str, spoken: str) -> None:
        """A control was marked by the keypad, or touched by somebody who listens: its spoken name is read out."""
        self._say(Pointed(name[:80], spoken[:200]))

    @Slot()
    def left(self) -> None:
        """退出: the visit ends and is wiped."""
        self._say(Left())

    @Slot()
    def heard_again(self) -> None:
        """听一遍."""
        self._say(HeardAgain())

    @Slot()
    def went_home(self) -> None:
        """首页."""
        self._say(WentHome())

    @Slot()
    def practised(self) -> None:
        """练一练."""
        self._say(Practised())

    @Slot(str)
    def opened(self, aside: str) -> None:
        """A page over the visit."""
        if aside in ASIDES:
            self._say(Opened(aside))  # type: ignore[arg-type]  # the line above narrows it

    @Slot()
    def stayed(self) -> None:
        """我还在."""
        self._say(Stayed())

    @Slot()
    def missed(self) -> None:
        """A touch that hit nothing."""
        self._say(Missed())

    @Slot(str)
    def corner_touched(self, corner: str) -> None:
        """A corner of the glass, where nothing is."""
        if corner in CORNERS:
            self._say(CornerTouched(corner))  # type: ignore[arg-type]  # the line above narrows it

    @Slot(str, str)
    def look(self, setting: str, value: str) -> None:
        """How the screens look and sound."""
        if setting in SETTINGS:
            self._say(LookChosen(setting, value))  # type: ignore[arg-type]  # the line above narrows it

    def _say(self, tap: Tap) -> None:
        self.tapped.emit(TapOnPage(self._view.page, tap))


def _plain(view: View) -> dict[str, Any]:
    plain: dict[str, Any] = _listed(asdict(view))
    return plain


def _listed(value: Any) -> Any:
    """With lists for tuples, which QML does not know."""
    match value:
        case dict():
            return {key: _listed(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_listed(inner) for inner in value]
    return value
