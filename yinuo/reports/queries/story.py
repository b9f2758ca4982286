"""A report as it is read: facts and our words to them, drawn once into headings and lines of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinuo.base import dates
from yinuo.base.paper.report import Line, Section, Story
from yinuo.base.sides import OwnerSide
from yinuo.reports.models import BadNews
from yinuo.reports.queries.facts import Fact, Facts, Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yinuo.reports.models import Report

TEXTS = ("status", "done_words", "not_done_words", "next_words", "risk_words", "solution_words", "bad_news_words")
"""The words that may be changed; numbers and dates are facts and may not."""


def story_of(report: Report, facts: Facts, texts: Mapping[str, str], *, language: str) -> Story:
    """The report as read in `language`: the sections in the order of peers §4.4; what says nothing is left out."""
    with translation.override(language):
        sections = (
            Section("status", _("Where we stand"), texts["status"], ()),
            _section(facts, Part.PROMISE, _("What we promised for this period"), ""),
            _section(facts, Part.DONE, pgettext("report", "Done"), texts["done_words"]),
            _section(facts, Part.NOT_DONE, _("Not done: we owe you"), texts["not_done_words"]),
            _section(facts, Part.NEXT, _("Next"), texts["next_words"]),
            _section(facts, Part.MILESTONE, _("Milestones"), ""),
            _section(facts, Part.YOU_OWE, _("You owe us"), ""),
            Section("risk", _("Risks"), texts["risk_words"], ()),
            Section("solution", _("Solutions"), texts["solution_words"], ()),
            _section(facts, Part.MONEY, _("Payments overdue (ours alone)"), ""),
            Section("bad_news", _("Bad news"), _bad_news(report.bad_news, texts["bad_news_words"]), ()),
        )
        title = _("Weekly report %(number)s: %(project)s") % {"number": report.number, "project": report.project.name}
        head = _("%(since)s to %(until)s") % {"since": dates.day(report.since), "until": dates.day(report.until)}
        kept = tuple(section for section in sections if section.words or section.lines)
        return Story(title, (head,), kept)


def texts_of(report: Report) -> dict[str, str]:
    """Our words as they stand."""
    return {name: getattr(report, name) for name in TEXTS}


def _bad_news(answer: str, words: str) -> str:
    if answer == BadNews.NONE:
        return _("None that we know of.")
    return words if answer == BadNews.YES else ""


def _section(facts: Facts, part: Part, heading: str, words: str) -> Section:
    return Section(part.value, heading, words, tuple(_line(line) for line in facts.of(part)))


def _line(line: Fact) -> Line:
    return Line(line.state, _mark(line), line.words, _detail(line), line.code)


def _mark(line: Fact) -> str:
    if line.part == Part.PROMISE:
        words = {"kept": pgettext("promise", "kept"), "moved": pgettext("promise", "moved")}
        return words.get(line.state, pgettext("promise", "missed"))
    if line.part == Part.MILESTONE and line.state != "open":
        return pgettext("milestone", "done") if line.state == "done" else pgettext("milestone", "moved")
    return ""


def _detail(line: Fact) -> str:
    """Who, the days, the reason; each word on its own, so that every language orders them as it likes."""
    who = line.who or (str(OwnerSide(line.side).label) if line.side != OwnerSide.OURS else "")
    pieces = [who] if who else []
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
    return " · ".join(pieces)
