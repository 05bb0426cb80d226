"""What the platform's own clock shows: for staff, who hold this terminal's against it."""

from datetime import datetime
from email.utils import parsedate_to_datetime

from drivers.clock import BEIJING
from kiosk.platform.api import Platform
from kiosk.platform.errors import WrongAnswer


def platform_time(platform: Platform) -> datetime:
    """Its time in Beijing, less than a second and the answer's way behind. Nobody has signed it but TLS.

    Raises:
        PlatformError: nothing came. By a clock that is wrong by years no certificate is believed either.
    """
    try:
        return parsedate_to_datetime(platform.date()).astimezone(BEIJING)
    except ValueError as error:
        raise WrongAnswer("an answer without a date") from error
