"""The cast stands where the story puts it."""

import pytest
from django.http import Http404

from yinuo.evidence.models import Event
from yinuo.projects import access, for_client, queries


def test_everybody_sits_where_the_story_says(cast):
    assert [seat.person.name for seat in queries.client_seats(cast.p1)] == ["温宁", "陆明诚", "秦丽", "邵国梁"]
    assert [seat.person.name for seat in queries.vendor_seats(cast.p1)] == ["林知夏", "沈牧"]
    assert [seat.person.name for seat in queries.ended_seats(cast.p1)] == ["马腾"]
    assert Event.objects.filter(verb="projects.seat").count() == 9


def test_a_project_is_one_query_away_and_foreign_ones_are_not_there(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert access.project_for(cast.lin, "P1").account.firm.name == "华岭泵业股份有限公司"
    for member, code in ((cast.lin, "P2"), (cast.zhou, "P1"), (cast.lin, "P9")):
        with pytest.raises(Http404):
            access.project_for(member, code)
    assert access.project_for(cast.shen, "P2") == access.project_for(cast.admin, "P2") == cast.p2


def test_only_open_seats_make_a_visitor(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        visitor = for_client.visitor_for(cast.lu.person)
    assert [(place.project_code, place.may_sign, place.limit_cents) for place in visitor.places] == [
        ("P1", True, 50_000_000)
    ]
    for nobody in (cast.ma, cast.dong, cast.lin):
        assert for_client.visitor_for(nobody.person) is None
