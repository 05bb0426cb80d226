"""What the things that are done at a terminal hear from the world, each kind of them in a file of its own."""

from kiosk.applying_events import ApplyingEvent
from kiosk.endorsing_events import EndorsingEvent
from kiosk.locker_events import LockerEvent
from kiosk.paying_events import PayingEvent
from kiosk.service_events import ServiceEvent

ErrandEvent = ServiceEvent | ApplyingEvent | EndorsingEvent | LockerEvent | PayingEvent
