"""A report as it is read: facts and our words to them, drawn once into headings and lines of plain text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinuo.base import dates
from yinuo.base.paper.report import Line, Section, Story
from yinuo.base.sides import OwnerSide
from yinuo.changes.models import ChangeState
from yinuo.changes.queries.requests import natural_days, person_days
from yinuo.delivery.models import Severity
from yinuo.reports.models import BadNews, ReportKind
from yinuo.reports.queries import pictures
from yinuo.reports.queries.lines import Fact, Part
from yinuo.reports.queries.month import month_story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yinuo.base.paper.picture import Picture
    from yinuo.reports.models import Report
    from yinuo.reports.queries.facts import Facts
    from yinuo.reports.queries.lines import Ages

TEXTS = ("status", "done_words", "not_done_words", "next_words", "risk_words", "solution_words", "bad_news_words")
"""The words that may be changed; numbers and dates are facts and may not."""
TROUBLE = (Part.ISSUE, Part.RISK, Part.SOLUTION)


def story_of(report: Report, facts: Facts, texts: Mapping[str, str], *, language: str) -> Story:
    """The report as read in `language`: the sections in the order of peers §4.4; what says nothing is left out."""
    with translation.override(language):
        if report.kind == ReportKind.EXECUTIVE:
            bad_news = _bad_news(report.bad_news, texts["bad_news_words"])
            return month_story(report, facts, texts, section=_section, bad_news=bad_news)
        drawn = pictures.of(facts.history)
        sections = (
            Section("status", _("Where we stand"), texts["status"], ()),
            _section(facts, Part.PROMISE, _("What we promised for this period"), "", drawn.get("promises")),
            _section(facts, Part.DONE, pgettext("report", "Done"), texts["done_words"]),
            _section(facts, Part.NOT_DONE, _("Not done: we owe you"), texts["not_done_words"]),
            _section(facts, Part.NEXT, _("Next"), texts["next_words"]),
            _section(facts, Part.MILESTONE, _("Milestones"), "", drawn.get("milestones")),
            _section(facts, Part.YOU_OWE, _("You owe us"), ""),
            replace(_section(facts, Part.ISSUE, _("Open issues"), "", drawn.get("issues")), counts=_counts(facts.ages)),
            _section(facts, Part.RISK, _("Risks"), texts["risk_words"]),
            _section(facts, Part.SOLUTION, _("Solutions"), texts["solution_words"]),
            _section(facts, Part.CHANGE, _("Changes nobody decided yet (ours alone)"), ""),
            _section(facts, Part.MONEY, _("Payments overdue (ours alone)"), ""),
            Section("bad_news", _("Bad news"), _bad_news(report.bad_news, texts["bad_news_words"]), ()),
        )
        title = _("Weekly report %(number)s: %(project)s") % {"number": report.number, "project": report.project.name}
        head = _("%(since)s to %(until)s") % {"since": dates.day(report.since), "until": dates.day(report.until)}
        kept = tuple(section for section in sections if section.words or section.lines or _is_drawn(section))
        return Story(title, (head,), kept if facts.lines else (*kept, _nothing()))


def texts_of(report: Report) -> dict[str, str]:
    """Our words as they stand."""
    return {name: getattr(report, name) for name in TEXTS}


def _bad_news(answer: str, words: str) -> str:
    if answer == BadNews.NONE:
        return _("None that we know of.")
    return words if answer == BadNews.YES else ""


def _section(facts: Facts, part: Part, heading: str, words: str, picture: Picture | None = None) -> Section:
    return Section(part.value, heading, words, tuple(_line(line) for line in facts.of(part)), (), picture)


def _is_drawn(section: Section) -> bool:
    return section.picture is not None and bool(section.picture.shapes)


def _nothing() -> Section:
    """A week without facts is said to be one, instead of a page without words."""
    words = _("Nothing is on record for this period: no promise was due, nothing was done, no milestone is planned.")
    return Section("nothing", _("On record"), words, ())


def _counts(ages: Ages | None) -> tuple[tuple[str, int], ...]:
    """The small table above our open issues."""
    if ages is None:
        return ()
    return (
        (pgettext("issues", "open"), ages.live),
        (pgettext("issues", "overdue"), ages.overdue),
        (_("up to 7 days"), ages.week),
        (_("8 to 14 days"), ages.fortnight),
        (_("15 to 30 days"), ages.month),
        (_("more than 30 days"), ages.longer),
    )


def _line(line: Fact) -> Line:
    return Line(line.state, _mark(line), line.words, " · ".join(_detail(line)), _code(line))


def _code(line: Fact) -> str:
    """Our code; the client's number on an issue or a risk that was told. A solution names its matter instead."""
    if not line.is_shared or line.part not in TROUBLE:
        return line.code
    return "" if line.part == Part.SOLUTION else _("No. %(number)s") % {"number": line.code}


