"""Names that come in Simplified Chinese, from the platform, a slip or a register, as somebody reads them."""

from config.texts import Texts
from kiosk.items.names import known_as
from kiosk.session import Session
from kiosk.view import Row


def as_read(texts: Texts, session: Session, name: str) -> str:
    """That name for whoever reads it; never a person's."""
    terminal = session.terminal
    items = (item.settings.name for item in terminal.catalogue.values())
    return known_as(texts, session.look.language, name, items, terminal.aids.traditional)


def row_as_read(texts: Texts, session: Session, name: str, value: str) -> Row:
    """A name and a value as whoever reads them does; whose they are, masked, stays as it is written."""
    return Row(label=as_read(texts, session, name), value=value if "*" in value else as_read(texts, session, value))
