"""Search hits as the page shows them: grouped by kind, with the found words marked and the way there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from yinuo.base import hot
from yinuo.base import search as words
from yinuo.base.prepared import GivenIds, GivenMany, Prepared
from yinuo.counsel import queries as counsel
from yinuo.ledger.models import Entry, EntryKind
from yinuo.projects import access

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from yinuo.counsel.models import SearchEntry
    from yinuo.people.models import Member

KINDS = ("entry", "sheet", "task", "issue", "risk", "memo", "change", "report", "source", "note")
WHOLE = ("issue", "risk", "memo", "change", "report")
"""Kinds with a page each, under the code that the index knows."""
BEFORE, AFTER = 40, 120
"""Characters of the text shown around the first found word."""

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `title` and `text` in pieces with whether they were asked for."""

    project: str
    code: str
    href: str
    title: Pieces
    text: Pieces
    at: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind."""

    kind: str
    hits: tuple[Hit, ...]


def hits(member: Member, query: str, project: str = "") -> tuple[Group, ...]:
    """What `member` finds for `query` on the projects open to him, or on one of them. Four queries."""
    within = [row for row in access.open_now(member) if project in ("", row.code)]
    found = counsel.search(within, query) if query.strip() else []
    kinds, roots = _kinds(found), _Roots()
    by_kind: dict[str, list[Hit]] = {kind: [] for kind in KINDS}
    for row in found:
        by_kind.setdefault(row.kind, []).append(_hit(row, query, _href(row, kinds, roots)))
    return tuple(Group(kind, tuple(rows)) for kind, rows in by_kind.items() if rows)


def _kinds(found: list[SearchEntry]) -> dict[tuple[int, str], str]:
    """Which of the lines found are wishes, which promises: their addresses differ."""
    codes = {row.subject if row.kind == "entry" else row.title for row in found if row.kind in ("entry", "note")}
    if not codes:
        return {}
    projects = {row.project_id for row in found}
    rows = _coded(projects=projects, codes=codes)
    return {(project, code): kind for project, code, kind in rows}


_coded = Prepared(
    lambda: Entry.objects.filter(project__in=GivenIds("projects"), code__in=GivenMany("codes")).values_list(
        "project_id", "code", "kind"
    )
)


def _hit(row: SearchEntry, query: str, href: str) -> Hit:
    return Hit(
        project=row.project.code,
        code=row.title if row.kind == "note" else row.subject,
        href=href,
        title=() if row.kind == "note" else marked(row.title, query),
        text=_around(row.text, query),
        at=row.at,
    )


class _Roots(dict[tuple[str, str], str]):
    """What the address of a page begins with on a project, found once for all hits."""

    def __missing__(self, key: tuple[str, str]) -> str:
        self[key] = found = reverse("plan", args=[key[1]]) if key[0] == "plan" else hot.below(*key)
        return found


def _href(row: SearchEntry, kinds: dict[tuple[int, str], str], roots: _Roots) -> str:
    code = row.project.code
    if row.kind == "task":
        return roots["plan", code]
    if row.kind in WHOLE:
        return f"{roots[row.kind, code]}{row.subject}/"
    if row.kind in ("source", "sheet"):
        return f"{roots[row.kind, code]}{int(row.subject[1:])}/"
    entry = row.title if row.kind == "note" else row.subject
    name = "entry" if kinds.get((row.project_id, entry)) == EntryKind.EXPECTATION else "commitment"
    return f"{roots[name, code]}{entry}/" + ("#notes" if row.kind == "note" else "")


def _around(text: str, query: str) -> Pieces:
    """The place of the first found word; nothing if only the title has it."""
    folded = words.fold(text)
    places = [place for part in words.fold(query).split() if (place := folded.find(part)) >= 0]
    if not places:
        return ()
    start = max(0, min(places) - BEFORE)
    cut = text[start : start + BEFORE + AFTER].replace("\n", " ")
    left = (("…", False),) if start else ()
    right = (("…", False),) if start + BEFORE + AFTER < len(text) else ()
    return (*left, *marked(cut, query), *right)


def marked(text: str, query: str) -> Pieces:
    """`text` in pieces, each with whether it is one of the words asked for."""
    folded = words.fold(text)
    owner: Sequence[int] = range(len(text))
    if _FOLDS_OTHERWISE.search(text):
        # Letter by letter, since one such as “…” folds to several: `owner` leads back to the letter it came from.
        letters = [words.fold(letter) for letter in text]
        folded = "".join(letters)
        owner = [place for place, letter in enumerate(letters) for _ in letter]
    spans = []
    for part in words.fold(query).split():
        place = folded.find(part)
        while place >= 0:
            spans.append((owner[place], owner[place + len(part) - 1] + 1))
            place = folded.find(part, place + len(part))
    return tuple(_pieces(text, sorted(spans)))


_FOLDS_OTHERWISE = re.compile("[^\x00-\x7f\u3001\u3002\u300a-\u300f\u4e00-\u9fff“”‘’，：；！？（）]")
"""Signs that may fold to several or none; all others fold to one sign each, whatever stands beside them."""


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """`text` cut at `spans`, which come in order and may overlap or touch."""
    done, place = 0, 0
    while place < len(spans):
        start, end = spans[place]
        while place + 1 < len(spans) and spans[place + 1][0] <= end:
            place += 1
            end = max(end, spans[place][1])
        if start > done:
            yield text[done:start], False
        yield text[start:end], True
        done, place = end, place + 1
    if done < len(text):
        yield text[done:], False
