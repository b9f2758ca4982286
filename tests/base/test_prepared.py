"""A prepared question answers as its query set does, whatever it is told, on every connection of its own."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.test.utils import CaptureQueriesContext

from yinuo.base import clock
from yinuo.base.prepared import Given, GivenIds, IsAmong, Prepared
from yinuo.people.models import Person
from yinuo.projects.models import Project, Seat

MOMENT = Person._meta.get_field("joined_at")  # noqa: SLF001  # documented API


def of_query_set(rows):
    return list(rows)


def test_rows_of_a_model_come_with_what_was_selected_along(cast):
    question = Prepared(
        lambda: Seat.objects.filter(project=Given("project")).select_related("person__member").order_by("pk")
    )

    found = question(project=cast.p1.pk)

    assert found == of_query_set(Seat.objects.filter(project=cast.p1).order_by("pk"))
    with CaptureQueriesContext(connection) as caught:
        names = [seat.person.name for seat in found]
        members = [seat.person.member for seat in found if seat.person_id == cast.lin.person_id]
    assert (len(caught), members) == (0, [cast.lin])
    assert names == [seat.person.name for seat in Seat.objects.filter(project=cast.p1).order_by("pk")]


def test_tuples_have_python_values_on_both_databases(cast):
    rows = Person.objects.order_by("pk").values_list("pk", "is_active", "joined_at", "email", F("name"))
    question = Prepared(lambda: rows.filter(joined_at__lte=Given("now", MOMENT)))

    assert question(now=clock.now() + timedelta(days=1)) == of_query_set(rows)
    assert question(now=clock.now() - timedelta(days=9_000)) == []


@pytest.mark.parametrize("rows", [{"flat": True}, {"named": True}])
def test_rows_of_another_shape_are_refused(db, rows):
    question = Prepared(lambda: Person.objects.values_list("name", **rows))

    with pytest.raises(TypeError):
        question()


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_any_number_of_keys(cast, count):
    keys = list(Person.objects.order_by("pk").values_list("pk", flat=True))[:count]
    question = Prepared(lambda: Person.objects.filter(pk__in=GivenIds("keys"), name__gte=Given("name")).order_by("pk"))

    assert [row.pk for row in question(keys=keys, name="")] == keys
    assert question(keys=keys, name="\uffff") == []


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_a_mere_check_finds_what_a_list_of_keys_finds(cast, count):
    firms = list(Project.objects.order_by("pk").values_list("account__firm", flat=True))[:count]
    checked = Prepared(
        lambda: (
            Seat.objects.filter(IsAmong("project__account__firm", "firms"), until=None, role__gte=Given("role"))
            .order_by("pk")
            .values_list("pk")
        )
    )
    listed = Seat.objects.filter(project__account__firm__in=firms, until=None).order_by("pk")

    assert [key for (key,) in checked(firms=firms, role="")] == [seat.pk for seat in listed]
    assert checked(firms=[*firms, 2**63], role="") == checked(firms=firms, role="")
    assert checked(firms=firms, role="\uffff") == []


def test_two_lists_keep_their_places(cast):
    one, two = Person.objects.order_by("pk").values_list("pk", flat=True)[:2]
    question = Prepared(
        lambda: (
            Person.objects.filter(Q(pk__in=GivenIds("left")) & ~Q(pk=Given("not_this")) | Q(pk__in=GivenIds("right")))
            .order_by("pk")
            .values_list("pk")
        )
    )

    assert question(left=[one, two], not_this=one, right=[]) == [(two,)]
    assert question(left=[], not_this=two, right=[one, two]) == [(one,), (two,)]


def test_one_question_asked_with_other_values_gives_other_rows(cast):
    question = Prepared(
        lambda: Project.objects.filter(
            Exists(Seat.objects.filter(project=OuterRef("pk"), person=Given("person"), until=None))
        ).order_by("pk")
    )

    assert question(person=cast.lin.person_id) == of_query_set(Project.objects.filter(seats__person=cast.lin.person))
    assert question.first(person=0) is None


def test_a_value_that_is_not_told_is_named(cast):
    with pytest.raises(KeyError, match="person"):
        Prepared(lambda: Person.objects.filter(pk=Given("person")))()


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**30])
def test_a_number_that_no_row_can_have_finds_none(cast, number):
    one = Prepared(lambda: Person.objects.filter(pk=Given("key")))
    many = Prepared(lambda: Person.objects.filter(pk__in=GivenIds("keys")))

    assert one(key=number) == []
    assert many(keys=[number, cast.lin.person_id]) == [cast.lin.person]
    assert many(keys=[number]) == []


def test_a_value_is_never_read_as_sql(cast):
    question = Prepared(lambda: Person.objects.filter(name=Given("name")))

    assert question(name="' OR 1=1 --") == []
    assert question(name="%s /*many*/%s") == []


@pytest.mark.django_db(transaction=True)
def test_each_connection_has_a_plan_of_its_own():
    question = Prepared(lambda: Person.objects.filter(name=Given("name")).values_list("name"))
    Person.objects.create(name="林知夏")
    found = []

    def ask():
        found.append(question(name="林知夏"))
        connection.close()

    other = threading.Thread(target=ask)
    other.start()
    other.join()
    assert [question(name="林知夏"), *found] == [[("林知夏",)], [("林知夏",)]]


def test_a_question_costs_one_query(cast):
    question = Prepared(lambda: Person.objects.filter(pk__in=GivenIds("keys")))
    question(keys=[1])

    with CaptureQueriesContext(connection) as caught:
        question(keys=[1, 2, 3])

    assert len(caught) == 1