def _mark(line: Fact) -> str:
    if line.part == Part.PROMISE:
        words = {"kept": pgettext("promise", "kept"), "moved": pgettext("promise", "moved")}
        return words.get(line.state, pgettext("promise", "missed"))
    if line.part == Part.MILESTONE and line.state != "open":
        return pgettext("milestone", "done") if line.state == "done" else pgettext("milestone", "moved")
    if line.part in (Part.ISSUE, Part.RISK):
        return str(Severity(line.state).label)
    return str(ChangeState(line.state).label) if line.part == Part.CHANGE else ""


def _detail(line: Fact) -> list[str]:
    """Who, the days, the reason; each word on its own, so that every language orders them as it likes."""
    if line.part == Part.SOLUTION:
        return [_("on: %(what)s") % {"what": line.about}]
    if line.part == Part.CHANGE:
        return _asked(line)
    who = line.who or (str(OwnerSide(line.side).label) if line.side != OwnerSide.OURS else "")
    return [*([who] if who else []), *(_of_trouble(line) if line.part in TROUBLE else _days(line))]


def _days(line: Fact) -> list[str]:
    pieces = []
    if line.signed_on:
        pieces.append(_("signed %(day)s") % {"day": dates.day(line.signed_on)})
    if line.last_on and line.last_on != line.now_on:
        pieces.append(_("told last %(day)s") % {"day": dates.day(line.last_on)})
    if line.done_on:
        pieces.append(_("done on %(day)s") % {"day": dates.day(line.done_on)})
    elif line.now_on:
        pieces.append(_("now %(day)s") % {"day": dates.day(line.now_on)})
    if line.why:
        pieces.append(_("reason: %(why)s") % {"why": line.why})
    return pieces


def _of_trouble(line: Fact) -> list[str]:
    """Since when, until when, why; for us whether the client knows."""
    pieces = [_("since %(day)s") % {"day": dates.day(line.since)}] if line.since else []
    if line.now_on:
        words = _("due %(day)s") if line.part == Part.ISSUE else _("looked at again %(day)s")
        pieces.append(words % {"day": dates.day(line.now_on)})
    if line.why:
        pieces.append(_("reason: %(why)s") % {"why": line.why})
    if line.told_on:
        pieces.append(_("client told %(day)s") % {"day": dates.day(line.told_on)})
    elif not line.is_shared:
        pieces.append(_("client not told"))
    return pieces


def _asked(line: Fact) -> list[str]:
    """Who asked, since when, what it would take as far as it is known."""
    pieces = [line.who, *([_("asked %(day)s") % {"day": dates.day(line.since)}] if line.since else [])]
    if line.effects is None:
        return pieces
    if line.effects.effort_days is not None:
        pieces.append(person_days(line.effects.effort_days))
    if line.effects.schedule_days is not None:
        pieces.append(_("schedule %(shift)s") % {"shift": natural_days(line.effects.schedule_days)})
    if line.effects.cost_cents is not None:
        pieces.append(dates.money(line.effects.cost_cents, line.effects.currency))
    return pieces
