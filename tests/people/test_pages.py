"""Everybody is shown to his own door, and the first start happens once."""

import pytest
from django.test import Client

from tests.cast import sign_in
from yinuo.people import actions, queries
from yinuo.people.models import Contact, Member, Person
from yinuo.projects import queries as projects
from yinuo.projects.models import Project, SeatRole

FIRST = {
    "firm": "澄川软件",
    "name": "林知夏",
    "title": "项目经理",
    "email": "lin@chengchuan.example",
    "password": "泵业-排产-2026",
}
PROJECT = {
    "client": "华岭泵业股份有限公司", "code": "p1", "name": "ERP 实施", "started_on": "2026-03-20",
    "time_zone": "Asia/Shanghai", "language": "zh-hans",
}  # fmt: skip
PASTED = """温宁\t信息部经理\twenning@hualing.example\t温经理
lumingcheng@hualing.example，陆明诚，副总经理，陆副总
吕小满,小吕,仓储主管"""


def test_the_first_start_leads_from_nothing_to_a_project_with_its_people(db, client):
    assert client.get("/").url == "/start/"
    assert client.get("/start/").status_code == 200
    assert client.post("/start/", FIRST).url == "/start/project/"
    assert Client().get("/start/").status_code == 404
    assert Client().get("/").url == "/account/login/"
    assert client.get("/start/project/").status_code == 200
    assert client.post("/start/project/", PROJECT).url == "/start/people/P1/"
    assert client.get("/start/project/").status_code == 404
    look = client.post("/start/people/P1/", {"text": PASTED, "look": "1"})
    assert look.status_code == 200
    assert "2 陆明诚" in look.text
    saved = client.post("/start/people/P1/", {"text": PASTED, "window": "1 温宁", "save": "1"})
    assert (saved.status_code, saved.url) == (302, "/projects/P1/")
    assert client.get("/start/people/P1/").status_code == 404
    seats = projects.client_seats(Project.objects.get())
    assert [
        (seat.person.name, seat.person.address_as, seat.person.contact.title, seat.person.email, seat.role)
        for seat in seats
    ] == [
        ("温宁", "温经理", "信息部经理", "wenning@hualing.example", SeatRole.WINDOW),
        ("陆明诚", "陆副总", "副总经理", "lumingcheng@hualing.example", SeatRole.STAKEHOLDER),
        ("吕小满", "小吕", "仓储主管", None, SeatRole.STAKEHOLDER),
    ]
    assert {seat.invited_at for seat in seats} == {None}


def test_a_weak_password_keeps_what_was_typed(db, client):
    page = client.post("/start/", FIRST | {"password": "123"})
    assert page.status_code == 200
    assert "lin@chengchuan.example" in page.text
    assert Member.objects.count() == 0


def test_rows_that_cannot_be_taken_are_named_and_nothing_is_written(cast):
    admin = sign_in(cast.admin.person)
    before = Person.objects.count()
    text = "葛峰,葛峰@@hualing\n丁一舟,heman@hengyu.example\n@"
    page = admin.post("/projects/P1/people/paste/", {"text": text, "save": "1"})
    assert page.status_code == 200
    assert "葛峰@@hualing" in page.text
    assert page.text.count('class="form-error"') == 3
    assert Person.objects.count() == before


def test_everybody_is_shown_to_his_own_door(cast, as_lin, as_wen):
    assert Client().get("/").url == "/account/login/"
    assert as_wen.get("/").url == "/portal/"
    assert as_lin.get("/").url in {"/today/", "/projects/"}


def test_i_say_how_i_am_shown(cast, as_lin):
    assert as_lin.get("/account/me/").status_code == 200
    as_lin.post("/account/me/", {"name": "林知夏", "address_as": "小林", "language": "en", "theme": "dark"})
    person = Person.objects.get(pk=cast.lin.person_id)
    assert (person.address_as, person.language, person.theme) == ("小林", "en", "dark")


@pytest.mark.parametrize("address", ["/firms/", "/firms/new/", "/firms/members/new/"])
def test_only_administrators_keep_the_accounts(cast, as_lin, as_wen, as_admin, address):
    assert [browser.get(address).status_code for browser in (as_admin, as_lin, as_wen)] == [200, 404, 404]
    assert Client().get(address).url.startswith("/account/login/")


def test_an_administrator_adds_colleagues_firms_and_contacts(cast, as_admin):
    new = {"name": "罗秉文", "email": "luobingwen@chengchuan.example", "role": "member", "title": "项目经理"}
    assert as_admin.post("/firms/members/new/", new).url == "/firms/"
    assert as_admin.post("/firms/members/new/", new).status_code == 200
    assert as_admin.post("/firms/new/", {"name": "正衡监理", "kind": "partner"}).url == "/firms/"
    firm = queries.client_firms()[-1]
    firm = next(each for each in queries.client_firms() if each.name == "正衡监理")
    assert as_admin.post(f"/firms/{firm.pk}/contacts/new/", {"name": "严守", "title": "监理工程师"}).url == "/firms/"
    assert Contact.objects.get(firm=firm).person.name == "严守"
    both = as_admin.post("/firms/members/new/", new | {"email": "wenning@hualing.example"})
    assert both.status_code == 200
    assert as_admin.post(f"/firms/{cast.vendor.pk}/contacts/new/", {"name": "严守"}).status_code == 404


def test_the_shut_out_are_out_at_once(cast, as_admin, as_lin):
    assert as_lin.get("/projects/").status_code == 200
    address = f"/firms/people/{cast.lin.person_id}/shut-out/"
    assert as_admin.get(address).status_code == 200
    assert as_admin.post(address).url == "/firms/"
    assert as_lin.get("/projects/").status_code == 302
    assert as_admin.get(f"/firms/people/{cast.admin.person_id}/shut-out/").status_code == 404


def test_the_list_of_firms_asks_as_often_for_thirty_contacts_as_for_one(cast, as_admin, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        as_admin.get("/firms/")
    for number in range(30):
        actions.add_contact(cast.hualing, by=cast.lin, name=f"关键用户 {number}")
    with CaptureQueriesContext(connection) as many:
        as_admin.get("/firms/")
    assert len(many) == len(few)


def test_each_side_leaves_by_the_door_it_came_in(as_lin: Client, as_wen: Client) -> None:
    assert as_lin.post("/account/logout/").headers["Location"] == "/"
    assert as_wen.post("/account/logout/").headers["Location"] == "/link/"
