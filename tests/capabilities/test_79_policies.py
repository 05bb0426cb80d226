"""政策推送: what may fit is shown after a yes, by a few answers that nobody keeps."""

from at_the_terminal import at, glass, press, shown
from province_in_process import InProcess


def test_nothing_is_looked_at_before_a_yes(there: InProcess) -> None:
    hall = at(there)
    press(hall, "choice-policy-matches", "primary")
    view = glass(hall)
    assert view.screen == "consent"
    assert "看完就清掉，什么都不留" in shown(view)
    assert press(hall, "back").screen == "before_start"
    assert not hall.session.filling.answers


def test_somebody_of_80_reads_of_the_allowance(there: InProcess) -> None:
    hall = at(there)
    press(hall, "choice-policy-matches", "primary", "primary", "choice-person", "choice-80", "choice-none")
    said = shown(glass(hall))
    assert "高龄津贴" in said
    assert "老年人优待证" in said
    assert "毕业生" not in said
    assert hall.session.identity is None, "nobody had to say who they are"
    press(hall, "primary")
    assert not hall.session.filling.answers, "nothing is left of it"
