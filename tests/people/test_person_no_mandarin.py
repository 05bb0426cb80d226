"""「我唔识讲普通话，都唔多识字。」"""

from at_the_glass import Listener
from hall_of_people import POLICE, Visit, card_of
from people import ANYBODY, EXPIRED

CANTONESE = "嘅咗唔喺咁嗰哋揿攞畀冇"


def test_it_tells_me_everything_in_cantonese(visit: Visit) -> None:
    ear = Listener(visit)
    visit.likes("voice", "cantonese")
    ear.everything.clear()
    visit.begins()
    assert any(word in "".join(ear.heard) for word in CANTONESE)
    visit.proves(ANYBODY)
    visit.prints()
    visit.holds_the_paper_of(ANYBODY)
    said = "".join(ear.everything)
    assert sum(word in said for word in CANTONESE) > 5
    assert not any(word in said for word in ("这里", "什么", "没有"))


def test_it_reads_out_where_i_have_to_go_and_when(visit: Visit) -> None:
    ear = Listener(visit)
    visit.likes("voice", "cantonese")
    visit.begins()
    visit.lays(card_of(EXPIRED))
    assert ear.hears(POLICE.name)
    assert ear.hears("8:30-12:00")
    visit.is_sent_to(POLICE)
