"""「我系香港人，攞住回乡证同居住证。」"""

from hall_of_people import EXIT_ENTRY, Visit
from people import HONG_KONG

from kiosk.platform.values import PresentedPermit

HOME_RETURN = "home-return-permit"


def permit_of(visit: Visit) -> PresentedPermit:
    """What is printed on the 回乡证."""
    told = visit.there.tell("platform", "permit", number=HONG_KONG.number, kind=HOME_RETURN)
    return PresentedPermit.model_validate(
        {
            "kind": HOME_RETURN,
            "number": told["number"],
            "birth": f"{HONG_KONG.birth:%Y-%m-%d}",
            "expiry": f"20{told['expiry'][:2]}-{told['expiry'][2:4]}-{told['expiry'][4:]}",
            "is_from_chip": True,
        }
    )


def types_the_page(visit: Visit, permit: PresentedPermit, expiry: str) -> None:
    """Number, birthday, last day."""
    visit.press(f"choice-{HOME_RETURN}")
    for text in (permit.number, f"{permit.birth:%Y%m%d}", expiry):
        visit.types(text)
        visit.press("primary")


def test_my_residence_permit_is_an_id_card_here(visit: Visit) -> None:
    visit.likes("language", "zh-Hant")
    visit.begins()
    visit.proves(HONG_KONG)
    visit.prints()
    visit.holds_the_paper_of(HONG_KONG)


def test_so_is_my_home_return_permit(visit: Visit) -> None:
    permit = permit_of(visit)
    visit.begins(route="permit")
    types_the_page(visit, permit, f"{permit.expiry:%Y%m%d}")
    visit.lays_permit(permit)
    visit.types_code(HONG_KONG)
    visit.prints()
    visit.holds_the_paper_of(HONG_KONG)


def test_one_that_has_expired_is_renewed_at_exit_entry(visit: Visit) -> None:
    visit.begins(route="permit")
    types_the_page(visit, permit_of(visit), "20260101")
    assert "过期" in visit.view.words["title"]
    visit.is_sent_to(EXIT_ENTRY, bring="原证件")
