"""Every address answers each of the eight identities as the matrix says, and no address is without a row."""

import pytest
from django.core.cache import cache
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


@pytest.fixture
def stage(db, settings):
    """The scene; its passwords are hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return scene.build(everybody.build())


def visit(stage, identity, method, path, body):
    """The status of one request, without trace."""
    cache.clear()  # where the limits on tries are kept
    with transaction.atomic():
        client = Client() if identity == "nobody" else everybody.sign_in(getattr(stage.cast, identity).person)
        answer = client.generic(method, path) if body is None else client.post(path, body)
        transaction.set_rollback(True)
    return answer.status_code


def _filled(row, stage):
    """The body of a POST with its slots filled, in names and in values."""
    return {name.format(**stage.slots): value.format(**stage.slots) for name, value in row.body.items()}


@pytest.mark.parametrize("url", sorted({row.url for row in ROWS}))
def test_each_identity_meets_exactly_this(stage, url):
    rows = [row for row in ROWS if row.url == url]
    expected, met = {}, {}
    for row in rows:
        path = row.path.format(**stage.slots)
        body = _filled(row, stage) if row.method == "POST" else None
        expected[str(row)] = dict(zip(IDENTITIES, map(int, row.answers.split()), strict=True))
        met[str(row)] = {identity: visit(stage, identity, row.method, path, body) for identity in IDENTITIES}

    assert met == expected
    for method in set(METHODS) - {row.method for row in rows}:
        # Whoever gets furthest at this address would also get through with the other method, if it were taken.
        asked = IDENTITIES[1:] if met[str(rows[0])]["nobody"] == 302 else IDENTITIES
        furthest = min(asked, key=met[str(rows[0])].get)
        path = rows[0].path.format(**stage.slots)
        assert visit(stage, furthest, method, path, None) in {404, 405}


def test_every_address_has_a_row():
    assert sorted(set(addresses(get_resolver())) - {row.url for row in ROWS}) == []


def test_no_row_is_for_an_address_that_is_gone():
    assert sorted({row.url for row in ROWS} - set(addresses(get_resolver()))) == []


def test_no_row_stands_twice():
    assert len({(row.method, row.path, *row.body.items()) for row in ROWS}) == len(ROWS)


def test_an_address_below_another_list_is_found_too():
    class Root:
        url_patterns = (path("projects/<str:code>/", include([path("sheets/<int:number>/", print)])), path("", print))

    assert list(addresses(Root)) == ["projects/<str:code>/sheets/<int:number>/", ""]
