"""Every address answers each of the eight identities as the matrix says, and no address is without a row."""

import re

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, include, path

from tests import cast as everybody
from tests.house import scene
from tests.house.matrix import ROWS
from tests.house.ways import IDENTITIES
from tests.replay import replayed

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
NOWHERE = "/nothing-was-ever-here/"
EACH_TIME_ANEW = re.compile(rb'(nonce|value)="[\w-]{16,}={0,2}"')
"""What differs between two answers of the very same page: the policy's nonce and the keys of its forms."""


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
    return replayed(scene.told)


def visit(stage, identity, method, path, body=None):
    """The answer to one request, without trace."""
    cache.clear()  # where the limits on tries are kept
    with transaction.atomic():
        client = Client() if identity == "nobody" else everybody.sign_in(getattr(stage.cast, identity).person)
        answer = client.generic(method, path) if body is None else client.post(path, body)
        transaction.set_rollback(True)
    return answer


def letters(answer):
    """An answer to the last byte, with its head, without what is made anew for each."""
    head = {
        name: EACH_TIME_ANEW.sub(b"", re.sub(r"'nonce-[^']+'", "", value).encode()) for name, value in answer.items()
    }
    return answer.status_code, head, EACH_TIME_ANEW.sub(b"", answer.content)


def _filled(row, stage):
    """The body of a POST with its slots filled, in names and in values."""
    return {name.format(**stage.slots): value.format(**stage.slots) for name, value in row.body.items()}


@pytest.mark.parametrize("url", sorted({row.url for row in ROWS}))
def test_each_identity_meets_exactly_this(stage, url, figure):
    rows = [row for row in ROWS if row.url == url]
    expected, met = {}, {}
    for row in rows:
        path = row.path.format(**stage.slots)
        body = _filled(row, stage) if row.method == "POST" else None
        expected[str(row)] = dict(zip(IDENTITIES, map(int, row.answers.split()), strict=True))
        met[str(row)] = {who: visit(stage, who, row.method, path, body).status_code for who in IDENTITIES}

    assert met == expected
    # Whoever gets furthest at this address would also get through with another method, if it were taken.
    asked = IDENTITIES[1:] if met[str(rows[0])]["nobody"] == 302 else IDENTITIES
    furthest = min(asked, key=met[str(rows[0])].get)
    others = sorted(set(METHODS) - {row.method for row in rows})
    path = rows[0].path.format(**stage.slots)
    refused = {method: visit(stage, furthest, method, path).status_code for method in others}
    assert {method: status for method, status in refused.items() if status not in {404, 405}} == {}
    figure("Matrix", "answers compared with the matrix", len(rows) * len(IDENTITIES) + len(others))


@pytest.mark.parametrize("identity", IDENTITIES[1:])
def test_a_foreign_thing_is_answered_like_a_thing_that_was_never_there(stage, identity, figure):
    place = IDENTITIES.index(identity)
    rows = [row for row in ROWS if row.answers.split()[place] == "404"]
    never = letters(visit(stage, identity, "GET", NOWHERE))

    differing = []
    for row in rows:
        body = _filled(row, stage) if row.method == "POST" else None
        if letters(visit(stage, identity, row.method, row.path.format(**stage.slots), body)) != never:
            differing.append(str(row))

    assert never[0] == 404
    assert differing == []
    figure("Matrix", "foreign things answered to the byte like nothing", len(rows))


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
