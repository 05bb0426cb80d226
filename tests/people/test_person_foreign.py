"""“I live here for good. My card is the new five-star one.”"""

from hall_of_people import EXIT_ENTRY, Visit, card_of
from people import FOREIGN, FOREIGN_EXPIRED


def test_my_permanent_residence_card_is_an_id_card_here(visit: Visit) -> None:
    visit.likes("language", "en")
    visit.begins()
    visit.proves(FOREIGN)
    visit.prints()
    visit.holds_the_paper_of(FOREIGN)


def test_it_is_renewed_at_exit_entry_and_not_where_id_cards_are(visit: Visit) -> None:
    visit.begins()
    visit.lays(card_of(FOREIGN_EXPIRED))
    visit.is_sent_to(EXIT_ENTRY, bring="原证件")
