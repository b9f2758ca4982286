"""Firms and persons come in once, on one side."""

import pytest

from yinuo.base import clock
from yinuo.evidence.models import Event
from yinuo.people import actions, queries
from yinuo.people.models import FirmKind, Member, Person, Role, SignInLink


def newest() -> tuple[str, str, str]:
    event = Event.objects.latest("pk")
    return event.verb, event.subject, event.stream.name


def test_the_first_start_makes_our_firm_and_its_administrator_once(db):
    first = actions.begin(
        firm="澄川软件", name="郁青", email="Yuqing@Chengchuan.example", title="", password="long-enough"
    )
    assert (first.firm.kind, first.role, first.person.email) == (
        "vendor",
        Role.ADMINISTRATOR,
        "yuqing@chengchuan.example",
    )
    assert [event.verb for event in Event.objects.order_by("pk")] == ["people.add_firm", "people.add_member"]
    with pytest.raises(actions.AlreadyThere):
        actions.begin(firm="另一家", name="某人", email="x@y.example", title="", password="long-enough")
    assert Member.objects.count() == 1


def test_nobody_is_member_and_contact_at_once(cast):
    before = Person.objects.count()
    with pytest.raises(actions.NotBoth):
        actions.add_contact(cast.hualing, by=cast.lin, name="林知夏", email="LinZhixia@chengchuan.example")
    with pytest.raises(actions.NotBoth):
        actions.add_member(
            cast.vendor, by=cast.admin, name="温宁", email="wenning@hualing.example", title="", role=Role.MEMBER
        )
    with pytest.raises(actions.AlreadyThere):
        actions.add_contact(cast.hengyu, by=cast.lin, name="温宁", email="wenning@hualing.example")
    assert Person.objects.count() == before


def test_each_side_has_its_own_firms(cast):
    with pytest.raises(actions.WrongFirm):
        actions.add_contact(cast.vendor, by=cast.lin, name="方雯")
    with pytest.raises(actions.WrongFirm):
        actions.add_member(cast.hualing, by=cast.admin, name="方雯", email="", title="", role=Role.MEMBER)
    with pytest.raises(actions.NotYours):
        actions.add_firm(by=None, name="云溪", kind=FirmKind.CLIENT)
    with pytest.raises(actions.AlreadyThere):
        actions.add_firm(by=cast.admin, name=" 华岭泵业股份有限公司 ", kind=FirmKind.CLIENT)


def test_a_contact_without_an_address_comes_in_and_is_recorded(cast):
    contact = actions.add_contact(cast.hualing, by=cast.lin, name="方雯", title="成本会计")
    assert (contact.person.email, contact.person.has_usable_password(), contact.person.called) == (None, False, "方雯")
    assert newest() == ("people.add_contact", f"person/{contact.person_id}", "firm")


def test_a_person_says_how_to_be_shown_and_only_changes_are_recorded(cast):
    person = cast.wen.person
    actions.set_language(person, language="en")
    assert (Person.objects.get(pk=person.pk).language, newest()[0]) == ("en", "people.set_profile")
    count = Event.objects.count()
    actions.set_theme(person, theme="")
    assert Event.objects.count() == count
    with pytest.raises(ValueError, match="xx"):
        actions.set_language(person, language="xx")


def test_whoever_is_shut_out_has_no_link_left(cast):
    secret = actions.mint_link(cast.wen.person, at=clock.now())
    actions.shut_out(cast.wen.person, by=cast.admin, at=clock.now())
    assert queries.link_of(secret, at=clock.now()) is None
    assert SignInLink.objects.filter(used_at=None).count() == 0
    assert newest()[0] == "people.shut_out"
