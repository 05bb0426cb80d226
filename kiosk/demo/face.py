"""Chapter `face`: the resident of chapter `certificate` shows card and face.

The card's portrait and the camera show the same invented person; the engine that compares them is the real one.
"""

from pathlib import Path

from kiosk.demo.certificate import resident
from kiosk.demo.stage import Stage
from kiosk.hall.person import LostError
from kiosk.hall.visit import Report
from kiosk.items.routes import Route
from kiosk.journal import JOURNAL, read_rows

ROUTE: Route = "card_face"
AGREED = {("data", "yes"), ("face", "yes")}
ADVICE = (
    "where other programs are busy the camera misses what the person does: end them and run it again; a processor "
    "without AVX has no face comparison (docs/face.md)"
)


def play(stage: Stage, out: Path) -> Report:
    """As `certificate`, and where it came to its end the books show by which way, that they agreed, and nobody.

    Raises:
        LostError: a screen did not come, or the books do not say so.
    """
    report = resident(stage, out, ROUTE)
    if report.reason:
        return report
    rows = list(read_rows(stage.hall.state / JOURNAL))
    agreed = {(row.facts["kind"], row.facts["answer"]) for row in rows if row.kind == "consent"}
    ways = [row.facts["route"] for row in rows if row.kind == "identified"]
    if agreed != AGREED or ways != [ROUTE]:
        raise LostError(f"the journal shows the consents {sorted(agreed)} and the ways {ways}")
    citizen = stage.hall.tell("platform", "citizens", count=1)["citizens"][0]
    if any(word in row.written for row in rows for word in (citizen["number"], citizen["name"], citizen["address"])):
        raise LostError("the journal names a person")
    return report
