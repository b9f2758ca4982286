"""The pages about projects and their people, for those who sit there."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import sign_in
from yinuo.base import clock
from yinuo.evidence import actions as evidence
from yinuo.people import actions as people
from yinuo.projects import actions, queries
from yinuo.projects.forms import read_people
from yinuo.projects.models import Contract, Project, Seat, SeatRole

DAY = date(2026, 9, 1)
PAGES = ("people/", "people/new/", "people/seat/", "people/paste/", "contract/", "contract/new/")


@pytest.mark.parametrize("page", PAGES)
def test_a_project_is_there_for_those_who_sit_on_it(cast, page):
    address = f"/projects/P1/{page}"
    seen = {who: sign_in(who.person).get(address).status_code for who in (cast.lin, cast.shen, cast.admin)}
    assert set(seen.values()) == {200}
    for stranger in (cast.zhou, cast.wen, cast.dong, cast.he, cast.ma):
        assert sign_in(stranger.person).get(address).status_code == 404
    assert Client().get(address).url == f"/account/login/?next={address}"


def test_my_projects_are_listed_with_what_i_do_there(cast, as_lin, as_admin):
    assert [(row.code, row.role) for row in queries.projects_of(cast.lin)] == [("P1", str(SeatRole.MANAGER.label))]
    assert [row.code for row in queries.projects_of(cast.shen)] == ["P1", "P2"]
    assert "华岭泵业" in as_lin.get("/projects/").text
    assert "/projects/new/" not in as_lin.get("/projects/").text
    assert "/projects/new/" in as_admin.get("/projects/").text
    assert as_lin.get("/projects/new/").status_code == 404


def test_an_administrator_opens_a_project_for_a_new_client(cast, as_admin):
    assert as_admin.get("/projects/new/").status_code == 200
    given = {
        "client": "云溪城市公共服务集团有限公司",
        "code": "p3",
        "name": "数据平台",
        "manager": cast.lin.pk,
        "started_on": "2026-08-31",
        "time_zone": "Asia/Shanghai",
        "language": "zh-hans",
    }
    assert as_admin.post("/projects/new/", given).url == "/projects/P3/people/"
    assert as_admin.post("/projects/new/", given).status_code == 200
    assert as_admin.post("/projects/new/", given | {"firm": cast.hualing.pk}).status_code == 200
    assert as_admin.post("/projects/new/", given | {"time_zone": "Nowhere"}).status_code == 200
    assert Project.objects.count() == 3


def test_seats_are_given_changed_and_ended_from_the_page(cast, as_lin):
    home = "/projects/P1/people/"
    new = {"name": "吕小满", "title": "仓储主管", "role": "key_user", "since": "2026-09-01"}
    assert as_lin.post(home + "new/", new).url == home
    assert as_lin.post(home + "new/", new | {"email": "heman@hengyu.example"}).status_code == 200
    assert as_lin.post(home + "new/", new | {"email": "shenmu@chengchuan.example"}).status_code == 200
    known = {"person": cast.dong.person_id, "role": "key_user", "since": "2026-09-01"}
    assert as_lin.post(home + "seat/", known | {"role": "sales"}).status_code == 200
    assert as_lin.post(home + "seat/", known | {"person": cast.he.person_id}).status_code == 200
    assert as_lin.post(home + "seat/", known).url == home
    seat = cast.seat(cast.dong)
    assert as_lin.get(f"{home}{seat.pk}/signing/").status_code == 200
    assert as_lin.post(f"{home}{seat.pk}/signing/", {"may_sign": "on", "limit": "5000"}).url == home
    assert cast.seat(cast.dong).limit_cents == 500_000
    assert as_lin.get(f"{home}{seat.pk}/end/").status_code == 200
    assert as_lin.post(f"{home}{seat.pk}/end/", {"until": "2026-08-01"}).status_code == 200
    assert as_lin.post(f"{home}{seat.pk}/end/", {"until": "2026-10-01"}).url == home
    assert as_lin.get(f"{home}{seat.pk}/end/").status_code == 404
    assert cast.seat(cast.dong).until == date(2026, 10, 1)
    assert as_lin.get(home).status_code == 200


def test_a_seat_of_another_project_is_not_here(cast, as_lin):
    foreign = cast.seat(cast.he, cast.p2)
    for page in ("end", "signing"):
        assert as_lin.get(f"/projects/P1/people/{foreign.pk}/{page}/").status_code == 404
    assert as_lin.post(f"/projects/P1/people/{foreign.pk}/invitation/").status_code == 404


def test_whoever_gives_up_his_own_seat_lands_on_his_projects(cast, as_lin):
    seat = cast.seat(cast.lin)
    assert as_lin.post(f"/projects/P1/people/{seat.pk}/end/", {"until": "2026-10-01"}).url == "/projects/"


def test_an_invitation_shows_its_day(cast, as_lin):
    seat = cast.seat(cast.wen)
    assert as_lin.post(f"/projects/P1/people/{seat.pk}/invitation/").url == "/projects/P1/people/"
    assert cast.seat(cast.wen).invited_at is not None
    assert f'datetime="{clock.today("Asia/Shanghai")}"' in as_lin.get("/projects/P1/people/").text
    assert as_lin.get(f"/projects/P1/people/{seat.pk}/invitation/").status_code == 405


def test_a_contract_comes_in_with_its_clauses(cast, as_lin):
    given = {"number": "HL-2026-01", "amount": "2680000", "currency": "CNY", "signed_on": "2026-03-20"}
    wrong = as_lin.post("/projects/P1/contract/new/", given | {"clauses": "3.2 三个月内上线\n没有编号"})
    assert wrong.status_code == 200
    assert "没有编号" in wrong.text
    right = given | {"clauses": "3.2 三个月内上线\n\n第七条 终验后付尾款"}
    assert as_lin.post("/projects/P1/contract/new/", right).url == "/projects/P1/contract/"
    contract = Contract.objects.get()
    assert (contract.amount_cents, [clause.number for clause in contract.clauses.order_by("pk")]) == (
        268_000_000,
        ["3.2", "第七条"],
    )
    assert "三个月内上线" in as_lin.get("/projects/P1/contract/").text
    assert as_lin.post("/projects/P1/contract/new/", right).status_code == 200


def test_a_file_is_served_on_its_own_project_only(cast, as_lin, as_zhou, as_wen):
    kept = evidence.attach(
        "白纸黑字".encode(), project_code="P1", side="vendor", file_name="纪要.txt", media_type="text/plain",
        subject="P1", by="林知夏", at=clock.now(),
    )  # fmt: skip
    answer = as_lin.get(f"/projects/P1/files/{kept.token}/")
    assert b"".join(answer.streaming_content).decode() == "白纸黑字"
    assert as_zhou.get(f"/projects/P2/files/{kept.token}/").status_code == 404
    assert as_zhou.get(f"/projects/P1/files/{kept.token}/").status_code == 404
    assert as_wen.get(f"/projects/P1/files/{kept.token}/").status_code == 404
    assert as_lin.get("/projects/P1/files/nothing/").status_code == 404


def test_the_people_of_a_project_ask_as_often_for_thirty_as_for_one(cast, as_lin):
    Seat.objects.filter(project=cast.p1, role__in=Seat.ON_CLIENT_SIDE).exclude(person=cast.wen.person).delete()
    with CaptureQueriesContext(connection) as few:
        as_lin.get("/projects/P1/people/")
    for number in range(30):
        contact = people.add_contact(cast.hualing, by=cast.lin, name=f"关键用户 {number}")
        actions.seat(cast.p1, contact.person, by=cast.lin, role=SeatRole.KEY_USER, since=DAY)
    with CaptureQueriesContext(connection) as many:
        as_lin.get("/projects/P1/people/")
    assert len(many) == len(few)


def test_the_list_of_projects_asks_as_often_for_thirty_as_for_one(cast, as_lin):
    with CaptureQueriesContext(connection) as few:
        as_lin.get("/projects/")
    for number in range(30):
        actions.open_project(
            cast.hualing, by=cast.admin, at=clock.now(), code=f"N{number}", name="二期", started_on=DAY,
            time_zone="Asia/Shanghai", language="zh-hans", manager=cast.lin,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        as_lin.get("/projects/")
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("line", "understood"),
    [
        (
            "温宁\t信息部经理\twenning@hualing.example\t温经理",
            ("温宁", "信息部经理", "wenning@hualing.example", "温经理"),
        ),
        ("陆副总，副总经理，陆明诚，Lu@hualing.example", ("陆明诚", "副总经理", "lu@hualing.example", "陆副总")),
        ("白桦,白老师,集团财务部", ("白桦", "集团财务部", "", "白老师")),
        ("吕小满, 仓储主管, 小吕", ("吕小满", "仓储主管", "", "小吕")),
        ("张伟", ("张伟", "", "", "")),
        ("Anna Weber, CFO, weber@acme.example, Ms Weber", ("Anna Weber", "CFO", "weber@acme.example", "Ms Weber")),
    ],
)
def test_a_pasted_line_is_understood_in_any_order(db, line, understood):
    [row] = read_people(f"姓名\t职务\t邮箱\n\n{line}\n")
    assert ((row.name, row.title, row.email, row.address_as), row.wrong, row.line) == (understood, "", 3)
