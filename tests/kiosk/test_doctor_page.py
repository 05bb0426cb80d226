"""The doctor's page in a real browser: signs in, is called by a real terminal's process, looks, and signs."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import uvicorn
from examining_bench import MedicalHall
from headless_browser import PROGRAM, Browser
from province_in_process import InProcess, province_in
from waiting import soak_only, wait_until

from config.device_settings import CameraSettings
from drivers.camera import NoLamp
from kiosk.calls.child import Call, CallTerms
from kiosk.flows.examining_doctor import request_of
from kiosk.flows.making_paper import person_of
from kiosk.platform.examining import examine, standing
from kiosk.sandbox.doctor_desk import DOCTORS, DoctorDesk
from kiosk.sandbox.examining_desk import ExaminingDesk

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="chromium-headless-shell is not installed")
CALL_S = 60.0


async def _nobody(_: Any, __: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    (tmp_path / "province").mkdir()
    with province_in(tmp_path / "province") as made:
        yield made


@pytest.fixture
def address(there: InProcess) -> Iterator[str]:
    """The page on loopback, where a browser lets it have camera and keys without TLS."""
    desk = DoctorDesk(_nobody, ExaminingDesk(there.province), there.province)
    server = uvicorn.Server(uvicorn.Config(desk, port=0, lifespan="off", log_level="critical", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_until(lambda: server.started, 10)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/doctor/"
    server.should_exit = True
    thread.join()


@pytest.fixture
def browser(tmp_path: Path, address: str) -> Iterator[Browser]:
    browser = Browser(tmp_path / "browser")
    browser.go(address)
    browser.wait("document.readyState === 'complete' && !!document.getElementById('in')")
    yield browser
    browser.close()


@pytest.fixture
def hall(there: InProcess, tmp_path: Path) -> Iterator[MedicalHall]:
    person = next(one for one in there.province.register.samples(9) if one.phone and one.kind == "citizen")
    hall = MedicalHall(there, tmp_path, person, tmp_path / "province" / "trust" / "sandbox.toml")
    yield hall
    hall.kill()


def sign_in(browser: Browser, pin: str) -> None:
    browser.run(f"doctor.value = 'D101'; pin.value = '{pin}'; document.querySelector('#in button').click()")


def test_a_wrong_pin_opens_nothing(browser: Browser, there: InProcess) -> None:
    sign_in(browser, "000000")
    browser.wait("refused.textContent !== ''")
    assert browser.run("queue.hidden")
    assert there.province.doctors.on_line(there.province.clock.now()) == 0


def test_nobody_signs_whom_they_do_not_see_live(browser: Browser, hall: MedicalHall) -> None:
    hall.comes()
    hall.to("medical_check")
    sign_in(browser, DOCTORS["D101"][1])
    browser.wait("!queue.hidden")
    request, deed = request_of(hall.session), hall.session.deed("examination")
    given = examine(hall.there.platform, person_of(hall.session)[0], request, deed=deed)
    browser.wait("!!document.querySelector('.take:enabled')")
    browser.run("document.querySelector('.take').click()")
    browser.wait("!room.hidden && document.querySelectorAll('#word input').length === 8")
    browser.run("document.querySelectorAll('#word input[value=合格]').forEach(one => one.click())")
    assert browser.run("fit.disabled && unfit.disabled")
    assert browser.run("findings.textContent.includes('5.0') && photo.naturalWidth > 0")
    told = standing(hall.there.platform, person_of(hall.session)[0], given.examination_no)
    assert (told.state, told.signed, told.doctor) == ("seen", None, DOCTORS["D101"][0])


def camera_in(folder: Path) -> CameraSettings:
    """Pictures of nobody that change, played like a camera's."""
    folder.mkdir()
    for number in range(12):
        picture = np.full((480, 640, 3), (60, 40 + 12 * number, 200 - 12 * number), np.uint8)
        cv2.imwrite(str(folder / f"{number:02d}.png"), picture)
    return CameraSettings(model="sequence", port=folder)


@soak_only
def test_a_doctor_sees_the_person_live_and_signs_in_the_browser(
    browser: Browser, hall: MedicalHall, tmp_path: Path
) -> None:
    camera = camera_in(tmp_path / "camera")
    hall.call = lambda: Call(CallTerms(camera, is_demo=True), NoLamp())
    hall.kill()
    hall.start()
    sign_in(browser, DOCTORS["D101"][1])
    browser.wait("!queue.hidden")
    hall.comes()
    hall.to("medical_check")
    hall.clock.is_paced = True
    ended = threading.Thread(target=hall.to, args=("done",))
    ended.start()
    is_signed = False
    try:
        browser.wait("!!document.querySelector('.take:enabled')")
        assert browser.run("fit.disabled")
        browser.run("document.querySelector('.take').click()")
        browser.wait("document.body.dataset.call === 'connected'", CALL_S)
        browser.wait("there.videoWidth > 0 && there.currentTime > 0", CALL_S)
        assert browser.run("fit.disabled"), "nobody signs before every part was looked at"
        wait_until(lambda: bool(hall.previews), CALL_S)
        (tmp_path / "doctor.png").write_bytes(browser.picture())
        browser.run("document.querySelectorAll('#word input[value=合格]').forEach(one => one.click())")
        browser.wait("!fit.disabled")
        browser.run("fit.click()")
        browser.wait("(document.body.dataset.told ?? '').includes('合格')")
        is_signed = True
    finally:
        hall.gives_up = not is_signed
        ended.join()
    assert (hall.step, len(hall.taken.texts)) == ("done", 1)
    assert "样例医师乙" in hall.taken.texts[0]
    assert hall.previews[0][:2] == b"\xff\xd8", "the doctor's picture reaches the screen"
