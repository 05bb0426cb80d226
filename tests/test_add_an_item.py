"""docs/add-an-item.md, followed literally: two data files in a copy of the repository, and the item prints."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ITEM = "ss-half-year-certificate"
CITIZEN = "449901199001010013"


def test_two_data_files_make_an_item_that_prints(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        if (ROOT / name).is_file() and name.split("/")[0] in {"config", "drivers", "printing", "kiosk"}:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    page = (ROOT / "docs" / "add-an-item.md").read_text("utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (copy / "config" / "catalogue" / f"{ITEM}.toml").write_text(re.sub(r"(?m)^   ", "", block), "utf-8")
    layout = (copy / "printing" / "layouts" / "ss-enrolment-certificate.toml").read_text("utf-8")
    titled = re.sub(r'(?m)^title = ".*"', 'title = "近半年参保证明"', layout)
    (copy / "printing" / "layouts" / f"{ITEM}.toml").write_text(titled, "utf-8")
    people = tmp_path / "people.json"
    data = (ROOT / "docs" / "sandbox-data.md").read_text("utf-8")
    example, *_ = re.findall(r"```json\n(.*?)```", data, re.DOTALL)
    citizens = json.loads(example)
    citizens["citizens"][0]["enrolment"] = [
        {"from": "202001", "to": "209912", "city": "441300", "unit_name": "惠州市样例电子有限公司"}
    ]
    people.write_text(json.dumps(citizens, ensure_ascii=False), "utf-8")

    listed = kiosk(copy, "items")
    assert ITEM in listed
    report = json.loads(
        kiosk(
            copy, "visit", ITEM, "--citizen", CITIZEN, "--data", str(people), "--out", str(tmp_path / "out"), "--json"
        )
    )
    assert report["outcome"] == "printed"
    text = subprocess.run(
        ["pdftotext", "-layout", report["files"][0], "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "近半年参保证明" in text
    assert "陈样例" in text
    assert re.search(r"\b6\s+6\s+6\b", text), "six months of each insurance"


def kiosk(folder: Path, *arguments: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout
