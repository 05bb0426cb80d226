"""The pages, in the order of the menu. What does not exist yet is not on it."""

from kiosk.staff.page import Page
from kiosk.staff.pages import devices, overview

PAGES: tuple[Page, ...] = (overview.PAGE, devices.PAGE)
