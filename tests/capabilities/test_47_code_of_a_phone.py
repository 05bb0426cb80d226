"""‘身份证网上功能凭证’试点, ‘无证明’办理: a code on the person's own phone stands for the card that is not at hand."""

from at_the_terminal import assert_paper_says_the_record, at, glass, press, without
from province_in_process import InProcess

from kiosk.sandbox.citizens import Citizen


def test_without_any_card_the_code_of_the_phone_opens_the_paper(there: InProcess, somebody: Citizen) -> None:
    hall = without(at(there), "idcard", "camera", "face")
    press(hall, "choice-ss-enrolment-certificate", "primary")
    while glass(hall).screen != "scan":
        view = glass(hall)
        press(hall, "choice-phone_code" if view.screen == "pick" else "primary")
    hall.tell("code_scanner", "show", text=str(hall.tell("platform", "pass", number=somebody.number)["code"]))
    assert glass(hall).screen == "check"
    press(hall, "primary")
    press(hall, "primary")
    assert_paper_says_the_record(hall.taken, somebody.name, somebody.number)
