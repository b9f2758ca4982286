"""What was recorded on a project, both streams together, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from yinuo.desk import verbs
from yinuo.evidence import queries as evidence
from yinuo.ledger.models import Entry, EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.evidence.queries import Act
    from yinuo.projects.models import Project

PAGE = 50
SIDES = ("vendor", "shared")
OF_DELIVERY = {"I": "issue", "K": "risk"}
"""Pages of delivery by the letter of their code."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with its words on screen and the way to what it is about."""

    act: Act
    words: str
    side: str
    code: str
    href: str


@dataclass(frozen=True, slots=True)
class Happenings:
    """One page; `older` is the `before` of the next, empty on the last."""

    rows: tuple[Happening, ...]
    older: str


def happenings(project: Project, *, before: str = "", limit: int = PAGE) -> Happenings:
    """At most `limit` events. `before` holds the last seq shown of either stream, `12-7`. Five queries."""
    keys = _keys(before)
    acts: list[Act] = []
    for side in SIDES:
        acts += evidence.events(f"{project.code}/{side}", before_seq=keys[side], limit=limit + 1)
    acts.sort(key=lambda act: -act.id)
    shown = acts[:limit]
    for act in shown:
        keys[_side(act)] = act.seq
    older = "-".join(str(keys[side] or "") for side in SIDES) if len(acts) > limit else ""
    return Happenings(_dressed(project, shown), older)


def happenings_of(project: Project, code: str) -> Happenings:
    """Every event about one thing of the project, newest first."""
    acts = [
        act for side in SIDES for act in evidence.events_of(f"{project.code}/{code}", stream=_stream(project, side))
    ]
    return Happenings(_dressed(project, sorted(acts, key=lambda act: -act.id)), "")


def _stream(project: Project, side: str) -> str:
    return f"{project.code}/{side}"


def _keys(before: str) -> dict[str, int | None]:
    parts = before.split("-") if before.count("-") == 1 else ["", ""]
    return {
        side: int(part) if part.isdecimal() and len(part) < 19 else None  # noqa: PLR2004  # fits a bigint
        for side, part in zip(SIDES, parts, strict=True)
    }


def _side(act: Act) -> str:
    return act.stream.rpartition("/")[2]


def _dressed(project: Project, acts: Sequence[Act]) -> tuple[Happening, ...]:
    codes = {_code(act) for act in acts}
    kinds = dict(Entry.objects.of(project).filter(code__in=codes).values_list("code", "kind"))
    return tuple(
        Happening(act, verbs.name_of(act.verb), _side(act), _code(act), _href(project, _code(act), kinds))
        for act in acts
    )


def _code(act: Act) -> str:
    return act.subject.partition("/")[2]


def _href(project: Project, code: str, kinds: dict[str, str]) -> str:
    if code in kinds:
        name = "entry" if kinds[code] == EntryKind.EXPECTATION else "commitment"
        return reverse(name, args=[project.code, code])
    number = code[1:].partition(".")[0]
    if code[:1] in OF_DELIVERY and number.isdecimal():
        return reverse(OF_DELIVERY[code[:1]], args=[project.code, code])
    page = {"T": "source", "S": "sheet"}.get(code[:1])
    return reverse(page, args=[project.code, int(number)]) if page and number.isdecimal() else ""
