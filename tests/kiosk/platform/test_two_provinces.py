"""Two provinces side by side: another gateway, other people, other papers; what one has proven counts in no other."""

from collections.abc import Iterator

import pytest
from province_in_process import PAAS_ID, TOKEN, Hall, InProcess, province_in, visit
from whole_catalogue import whole_catalogue

from drivers.idcard import CardKind, IdCard
from kiosk.items.catalogue import offered
from kiosk.platform import gateways
from kiosk.platform.api import Platform
from kiosk.platform.errors import Refused
from kiosk.platform.values import ChallengeAnswer, ErrorCode, Identity, RecordRequest
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.places import GUANGDONG, ZHEJIANG
from kiosk.session import Terminal
from printing import statement


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[InProcess, InProcess]]:
    here, there = tmp_path_factory.mktemp("guangdong"), tmp_path_factory.mktemp("zhejiang")
    with province_in(here, land=GUANGDONG) as guangdong, province_in(there, land=ZHEJIANG) as zhejiang:
        yield guangdong, zhejiang


def card_of(citizen: Citizen) -> IdCard:
    return IdCard(
        kind=CardKind.CITIZEN,
        number=citizen.number,
        name=citizen.name,
        birth=citizen.birth,
        valid_from=citizen.valid_from,
        valid_to=citizen.valid_to,
    )


def identified(there: InProcess) -> tuple[Citizen, Identity]:
    citizen = there.province.register.samples(1)[0]
    challenge = there.platform.challenge(card_of(citizen))
    code = there.province.outbox[-1].code
    return citizen, there.platform.answer(challenge, ChallengeAnswer(code=code))


def wanted(city: str) -> RecordRequest:
    return RecordRequest(
        item="property-query", record="property-query", city=city, period_from="202611", period_to="202611"
    )


def code_of(platform: Platform, identity: Identity, city: str, number: str) -> ErrorCode:
    with pytest.raises(Refused) as error:
        platform.record(identity, wanted(city), number=number)
    return error.value.code


def test_an_identity_does_not_roam(two: tuple[InProcess, InProcess]) -> None:
    guangdong, zhejiang = two
    citizen, identity = identified(guangdong)
    assert guangdong.platform.record(identity, wanted("441300"), number=citizen.number).subject == identity.subject
    assert code_of(zhejiang.platform, identity, "330800", citizen.number) is ErrorCode.IDENTITY_INVALID
    with pytest.raises(Refused) as error:
        zhejiang.platform.challenge(card_of(citizen))
    assert error.value.code is ErrorCode.PERSON_UNKNOWN


def test_a_province_answers_for_its_own_cities_only(two: tuple[InProcess, InProcess]) -> None:
    guangdong, zhejiang = two
    for there, own, foreign in ((guangdong, "441300", "330800"), (zhejiang, "330800", "441300")):
        citizen, identity = identified(there)
        record = there.platform.record(identity, wanted(own), number=citizen.number)
        assert record.issuer.startswith({"441300": "惠州市", "330800": "衢州市"}[own])
        assert code_of(there.platform, identity, foreign, citizen.number) is ErrorCode.NOT_FOUND


def test_a_paper_of_one_province_is_none_of_the_others(two: tuple[InProcess, InProcess]) -> None:
    guangdong, zhejiang = two
    citizen, identity = identified(zhejiang)
    issued = zhejiang.platform.issue(identity, wanted("330800"), deed="d" * 16, number=citizen.number)
    page = zhejiang.platform.verification_page
    said = statement.read(issued.paper_url, zhejiang.platform.statement_points, page)
    assert said.document_no == issued.document_no
    with pytest.raises(statement.NotGenuine):
        statement.read(issued.paper_url, guangdong.platform.statement_points, page)
    with pytest.raises(Refused) as error:
        guangdong.platform.verify(issued.verification_code)
    assert error.value.code is ErrorCode.NOT_FOUND


def test_the_gateway_of_one_is_not_that_of_the_other(two: tuple[InProcess, InProcess]) -> None:
    guangdong, zhejiang = two
    for there, other in ((guangdong, "gjgxjhpt"), (zhejiang, "x-tif")):
        stranger = there.platform
        right = stranger._settings
        stranger._settings = right.model_copy(update={"gateway": other})
        try:
            with pytest.raises(Refused) as error:
                stranger.status()
            assert error.value.code in {ErrorCode.BAD_REQUEST, ErrorCode.BAD_SIGNATURE}
        finally:
            stranger._settings = right


def test_the_exchanges_signature_is_the_published_one() -> None:
    # Recomputed by hand: TESTSECRET over s_test + r_test + 1700000000000.
    made = gateways.exchange_signature("TESTSECRET", "s_test", "r_test", "1700000000000")
    assert made == "hCJDtxvJAIkvHjFGyhYx5wk4RPo+qBBBVPZB9XakqEw="
    given = gateways.headers("gjgxjhpt", account=PAAS_ID, secret=TOKEN, timestamp="1700000000", nonce="n" * 12)
    assert gateways.told("gjgxjhpt", given) == ("1700000000", "n" * 12)
    assert gateways.is_known("gjgxjhpt", given, account=PAAS_ID, secret=TOKEN)
    for name, value in given.items():
        assert not gateways.is_known("gjgxjhpt", {**given, name: value + "1"}, account=PAAS_ID, secret=TOKEN), name
    assert not gateways.is_known("gjgxjhpt", {}, account=PAAS_ID, secret=TOKEN)


def test_a_visit_in_quzhou_ends_in_a_paper_of_zhejiang(two: tuple[InProcess, InProcess]) -> None:
    _, zhejiang = two
    catalogue = offered(whole_catalogue(), "quzhou")
    item = catalogue["ss-enrolment-certificate"]
    terminal = Terminal(name="t-02", place="测试厅", city="330800", is_sample=True, catalogue={item.id: item})
    citizen = zhejiang.province.register.samples(1)[0]
    taken = visit(Hall(zhejiang, terminal), item.id, citizen.number, period="24-months")
    assert taken.last.screen == "done"
    assert "浙江省" in taken.texts[0]
    assert "广东省" not in taken.texts[0].replace(citizen.address, "")
