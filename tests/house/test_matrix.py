"""Every address answers each of the eight identities as the matrix says, and no address is without a row."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, include, path

from tests import cast as everybody
from tests.house import scene
from tests.house.matrix import ROWS

IDENTITIES = ("nobody", "lin", "zhou", "admin", "wen", "dong", "he", "ma")
METHODS = ("GET", "POST")


def addresses(resolver, before=""):
    """Every pattern below `resolver`, spelled from the root."""
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        else:
            yield here


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """The scene, built once; what a visit does to it is undone after each visit."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield scene.build(everybody.build())
        transaction.set_rollback(True)


def visit(stage, identity, method, path, body):
    """The status of one request, without trace."""
    with transaction.atomic():
        client = Client() if identity == "nobody" else everybody.sign_in(getattr(stage.cast, identity).person)
        answer = client.generic(method, path) if body is None else client.post(path, body)
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_identity_meets_exactly_this(stage, row):
    path = row.path.format(**stage.slots)
    body = row.body if row.method == "POST" else None

    met = {identity: visit(stage, identity, row.method, path, body) for identity in IDENTITIES}

    assert met == dict(zip(IDENTITIES, map(int, row.answers.split()), strict=True))


def test_every_address_has_a_row():
    assert sorted(set(addresses(get_resolver())) - {row.url for row in ROWS}) == []


def test_no_row_is_for_an_address_that_is_gone():
    assert sorted({row.url for row in ROWS} - set(addresses(get_resolver()))) == []


def test_no_row_stands_twice():
    assert len({(row.method, row.path, *row.body.items()) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("url", sorted({row.url for row in ROWS}))
def test_a_method_without_a_row_is_not_taken(stage, url):
    rows = [row for row in ROWS if row.url == url]
    path = rows[0].path.format(**stage.slots)
    # Whoever gets furthest at this address would also get through with the other method, if there were one.
    welcome = [
        identity for identity, answer in zip(IDENTITIES, rows[0].answers.split(), strict=True) if answer != "404"
    ]

    for method in set(METHODS) - {row.method for row in rows}:
        assert {visit(stage, identity, method, path, None) for identity in welcome[1:2] or welcome} <= {405}


def test_an_address_below_another_list_is_found_too():
    class Root:
        url_patterns = (path("projects/<str:code>/", include([path("sheets/<int:number>/", print)])), path("", print))

    assert list(addresses(Root)) == ["projects/<str:code>/sheets/<int:number>/", ""]
