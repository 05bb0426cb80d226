"""Files are printed, from a phone or a stick: PDF and JPEG, drawn anew as pixels in a confined process."""

from kiosk.copying import Bringing
from kiosk.copying_effects import AwaitStick, ReadStick, TakeFromPhone
from kiosk.copying_events import FileRead, NotTaken, PhoneOver, PhonePage, PhoneThere, StickListed
from kiosk.effects import Effect
from kiosk.events import Event, Failed, Tapped
from kiosk.flows import copying_out
from kiosk.flows.copy_document import made
from kiosk.flows.copying_out import noticed, with_copying
from kiosk.flows.making_paper import item_of
from kiosk.health import PLATFORM
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.session import Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Stay, Step, Steps, Turn, before_start
from kiosk.taps import Asked, Chosen, WentBack, WentOn

STICK = "usb_stick"


def steps(_: Item, __: Route | None) -> Steps:
    """How it comes, the files, then look, pay and print."""
    return (WAY, PHONE, INSERT, FILE, READ, GATHERED, *copying_out.steps(made, back_to=GATHERED.name))


def ways_of(session: Session) -> tuple[Bringing, ...]:
    """How files can come here and now."""
    needs: tuple[tuple[Bringing, str], ...] = (("phone", PLATFORM), ("stick", STICK))
    return tuple(way for way, device in needs if not session.terminal.health.missing((device,)))


def _way(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen("phone" | "stick" as way)) if way in ways_of(session):
            return Onward(with_copying(session, bringing=way))
        case Tapped(WentBack()):
            return before_start(session)
    return None


def _is_by_stick(session: Session) -> bool:
    return session.copying.bringing != "phone"


def _is_by_phone(session: Session) -> bool:
    return session.copying.bringing != "stick"


def _open(session: Session) -> tuple[Effect, ...]:
    return (TakeFromPhone(session.deed(f"upload-{session.page}"), item_of(session).id, session.copying.room),)


def _came(session: Session, event: Event) -> Turn | None:
    match event:
        case PhonePage(link):
            return Stay(with_copying(session, link=link))
        case PhoneThere():
            return Stay(with_copying(session, is_phone_there=True))
        case FileRead(pages):
            return Stay(_with_file(session, pages))
        case NotTaken(why):
            return Stay(noticed(session, why))
        case PhoneOver() if session.copying.pages:
            return Onward(with_copying(session, link=""))
        case PhoneOver():
            return Fail(with_copying(session, link=""), Trouble("upload_over", again_at=PHONE.name))
        case Tapped(WentOn()) if session.copying.pages:
            return Onward(with_copying(session, link=""))
        case Tapped(WentBack()):
            return Backward(_afresh(session), to=WAY.name)
    return None


def _with_file(session: Session, pages: tuple[bytes, ...]) -> Session:
    copying = session.copying
    return with_copying(session, pages=(*copying.pages, *pages), files=(*copying.files, len(pages)))


def _afresh(session: Session) -> Session:
    return with_copying(session, pages=(), files=(), link="", bringing="", stick=(), chosen=None, is_phone_there=False)


def _await(_: Session) -> tuple[Effect, ...]:
    return (AwaitStick(),)


def _inserted(session: Session, event: Event) -> Turn | None:
    match event:
        case StickListed(files) if files:
            return Onward(with_copying(session, stick=files))
        case StickListed():
            return Fail(session, Trouble("stick_empty", again_at=INSERT.name))
        case Failed("garbled"):
            return Fail(session, Trouble("stick_unreadable", again_at=INSERT.name))
        case Tapped(WentBack()):
            return Backward(_afresh(session), to=WAY.name)
    return None


def files_offered(session: Session) -> tuple[str, ...]:
    """Ids of the stick's files."""
    return tuple(one.id for one in session.copying.stick)


def _chosen(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)):
            chosen = next((one for one in session.copying.stick if one.id == choice), None)
            return Onward(with_copying(session, chosen=chosen)) if chosen is not None else None
        case Tapped(WentBack()) if session.copying.pages:
            return Backward(with_copying(session), to=GATHERED.name)
        case Tapped(WentBack()):
            return Backward(_afresh(session), to=WAY.name)
    return None


def _read(session: Session) -> tuple[Effect, ...]:
    chosen = session.copying.chosen
    if chosen is None:
        raise AssertionError("only what was chosen is read")
    return (ReadStick(chosen, session.copying.room),)


def _was_read(session: Session, event: Event) -> Turn | None:
    match event:
        case FileRead(pages):
            return Onward(_with_file(session, pages))
        case NotTaken(why):
            return Backward(noticed(session, why), to=FILE.name)
        case Failed("absent" | "gone"):
            # It was pulled out: what was read of it stands.
            return Fail(with_copying(session, stick=()), Trouble("stick_gone", again_at=INSERT.name))
    return None


def _gathered(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(with_copying(session))
        case Tapped(Asked()) if session.copying.room > 0:
            more = PHONE.name if session.copying.bringing == "phone" else FILE.name
            return Backward(with_copying(session, is_phone_there=False), to=more)
        case Tapped(Asked()):
            return Stay(noticed(session, "too_many"))
        case Tapped(WentBack()):
            return Backward(_afresh(session), to=WAY.name)
    return None


WAY = Step(
    name="file_way",
    screen="pick",
    words="file_ways",
    idle=Idle.CHOOSING,
    takes=_way,
    offers=ways_of,
    dot=1,
)
PHONE = Step(
    name="file_phone",
    screen="phone",
    words="file_phone",
    idle=Idle.PERSONAL,
    takes=_came,
    enter=_open,
    passes=_is_by_stick,
    dot=2,
)
INSERT = Step(
    name="file_insert",
    screen="lay_card",
    words="file_insert",
    idle=Idle.PERSONAL,
    takes=_inserted,
    enter=_await,
    passes=_is_by_phone,
    waits_for=STICK,
    dot=2,
)
FILE = Step(
    name="file_choice",
    screen="pick",
    words="file_choice",
    idle=Idle.PERSONAL,
    takes=_chosen,
    passes=_is_by_phone,
    offers=files_offered,
    dot=2,
)
READ = Step(
    name="file_read",
    screen="working",
    words="file_read",
    idle=Idle.NEVER,
    takes=_was_read,
    enter=_read,
    passes=_is_by_phone,
    waits_for=STICK,
    again=FILE.name,
    dot=2,
)
GATHERED = Step(name="file_pages", screen="result", words="copy_pages", idle=Idle.PERSONAL, takes=_gathered, dot=3)
