"""Every rule asked about one project: fires, silent, not enough to judge, or turned off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from yinuo.counsel.models import RuleSetting, RuleSeverity, Verdict
from yinuo.counsel.queries.rules import RULES, Asked
from yinuo.evidence.models import Event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from yinuo.counsel.queries.rules import Found, Rule
    from yinuo.projects.models import Project

YOUNG = timedelta(days=14)
"""So long after its first event a project is only nudged (decision 23)."""


@dataclass(frozen=True, slots=True)
class Set:
    """How a rule is set on a project: asked or not, and its numbers."""

    is_on: bool
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule answers, and about what it fires; each thing with how hard it speaks."""

    rule: Rule
    verdict: Verdict
    found: tuple[tuple[Found, RuleSeverity], ...] = ()


def outcomes(project: Project, *, today: date) -> list[Outcome]:
    """Ask every rule about `project` as of `today`. The number of queries does not grow with what there is."""
    settings, asked = set_rules(project), Asked(project, today)
    most = RuleSeverity.NUDGE if _is_young(asked) else None
    return [_outcome(rule, settings[rule.id], asked, most) for rule in RULES.values()]


def _outcome(rule: Rule, how: Set, asked: Asked, most: RuleSeverity | None) -> Outcome:
    if not how.is_on:
        return Outcome(rule, Verdict.OFF)
    found = rule.find(asked.with_values(how.values))
    if found is None:
        return Outcome(rule, Verdict.NO_DATA)
    heard = tuple((one, most or one.severity or rule.severity) for one in found)
    return Outcome(rule, Verdict.FIRES if heard else Verdict.SILENT, heard)


def _is_young(asked: Asked) -> bool:
    """Counted from the first event of the project: the book, not the work, has to be old enough."""
    first = Event.objects.filter(stream__name=f"{asked.project.code}/vendor").order_by("seq").first()
    return first is None or asked.today < asked.day(datetime.fromisoformat(first.happened_at)) + YOUNG


def set_rules(project: Project) -> dict[str, Set]:
    """Every rule as it is set on `project`: the newest setting, else its own defaults. One query."""
    rows = RuleSetting.objects.filter(project=project).order_by("id").values_list("rule", "is_on", "values")
    newest = {rule: (is_on, values) for rule, is_on, values in rows}
    found = {}
    for rule in RULES.values():
        is_on, values = newest.get(rule.id, (rule.is_on, {}))
        known = {name: value for name, value in values.items() if name in rule.defaults}
        found[rule.id] = Set(is_on, {**rule.defaults, **known})
    return found
