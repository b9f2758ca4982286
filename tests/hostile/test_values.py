"""Days, numbers, keys, parameters and bodies out of range: refused in words, never a stop."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.figures import PROVING, many
from tests.hostile import targets, values
from tests.hostile.asking import summed, turn
from tests.house.matrix import ROWS

if TYPE_CHECKING:
    from django.test import Client

    from tests.figures import Figure
    from tests.hostile.asking import Asking

pytestmark = [pytest.mark.slow]
PLACE = re.compile(r"<(?:\w+:)?\w+>")
LISTS = {"days": (targets.DAYS, values.DAYS), "numbers": (targets.NUMBERS, values.NUMBERS)}

URLENCODED = "application/x-www-form-urlencoded"
ENDINGS = ("_on", "-answer_by", "sign_by", "since", "until", "version", "start", "end", "-target", "target")


def _say(figure: Figure, asking: Asking, what: str, sent: int) -> None:
    assert asking.faults == [], summed(asking.faults)
    figure("Hostile", f"{what} sent", sent)
    figure("Hostile", f"answers 5xx ({what})", asking.broken, wanted="0")
    figure("Hostile", f"longest answer, seconds ({what})", round(asking.longest, 1), wanted="≤ 10")


def test_hostile_days_and_numbers_in_every_field_for_them(asking: Asking, figure: Figure) -> None:
    forms = targets.forms(asking)
    for kind, (types, strings) in LISTS.items():
        fields = [
            (target, name)
            for target in forms
            for name, shown in target.fields.items()
            if shown in types or name.endswith(ENDINGS)
        ]
        assert len(fields) >= 15
        each = many(full=len(strings), few=1)
        for place, (target, name) in enumerate(fields):
            for words in turn(strings, place, each):
                body = {**target.form, **target.body, name: words}
                asking.ask(
                    f"{words[:30]!r} as {name} of {target}",
                    target.identity,
                    lambda client, path=target.path, body=body: client.post(path, body),
                    reads=True,
                )
        _say(figure, asking, kind, len(fields) * each)


def test_every_key_of_every_address_takes_nonsense(asking: Asking, figure: Figure) -> None:
    assert len(values.KEYS) >= 44
    sent = 0
    each = many(full=len(values.KEYS), few=1)
    rows = {(row.method, row.url): row for row in ROWS if PLACE.search(row.url)}
    for place, row in enumerate(rows.values()):
        who = targets.askers(row)[0]
        path = row.path.partition("?")[0]
        for slot in re.findall(r"\{\w+\}", path):
            for key in turn(values.KEYS, place, each):
                hostile = path.replace(slot, "\0").format(**asking.scene.slots).replace("\0", key)
                asking.ask(
                    f"{row.method} {hostile[:80]}",
                    who,
                    lambda client, method=row.method, hostile=hostile: client.generic(method, hostile),
                    may_write=True,
                )
                sent += 1

    _say(figure, asking, "keys in addresses", sent)


def test_every_parameter_of_every_page_takes_nonsense(asking: Asking, figure: Figure) -> None:
    read = targets.readable(asking)
    each = many(full=3, few=1)  # the lists below take all of them
    sent = 0
    for place, target in enumerate(read):
        names = values.PARAMETERS if PROVING else turn(values.PARAMETERS, place, 1)
        for step, name in zip(count(), names, strict=False):
            for words in turn(values.QUERIES, place + step, each):
                address = f"{target.path.partition('?')[0]}?{name}={quote(words)}"
                asking.ask(
                    f"?{name}={words[:30]!r} of {target}",
                    target.identity,
                    lambda client, address=address: client.get(address),
                    may_write=True,
                )
                sent += 1

    _say(figure, asking, "parameters", sent)


LISTED = ("register/", "search/", "evidence/", "about/", "sources/1/", "sheets/new/", "sheets/1/answers/", "notices/")


def test_lists_take_every_query_in_each_of_their_parameters(asking: Asking, figure: Figure) -> None:
    """All strings at the pages that really read parameters."""
    asked = [(page, name) for page in LISTED for name in values.PARAMETERS]
    for page, name in asked if PROVING else (("register/", "order"), ("register/", "after"), ("search/", "q")):
        path = "/search/" if page == "search/" else f"/projects/P1/{page}"
        for words in values.QUERIES:
            asking.ask(
                f"{page}?{name}={words[:30]!r}",
                "lin",
                lambda client, path=path, name=name, words=words: client.get(path, {name: words}),
            )

    _say(figure, asking, "queries of lists", asking.asked)


def test_json_and_other_bodies_at_every_form(asking: Asking, figure: Figure) -> None:
    kinds = (
        "application/json",
        "text/plain",
        "application/xml",
        "multipart/form-data",
        "",
        "x",
        "application/x-www-form-urlencoded",
    )
    sent = 0
    each = many(full=len(values.JSONS), few=1)
    for place, target in enumerate(targets.forms(asking)):
        for step in range(each):
            body = values.JSONS[(place * each + step) % len(values.JSONS)]
            kind = kinds[(place + step) % len(kinds)]

            def act(client: Client, path: str = target.path, body: bytes = body, kind: str = kind) -> object:
                return client.generic("POST", path, body, content_type=kind)

            asking.ask(f"{body[:30]!r} as {kind!r} to {target}", target.identity, act)
            sent += 1

    _say(figure, asking, "other bodies", sent)
