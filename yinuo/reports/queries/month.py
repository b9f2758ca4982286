"""The monthly page for executives 月度一页: three numbers, where we stand, what we ask, on one page (S2-37)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinuo.base import dates
from yinuo.base.paper.report import Number, Section, Story
from yinuo.reports.models import Report, ReportKind
from yinuo.reports.published import PublishedReport
from yinuo.reports.queries import pictures
from yinuo.reports.queries.facts import Period
from yinuo.reports.queries.lines import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yinuo.projects.models import Project
    from yinuo.reports.queries.facts import Facts
    from yinuo.reports.queries.lines import Fact

MOST = 3
"""Lines a section has on the one page."""
STILL_LAST_MONTH = 10
"""Up to this day of a month the page is about the month before."""


def next_month(project: Project, today: date) -> Period:
    """The month that the next page tells of: the one after the last page, else the month that is ending or ended."""
    rows = Report.objects.filter(project=project, kind=ReportKind.EXECUTIVE).order_by("-number")
    last = rows.values_list("until", flat=True).first()
    inside = last + timedelta(days=1) if last else today - timedelta(days=STILL_LAST_MONTH)
    first = inside.replace(day=1)
    return Period(first, first.replace(day=monthrange(first.year, first.month)[1]))


def reported(project: Project, month: date) -> bool:
    """Whether a page for executives on the month of `month` was published (R52). One query."""
    rows = PublishedReport.objects.filter(project=project, kind=ReportKind.EXECUTIVE)
    return rows.filter(until__year=month.year, until__month=month.month).exists()


def month_story(
    report: Report,
    facts: Facts,
    texts: Mapping[str, str],
    *,
    section: Callable[[Facts, Part, str, str], Section],
    bad_news: str,
) -> Story:
    """The page in the language that is active; it tells of fewer things than the weekly report, and of nothing else."""
    drawn = pictures.milestones(facts.history, is_short=True) if facts.history else None
    late = sorted((line for line in facts.of(Part.MILESTONE) if _is_late(line)), key=lambda line: bool(line.done_on))
    moved = section(replace(facts, lines=tuple(late)), Part.MILESTONE, _("Milestones later than signed"), "")
    sections = (
        Section("status", _("Where we stand"), texts["status"], ()),
        Section("bad_news", _("Bad news"), bad_news, ()),
        _short(section(facts, Part.YOU_OWE, _("What we ask of you"), texts["risk_words"])),
        replace(_short(moved), picture=drawn),
    )
    kept = tuple(one for one in sections if one.words or one.lines or (one.picture and one.picture.shapes))
    told = {"project": report.project.name, "month": formats.date_format(report.since, "YEAR_MONTH_FORMAT")}
    days = _("%(since)s to %(until)s") % {"since": dates.day(report.since), "until": dates.day(report.until)}
    return Story(_("Executive report %(month)s: %(project)s") % told, (days,), kept, _numbers(facts))


def _short(section: Section) -> Section:
    return replace(section, lines=section.lines[:MOST])


def _is_late(line: Fact) -> bool:
    return bool(line.signed_on and line.now_on and (line.done_on or line.now_on) > line.signed_on)


def _numbers(facts: Facts) -> tuple[Number, ...]:
    """Promises kept, milestones on the signed day, what waits for the client; “—” where nothing is on record."""
    promises, owed = facts.of(Part.PROMISE), facts.of(Part.YOU_OWE)
    signed = [line for line in facts.of(Part.MILESTONE) if line.signed_on]
    kept, late = sum(line.state == "kept" for line in promises), sum(map(_is_late, signed))
    nothing = _("not enough yet")
    return (
        Number(
            _("Promises kept"),
            f"{kept}/{len(promises)}" if promises else "—",
            _("of those due this month") if promises else nothing,
        ),
        Number(
            _("Milestones in time"),
            f"{len(signed) - late}/{len(signed)}" if signed else "—",
            _("of those signed") if signed else nothing,
        ),
        Number(_("Waiting for you"), str(len(owed)), pgettext("number", "what you owe us")),
    )
