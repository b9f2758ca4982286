"""While the portal reads, the database refuses everything that was not published."""

# ruff: noqa: SLF001 - Django documents `_meta`

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Exists, OuterRef

from yinuo.base import confine
from yinuo.base.checks import labels_of
from yinuo.base.labels import Label
from yinuo.base.models import Session
from yinuo.ledger.models import Criterion, Expectation, Offer
from yinuo.ledger.published import Sheet, SheetLine
from yinuo.people.models import Firm, FirmKind, Person
from yinuo.projects.models import Project

pytestmark = pytest.mark.django_db

REFUSED = r"prohibited|not authorized|permission denied"
PRIVATE_READS = {
    "a row": lambda: list(Expectation.objects.all()),
    "a count": Expectation.objects.count,
    "whether there is one": Expectation.objects.exists,
    "a join": lambda: list(SheetLine.objects.filter(pk__in=Offer.objects.values("line"))),
    "a subquery": lambda: list(Project.objects.filter(Exists(Expectation.objects.filter(project=OuterRef("pk"))))),
    "a union": lambda: list(Sheet.objects.values("pk").union(Criterion.objects.values("pk"))),
    "an event": lambda: list(apps.get_model("evidence", "Event").objects.all()),
}


@pytest.mark.parametrize("read", PRIVATE_READS.values(), ids=PRIVATE_READS.keys())
def test_what_is_ours_cannot_be_read(read):
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), confine.confined():
        read()

    read()


def test_what_is_published_can_be_read():
    with confine.confined():
        assert list(Sheet.objects.select_related("project__account__firm")) == []
        assert list(Sheet.objects.annotate(n=Count("lines__answers")).filter(n__gt=1).distinct()) == []
        assert list(Person.objects.filter(seats__project__code="P1", contact__firm__name="华岭")) == []
        assert Session.objects.count() == 0


def test_nothing_is_written():
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), confine.confined():
        Firm.objects.create(name="华岭泵业", kind=FirmKind.CLIENT)

    assert Firm.objects.count() == 0


def test_a_verb_leaves_the_confinement_and_comes_back():
    with confine.confined():
        with confine.unconfined(), transaction.atomic():
            Firm.objects.create(name="华岭泵业", kind=FirmKind.CLIENT)
            assert Expectation.objects.count() == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Expectation.objects.count()
        assert Firm.objects.count() == 1

    assert Expectation.objects.count() == 0


def test_a_refused_verb_comes_back_too():
    @transaction.atomic
    def refuse():
        Firm.objects.create(name="华岭泵业", kind=FirmKind.CLIENT)
        raise ValueError("no")

    with confine.confined():
        with pytest.raises(ValueError, match="no"), confine.unconfined():
            refuse()
        assert Firm.objects.count() == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Expectation.objects.count()


def test_a_verb_outside_of_it_is_just_a_verb():
    with confine.unconfined():
        assert Expectation.objects.count() == 0


def test_no_shared_table_holds_anything_of_ours():
    shared = [model for model in apps.get_models() if model._meta.db_table in confine.tables()]

    assert {model._meta.db_table for model in shared} == confine.tables()
    assert [model for model in shared if Label.VENDOR in labels_of(model).values()] == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no roles")
def test_the_role_of_the_portal_holds_no_other_grant():
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.role_table_grants WHERE grantee = %s", [confine.ROLE])
        assert {table for (table,) in cursor.fetchall()} == confine.tables()
