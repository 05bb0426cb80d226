"""What is asked of the card readers: a card, whether one is there, whether the last one still lies there."""

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from drivers.faults import DeviceError
from kiosk import effects
from kiosk.cabinet.book import Count
from kiosk.cabinet.devices import there
from kiosk.cabinet.watch import AWAY, MISSES
from kiosk.cabinet.workers import Job, Stop, Work
from kiosk.events import CardLaid, CardRead, CardStays, CardTaken
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.journal import JournalError
from kiosk.proving import CardReader

Card = effects.ReadCard | effects.AwaitCard | effects.LookForCard | effects.AwaitRemoval


class On(Protocol):
    """Queues work for a worker; what goes wrong there is posted."""

    def __call__(self, worker: str, post: Post, work: Work) -> Job | None:
        """Give the job back where one was queued."""


class CardHands:
    """Everything happens on the reader's own worker.

    Args:
        tools: what does the work.
        on: queues it.
        look_soon: has the reader looked at as a device.
        poll_s: between two looks for a card.
    """

    def __init__(self, tools: Tools, on: On, look_soon: Callable[[], None], poll_s: float) -> None:
        self._tools = tools
        self._on = on
        self._look_soon = look_soon
        self._poll_s = poll_s

    def carry_out(self, effect: Card, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`."""
        match effect:
            case effects.ReadCard():
                return self._on("idcard", post, lambda stop: self._read(post, stop))
            case effects.AwaitCard(seconds):
                return self._on("idcard", post, lambda stop: self._await_card(seconds, post, stop))
            case effects.LookForCard(reader):
                return self._on(reader, post, lambda _: post(CardStays(self._still_there(reader), reader)))
            case effects.AwaitRemoval(reader):
                return self._on(reader, post, lambda stop: self._await_removal(reader, post, stop))

    def _read(self, post: Post, stop: Stop) -> None:
        reader = there(self._tools.devices.idcard)
        misses = 0
        while not stop():
            try:
                is_there = reader.card_present()
            except DeviceError as error:
                misses += 1
                self._count(Count.COMMUNICATION_ERRORS)
                if error.fault not in AWAY or misses >= MISSES:
                    raise
                is_there = False
            else:
                misses = 0
            if is_there:
                try:
                    card = reader.read()
                except DeviceError:
                    self._count(Count.FAILED_READS)
                    raise
                self._count(Count.GOOD_READS)
                today = self._tools.clock.now().date()
                post(CardRead(card, is_expired=card.is_expired(today), is_child=self._tools.is_child(card.birth)))
                return
            self._tools.clock.pause(self._poll_s)

    def _await_card(self, seconds: float, post: Post, stop: Stop) -> None:
        reader, clock = there(self._tools.devices.idcard), self._tools.clock
        until = clock.monotonic() + seconds - self._poll_s
        while not stop() and clock.monotonic() < until:
            if reader.card_present():
                post(CardLaid())
                return
            clock.pause(self._poll_s)
        # Nobody else asks the reader while this does.
        self._look_soon()

    def _await_removal(self, reader: CardReader, post: Post, stop: Stop) -> None:
        with suppress(DeviceError):
            # What nobody can see is not called for; another card is, all the same.
            while not stop() and self._still_there(reader):
                self._tools.clock.pause(self._poll_s)
        post(CardTaken(reader))

    def _still_there(self, reader: CardReader) -> bool:
        """A reader for chips needs no card that was read before: whatever lies there was left."""
        if reader == "smart_card":
            return there(self._tools.devices.smart_card).card_present()
        return there(self._tools.devices.idcard).still_there()

    def _count(self, count: Count) -> None:
        with suppress(JournalError):
            # Nobody is sent away because a counter could not be kept.
            self._tools.book.count("idcard", count, 1)
