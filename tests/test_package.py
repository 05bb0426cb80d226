"""The wheel holds what a terminal needs to run, the licences of what it loads, and no test."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    source = tmp_path_factory.mktemp("source")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    wheels = tmp_path_factory.mktemp("wheels")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--no-deps",
            "--no-build-isolation",
            "-q",
            "-w",
            str(wheels),
            str(source),
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    "name",
    [
        "config/catalogue/ss-enrolment-certificate.toml",
        "config/texts/zh-Hans.toml",
        "config/terminals/huiyang-a2-07.toml",
        "config/ledger-events.toml",
        "printing/layouts/ss-enrolment-certificate.toml",
        "kiosk/platform/openapi.json",
        "screens/qml/Home.qml",
        "screens/qml/Tokens.qml",
        "screens/qml/qmldir",
    ],
)
def test_data_is_in_the_wheel(names: list[str], name: str) -> None:
    assert name in names


def test_every_qml_toml_and_picture_of_the_packages_is_in_the_wheel(names: list[str]) -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    data = [
        name
        for name in listed
        if name.split("/")[0] in {"config", "drivers", "printing", "kiosk", "screens"}
        and (ROOT / name).is_file()
        and not name.endswith(".py")
    ]
    assert data
    assert [name for name in data if name not in names] == []


def test_tests_are_not_in_the_wheel(names: list[str]) -> None:
    assert not [name for name in names if name.startswith("tests/")]


@pytest.mark.parametrize(
    "licence", ["NOTICE.md", "LGPL-3.0.txt", "GPL-3.0.txt", "LGPL-2.1.txt", "OFL-1.1-NotoSansSC.txt"]
)
def test_the_licences_are_in_the_wheel(names: list[str], licence: str) -> None:
    assert any(name.endswith(f"dist-info/licenses/licenses/{licence}") for name in names), licence
