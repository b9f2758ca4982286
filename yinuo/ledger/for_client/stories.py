"""The story of sheets and lines as the client knows it: what was offered, answered, measured."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from yinuo.base import chips
from yinuo.base.paper import labels
from yinuo.base.paper.about import Knot
from yinuo.base.paper.story import StoryPaper, story_pdf
from yinuo.evidence import access as evidence
from yinuo.ledger.for_client.seen import lines_seen
from yinuo.ledger.published import SheetRecall

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from yinuo.ledger.for_client.seen import LineSeen, MeasurementSeen
    from yinuo.ledger.published import Sheet, SheetLine

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def stories(sheets: Sequence[Sheet], lines: Sequence[SheetLine], title: str) -> dict[str, bytes]:
    """What the client was shown and answered, in order of date, as a PDF in each language."""
    found = {}
    _name, _seq, head = evidence.head(sheets[0].project.code)
    for tongue, language in LANGUAGES.items():
        with translation.override(language):
            knots = (*_offered(sheets), *_lines(sheets, lines, language), *_recalled(sheets))
            story = StoryPaper(
                language=language,
                title=title,
                project_name=sheets[-1].project_name,
                from_firm=sheets[-1].from_firm,
                to_firm=sheets[-1].to_firm,
                knots=tuple(sorted(knots, key=lambda knot: knot.day)),
                head=head,
            )
            found[f"story-{tongue}.pdf"] = story_pdf(story)
    return found


def _offered_on(sheet: Sheet) -> date:
    return sheet.offered_at.astimezone(ZoneInfo(sheet.project.time_zone)).date()


def _word(value: str) -> str:
    return str(chips.chip_of(value).word)


def _offered(sheets: Sequence[Sheet]) -> Iterator[Knot]:
    for sheet in sheets:
        yield Knot(
            day=_offered_on(sheet),
            code=f"S{sheet.number}",
            state=_word("offered"),
            person=f"{sheet.from_name} · {sheet.from_firm}",
            words=f"{sheet.title}\n{sheet.ask}",
            sha256=sheet.sha256,
        )


def _recalled(sheets: Sequence[Sheet]) -> Iterator[Knot]:
    for recall in SheetRecall.objects.filter(sheet__in=sheets).select_related("sheet__project").order_by("id"):
        zone = ZoneInfo(recall.sheet.project.time_zone)
        yield Knot(
            day=recall.at.astimezone(zone).date(),
            code=f"S{recall.sheet.number}",
            state=_word("withdrawn"),
            person=recall.by_name,
            words=recall.why,
        )


def _lines(sheets: Sequence[Sheet], lines: Sequence[SheetLine], language: str) -> Iterator[Knot]:
    days = {sheet.number: _offered_on(sheet) for sheet in sheets}
    prints = {sheet.number: sheet.sha256 for sheet in sheets}
    for line in lines_seen(lines):
        version = _("version %(version)s") % {"version": line.version}
        yield Knot(
            day=_day(line, days[line.sheet_number]),
            code=f"S{line.sheet_number}.{line.number} · {version}",
            state=_state(line),
            person=_person(line),
            words="\n".join(_words(line, language)),
            delivered=tuple(_measured(row, language) for row in line.measurements),
            sha256=prints[line.sheet_number],
            is_sealed=line.seal is not None and not line.seal.is_hollow,
        )


def _day(line: LineSeen, offered_on: date) -> date:
    if line.seal:
        return line.seal.signed_on
    return line.answer.on if line.answer else offered_on


def _state(line: LineSeen) -> str:
    if line.seal:
        return _("agreed by the window person only") if line.seal.is_hollow else _word("agreed")
    if line.answer is None:
        return _word("silent")
    return _word("oral" if line.answer.means == "oral" else line.answer.kind)


def _person(line: LineSeen) -> str:
    if line.seal:
        return f"{line.seal.name} · {_word(line.seal.means)} · {line.seal.code}"
    return f"{line.answer.by_name} · {_word(line.answer.means)}" if line.answer else ""


def _words(line: LineSeen, language: str) -> Iterator[str]:
    """The exact wording, what it is measured by, and what the client said to it."""
    say = labels.of(language)
    yield line.text
    facts = ((say["due_on"], labels.day(line.due_on, language)), (say["measure"], line.measure))
    for label, value in (*facts, (say["target"], line.target), (say["measurer"], line.measurer)):
        if value:
            yield f"{label}{say['colon']}{value}"
    if line.answer and (line.answer.chip_words or line.answer.words):
        said = " · ".join(part for part in (line.answer.chip_words, line.answer.words) if part)
        yield _("“%(words)s”") % {"words": said}


def _measured(row: MeasurementSeen, language: str) -> str:
    gap = row.gap if row.gap != row.value else ""
    return " · ".join(part for part in (labels.day(row.measured_on, language), row.value, gap, row.note) if part)
