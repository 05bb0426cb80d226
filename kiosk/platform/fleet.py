"""Telling the platform how this terminal stands, and asking how the others do.

Every function raises a `PlatformError` and nothing else.
"""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.fleet_values import Fleet, ReportNoted, TerminalReport

REPORT = "/terminals/me/report"
FLEET = "/fleet"


def tell(platform: Platform, report: TerminalReport) -> ReportNoted:
    """Say how we stand; saying so twice is saying so once."""
    return platform.ask(Question(method="POST", path=REPORT, again=True, body=body_of(report)), ReportNoted)


def fleet(platform: Platform) -> Fleet:
    """How every terminal of this one's city stands, as far as it was heard of."""
    return platform.ask(Question(method="GET", path=FLEET, again=True), Fleet)
