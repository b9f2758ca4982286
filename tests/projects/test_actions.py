"""Projects open once, seats are given by side, and who left is out."""

from datetime import date

import pytest

from yinuo.base import clock
from yinuo.evidence.models import Event
from yinuo.people import actions as people
from yinuo.people.models import FirmKind, Person
from yinuo.projects import actions, for_client, queries
from yinuo.projects.models import Contract, Project, Seat, SeatRole

DAY = date(2026, 9, 1)


def newest() -> tuple[str, str, str]:
    event = Event.objects.select_related("stream").latest("pk")
    return event.verb, event.subject, event.stream.name


def opened(cast, **other) -> Project:
    given = {
        "by": cast.admin,
        "at": clock.now(),
        "code": "P3",
        "name": "数据平台",
        "started_on": DAY,
        "time_zone": "Asia/Shanghai",
        "language": "zh-hans",
        "manager": cast.lin,
    }
    return actions.open_project(other.pop("firm", cast.hualing), **(given | other))


def test_a_second_project_of_a_client_shares_its_account(cast):
    project = opened(cast)
    assert project.account == cast.p1.account
    assert queries.manager_seat(project).person == cast.lin.person
    assert [(e.verb, e.stream.name) for e in Event.objects.order_by("-pk")[:2]] == [
        ("projects.seat", "P3/vendor"),
        ("projects.open", "P3/vendor"),
    ]


@pytest.mark.parametrize("code", ["", "p3", "3P", "P 3", "P/3", "P" * 21])
def test_a_code_is_short_and_plain(cast, code):
    with pytest.raises(actions.BadCode):
        opened(cast, code=code)


def test_a_project_opens_once_and_for_a_client(cast):
    with pytest.raises(actions.AlreadyThere):
        opened(cast, code="P1")
    with pytest.raises(actions.WrongSide):
        opened(cast, firm=cast.vendor)
    assert Project.objects.count() == 2


def test_each_side_takes_its_own_seats(cast):
    for person, role in (
        (cast.dong.person, SeatRole.CONSULTANT),
        (cast.zhou.person, SeatRole.WINDOW),
        (cast.he.person, SeatRole.KEY_USER),
    ):
        with pytest.raises(actions.WrongSide):
            actions.seat(cast.p1, person, by=cast.lin, role=role, since=DAY)
    with pytest.raises(actions.AlreadyThere):
        actions.seat(cast.p1, cast.wen.person, by=cast.lin, role=SeatRole.KEY_USER, since=DAY)
    partner = people.add_firm(by=cast.admin, name="正衡监理", kind=FirmKind.PARTNER)
    yan = people.add_contact(partner, by=cast.admin, name="严守")
    row = actions.seat(cast.p1, yan.person, by=cast.lin, role=SeatRole.SUPERVISOR, since=DAY)
    assert newest() == ("projects.seat", f"P1/seat/{row.pk}", "P1/vendor")


def test_whoever_left_may_come_back_and_both_seats_are_known(cast):
    assert for_client.visitor_for(cast.ma.person) is None
    actions.seat(cast.p1, cast.ma.person, by=cast.lin, role=SeatRole.STAKEHOLDER, since=DAY)
    assert [place.role for place in for_client.visitor_for(cast.ma.person).places] == [SeatRole.STAKEHOLDER]
    assert Seat.objects.filter(person=cast.ma.person).count() == 2


def test_a_seat_ends_once_and_at_once(cast):
    held = cast.seat(cast.wen)
    actions.end_seat(held, by=cast.lin, until=date(2027, 1, 1))
    assert newest() == ("projects.end_seat", f"P1/seat/{held.pk}", "P1/vendor")
    assert for_client.visitor_for(cast.wen.person) is None
    with pytest.raises(actions.SeatEnded):
        actions.end_seat(held, by=cast.lin, until=DAY)


def test_the_right_to_sign_has_a_limit_or_none(cast):
    held = cast.seat(cast.wen)
    actions.set_signing(held, by=cast.lin, may_sign=True, limit_cents=100)
    assert (cast.seat(cast.wen).may_sign, cast.seat(cast.wen).limit_cents, newest()[0]) == (
        True,
        100,
        "projects.set_signing",
    )
    actions.set_signing(held, by=cast.lin, may_sign=False, limit_cents=100)
    assert (cast.seat(cast.wen).may_sign, cast.seat(cast.wen).limit_cents) == (False, None)
    with pytest.raises(actions.WrongSide):
        actions.set_signing(cast.seat(cast.lin), by=cast.lin, may_sign=True)


def test_an_invitation_needs_an_open_seat_of_the_client_and_an_address(cast):
    at = clock.now()
    held = cast.seat(cast.wen)
    actions.invite(held, by=cast.lin, at=at)
    assert (cast.seat(cast.wen).invited_at, newest()) == (at, ("projects.invite", f"P1/seat/{held.pk}", "P1/vendor"))
    with pytest.raises(actions.SeatEnded):
        actions.invite(cast.seat(cast.ma), by=cast.lin, at=at)
    with pytest.raises(actions.WrongSide):
        actions.invite(cast.seat(cast.lin), by=cast.lin, at=at)
    mute = actions.seat_new(cast.p1, by=cast.lin, role=SeatRole.KEY_USER, since=DAY, name="方雯")
    with pytest.raises(actions.NoAddress):
        actions.invite(mute, by=cast.lin, at=at)


def test_a_list_of_people_is_taken_whole_or_not_at_all(cast):
    before = Person.objects.count()
    both = [actions.Newcomer(name="葛峰"), actions.Newcomer(name="温宁", email="wenning@hualing.example")]
    with pytest.raises(actions.AlreadyThere):
        actions.seat_people(cast.p1, both, by=cast.lin, at=clock.now(), since=DAY, is_asked_in=False)
    assert Person.objects.count() == before
    known = [actions.Newcomer(name="董海峰", email="donghaifeng@hualing.example"), actions.Newcomer(name="葛峰")]
    seats = actions.seat_people(cast.p1, known, by=cast.lin, at=clock.now(), since=DAY, is_asked_in=True)
    assert [seat.invited_at is not None for seat in seats] == [True, False]
    assert Person.objects.count() == before + 1


def test_a_contract_is_written_down_once_with_its_clauses(cast):
    given = {"title": "主合同", "amount_cents": 268_000_000, "currency": "CNY", "signed_on": date(2026, 3, 20)}
    clauses = [("3.2", "三个月内上线。"), ("7.1", "终验后付尾款。")]
    contract = actions.record_contract(cast.p1, by=cast.lin, number="HL-2026-01", clauses=clauses, **given)
    assert list(contract.clauses.order_by("pk").values_list("number", "text")) == clauses
    assert newest() == ("projects.contract", f"P1/contract/{contract.pk}", "P1/vendor")
    for number, twice in (("HL-2026-01", ()), ("HL-2026-02", [clauses[0], clauses[0]])):
        with pytest.raises(actions.AlreadyThere):
            actions.record_contract(cast.p1, by=cast.lin, number=number, clauses=twice, **given)
    assert Contract.objects.count() == 1


def test_a_visit_tells_when_the_last_one_was(cast):
    at = clock.now()
    assert actions.visit(cast.p1, cast.lin.person, at=at) is None
    assert actions.visit(cast.p1, cast.lin.person, at=clock.now()) == at
