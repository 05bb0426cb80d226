"""七统一: one portal, proof, application, query, interaction, payment, rating; each in one place."""

import ast
from pathlib import Path

import pytest

import kiosk

ROOT = Path(kiosk.__file__).parent
FLOWS = ROOT / "flows"
MODULES = {
    "门户": (ROOT / "over" / "home.py", "tests/capabilities/test_22_groups.py"),
    "认证": (FLOWS / "identity" / "__init__.py", "tests/capabilities/test_36_one_identity_for_all_cities.py"),
    "申报": (FLOWS / "apply.py", "tests/capabilities/test_20_applications.py"),
    "查询": (FLOWS / "progress.py", "tests/capabilities/test_63_terms.py"),
    "互动": (FLOWS / "complaint.py", "tests/capabilities/test_75_an_answer.py"),
    "支付": (FLOWS / "pay.py", "tests/capabilities/test_73_exactly_once.py"),
    "评价": (FLOWS / "rating.py", "tests/capabilities/test_74_good_and_bad.py"),
}
ONLY = {
    "Submit": {"flows/apply.py"},
    "OpenOrder": {"flows/pay.py"},
    "DeliverOrder": {"flows/pay.py"},
    "GiveBack": {"flows/pay.py"},
    "ComplaintRequest": {"flows/complaint.py"},
    "RatingRequest": {"flows/rating.py"},
    "FindCaseByScan": {"flows/progress.py"},
}
"""What is asked of the world for it, and the only flow that asks: a second one would be a second way."""


@pytest.mark.parametrize("name", MODULES)
def test_the_architecture_names_the_module_and_its_own_test(name: str) -> None:
    module, test = MODULES[name]
    assert module.is_file()
    told = (ROOT.parent / "docs" / "architecture.md").read_text("utf-8")
    (row,) = [line for line in told.splitlines() if line.startswith(f"| {name} |")]
    assert module.relative_to(ROOT.parent).as_posix().removesuffix("/__init__.py") in row
    assert test in row
    assert (ROOT.parent / test).is_file()


@pytest.mark.parametrize("effect", ONLY)
def test_no_flow_has_a_way_of_its_own_for_it(effect: str) -> None:
    found = {path.relative_to(ROOT).as_posix() for path in FLOWS.rglob("*.py") if _makes(path, effect)}
    assert found == ONLY[effect]


def _makes(path: Path, name: str) -> bool:
    """Whether one is made there; matching one in a `case` makes none."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return any(_root(call.func) == name for call in calls)


def _root(function: ast.expr) -> str:
    """The class that is called, by itself or by one of its own makers."""
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.value.id if function.attr.startswith("model_") else function.attr
    return ""
