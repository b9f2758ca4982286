"""Every string of the lists in every text field: taken or refused in words, and shown as it was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from lxml import html

from tests.figures import PROVING, many
from tests.hostile import targets, texts
from tests.hostile.asking import summed

if TYPE_CHECKING:
    from tests.figures import Figure
    from tests.hostile.asking import Answered, Asking

pytestmark = [pytest.mark.slow]
LISTS = {"scripts": texts.SCRIPTS, "steering and Unicode": texts.UNICODE, "overlong": texts.OVERLONG}
if not PROVING:
    LISTS = {"of every kind": (*texts.SCRIPTS, *texts.UNICODE, *texts.OVERLONG[:12])}
ALIVE = re.compile(r"(?:java\s*script|vbscript|data):", re.IGNORECASE)
A_FIELD = 12
"""Strings that a field gets where the list is long: others at each field, so that each string meets dozens of fields."""
LEADING = ("href", "src", "action", "formaction")


def _shown_raw(answer: Answered, words: str) -> bool:
    """Whether a page holds the words as markup, or leads somewhere by them."""
    if not ALIVE.search(words) or not answer.text:
        return "<" in words and words in answer.text
    page = html.fromstring(answer.text)
    return any(ALIVE.match(one.get(name, "").lstrip()) for name in LEADING for one in page.iterfind(f".//*[@{name}]"))


@pytest.mark.parametrize("kind", LISTS)
def test_hostile_words_in_every_text_field(asking: Asking, figure: Figure, kind: str) -> None:
    strings = LISTS[kind]
    # What a page makes of markup does not hang on the database: every script in every field on one of them.
    is_whole = kind == "scripts" and connection.vendor == "sqlite"
    each = many(full=len(strings) if is_whole else A_FIELD, few=1)
    fields = [(target, name) for target in targets.forms(asking) for name in target.named(targets.TEXTS)]
    assert len(fields) > 80
    posted, raw = 0, []
    for place, (target, name) in enumerate(fields):
        for turn in range(each):
            # Few of them a field, but all of them somewhere.
            words = strings[(place * each + turn) % len(strings)]
            body = {**target.form, **target.body, name: words}
            answer = asking.ask(
                f"{words[:30]!r} as {name} of {target}",
                target.identity,
                lambda client, path=target.path, body=body: client.post(path, body),
                reads=True,
            )
            posted += 1
            if _shown_raw(answer, words):
                raw.append(f"{words!r} as {name} of {target}")

    assert asking.faults == [], summed(asking.faults)
    assert raw == []
    figure("Hostile", f"strings in the list ({kind})", len(strings))
    figure("Hostile", f"text fields tried ({kind})", len(fields))
    figure("Hostile", f"strings of the list a field ({kind})", each)
    figure("Hostile", f"fields × strings posted ({kind})", posted)
    figure("Hostile", f"answers 5xx ({kind})", asking.broken, wanted="0")
    figure("Hostile", f"shown as markup ({kind})", len(raw), wanted="0")
    figure("Hostile", f"rows left behind ({kind})", asking.leftovers, wanted="0")
    figure("Hostile", f"longest answer, seconds ({kind})", round(asking.longest, 1), wanted="≤ 10")
    figure("Hostile", f"most memory, MB ({kind})", asking.most // 1024, wanted="≤ 400")


def test_the_lists_are_as_long_as_the_proof_asks() -> None:
    assert len(set(texts.SCRIPTS)) >= 56
    assert len({*texts.UNICODE, *texts.OVERLONG}) >= 68
