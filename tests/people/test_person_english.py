"""“I read English only.”"""

import re

from hall_of_people import CERTIFICATE, POLICE, Visit, card_of, slip_words
from people import ANYBODY, EXPIRED

HAN = re.compile(r"[\u3400-\u9fff]")


def untranslated(visit: Visit) -> list[str]:
    """Words of ours that are Chinese; what the records say is as it is."""
    words = [*visit.view.words.values(), visit.view.notice, *(row.label for row in visit.view.rows)]
    words += [one.label + one.detail for one in visit.view.choices] + [row.label for row in visit.view.elsewhere]
    return [word for word in words if HAN.search(word)]


def test_every_screen_up_to_my_paper(visit: Visit) -> None:
    visit.likes("language", "en")
    visit.begins()
    visit.proves(ANYBODY)
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)
    assert all(view.language == "en" for view in visit.views[2:])
    visit.views = [view for view in visit.views if view.language == "en"]
    while visit.views:
        assert untranslated(visit) == []
        visit.views.pop()


def test_the_slip_that_sends_me_elsewhere_speaks_to_me_and_to_whom_i_ask(visit: Visit) -> None:
    visit.likes("language", "en")
    visit.begins(CERTIFICATE)
    visit.lays(card_of(EXPIRED))
    told = {row.label: row.value for row in visit.view.elsewhere}
    assert told["When"] == "Working days 8:30-12:00, 14:00-17:30 (From 8:30 on Monday)"
    visit.press("asked")
    words = slip_words(visit.world.slips[-1])
    for said in ("Renew the ID card", "换领身份证", "Working days", "工作日", POLICE.name, "Where"):
        assert said in words
