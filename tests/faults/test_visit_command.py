"""`kiosk visit ITEM` as anybody types it, every process real: one item for each flow and layout; two of them in CI."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import soak_only
from whole_catalogue import whole_catalogue

from drivers.clock import SystemClock
from kiosk.hours import hours_of
from kiosk.items.catalogue import offered
from kiosk.sandbox.citizens import Register
from kiosk.sandbox.known_fields import who_may
from kiosk.sandbox.places import GUANGDONG, ZHEJIANG

LIMIT_S = 110
CATALOGUE = whole_catalogue()
KINDS = {(item.settings.flow, item.settings.layout): name for name, item in reversed(CATALOGUE.items())}
"""One item of each flow and layout, the first in the catalogue."""
DOES = frozenset(
    {"apply", "appointment", "coach_ticket", "complaint", "deposit", "mailing", "pay_bill", "pick_up", "rating"}
    | {"resume", "settle_offence", "to_phone", "agent"}
)
"""Flows that have something done: an application, a payment, a parcel, an order of the post."""
OTHER_PROVINCE = ("general", "property", "tax")
"""Classes of machine of the second province that print certificates."""


def visited(item: str, out: Path, *more: str, province: str = "guangdong", code: int = 0) -> dict[str, object]:
    """Run it to its end, which is told by that exit code, and read its report."""
    land = {"guangdong": GUANGDONG, "zhejiang": ZHEJIANG}[province]
    citizen = who_may(Register(1, {}, land, {}), item, 1, SystemClock().now())[0].number
    routes = CATALOGUE[item].settings.routes or ("card_code",)
    route = "card_code" if "card_code" in routes else routes[0]
    command = [sys.executable, "-m", "kiosk", "visit", item, "--citizen", citizen, "--out", str(out), "--json", *more]
    command += ["--route", route]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == code, done.stdout[-2000:] + done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert isinstance(report, dict)
    return report


@pytest.mark.parametrize(("item", "outcome"), [("property-archive", "printed"), ("progress", "slip given")])
def test_a_paper_and_a_slip_by_the_command_itself(tmp_path: Path, item: str, outcome: str) -> None:
    assert visited(item, tmp_path)["outcome"] == outcome
    assert list(tmp_path.iterdir())


@soak_only
@pytest.mark.parametrize("item", sorted(KINDS.values()))
def test_one_item_of_each_flow_and_layout(tmp_path: Path, item: str) -> None:
    visited(item, tmp_path)


@soak_only
@pytest.mark.parametrize("item", sorted(name for name, one in CATALOGUE.items() if one.settings.flow in DOES))
def test_everything_that_has_something_done(tmp_path: Path, item: str) -> None:
    visited(item, tmp_path)


@soak_only
@pytest.mark.parametrize("name", OTHER_PROVINCE)
def test_a_class_of_machine_of_the_other_province(tmp_path: Path, name: str) -> None:
    profile = f"quzhou/{name}"
    printed = next(one for one in offered(CATALOGUE, profile).values() if one.settings.flow == "print_certificate")
    shut = hours_of({printed.id: printed}, profile, SystemClock(), tuple).shut(SystemClock().now())
    told = visited(printed.id, tmp_path, "--profile", profile, province="zhejiang", code=1 if shut else 0)
    # These registers sleep from 23:00 to 6:00: then it is said before anybody begins, and until when.
    assert told["outcome"] == ("not printed" if shut else "printed")
    assert ("可办" in str(told["reason"])) is bool(shut)
