"""A terminal without a key serves nobody and says why; once it has one it serves, without a hand."""

import json
import subprocess

from at_the_kiosk import Kiosk

from kiosk.hall.launcher import python
from kiosk.hall.surroundings import Hall


def test_enrolling_again_with_the_same_key_is_approved(kiosk: Kiosk) -> None:
    answer = subprocess.run(
        python("kiosk", "enrol", "--config", str(kiosk.config)), capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0
    assert answer.stdout.strip() == f"{kiosk.settings.terminal}: approved"


def test_devices_are_asked_from_the_command_line(hall: Hall) -> None:
    answer = subprocess.run(
        python("kiosk", "devices", "--config", str(hall.config), "--json"), capture_output=True, text=True, check=False
    )
    found = json.loads(answer.stdout)
    online = {entry["device"] for entry in found["devices"] if entry["status"] == "online"}
    assert online == {"idcard", "receipt_printer", "a4_printer"}
    assert {entry["status"] for entry in found["devices"] if entry["device"] not in online} == {"not-fitted"}
    assert (found["is_ready"], found["by_running_core"], answer.returncode) == (True, False, 0)


def test_without_a_key_it_is_closed_and_with_one_it_opens_alone(kiosk: Kiosk) -> None:
    kiosk.reach("home")
    key = kiosk.settings.platform.key_file
    aside = key.with_suffix(".aside")
    key.rename(aside)
    try:
        kiosk.kill_core()
        kiosk.look_again()
        view = kiosk.until_screen("out_of_service")
        assert view.words["lead"]
        pid = kiosk.hall.launcher.pid("core")
    finally:
        aside.rename(key)
    kiosk.until_restarted(pid)
    kiosk.hand.close()
    kiosk.look_again()
    kiosk.reach("before_start")
