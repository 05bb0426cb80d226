"""What the things that are done at a terminal hear from the world, each kind of them in a file of its own."""

from kiosk.applying_events import ApplyingEvent
from kiosk.copying_events import CopyingEvent
from kiosk.endorsing_events import EndorsingEvent
from kiosk.examining_events import ExaminingEvent
from kiosk.locker_events import LockerEvent
from kiosk.materials_events import MaterialsEvent
from kiosk.paying_events import PayingEvent
from kiosk.photo_events import PhotoEvent
from kiosk.service_events import ServiceEvent

ErrandEvent = (
    ServiceEvent
    | ApplyingEvent
    | CopyingEvent
    | EndorsingEvent
    | ExaminingEvent
    | LockerEvent
    | MaterialsEvent
    | PayingEvent
    | PhotoEvent
)
