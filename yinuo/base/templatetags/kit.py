"""The page kit's tags: built-in to every template."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

import segno
from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.forms.boundfield import BoundWidget
from django.template import engines
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinuo.base import assets, clock, dates, drawing, hot, once, timeline
from yinuo.base.chips import chip_of
from yinuo.base.marks import GapRow, Knot, LevelFacts, PromiseRow, Why
from yinuo.base.navigation import rail_of, tabs_of
from yinuo.base.paper.picture import Picture

register = template.Library()
ORIGINS = (
    (re.compile(r"(M\d+)(?:/(\d+))?"), "meeting", "minute"),
    (re.compile(r"(M[MN]-\d+)(?:/(\d+))?"), "memo", "step"),
)
"""Codes that name what was said in a meeting or agreed in a memo: M8/3, MM-108/3."""


@register.simple_tag
def asset(name: str) -> str:
    """`{% asset "app.css" %}`: address of a built file."""
    return assets.address(name)


def _icon(name: str, label: str = "") -> SafeString:
    sprite = assets.address("icons.svg")
    if label:
        return format_html(
            '<svg class="icon" width="20" height="20" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            label,
            sprite,
            name,
        )
    return _silent_icon(name, sprite)


# A list draws the same few icons, chips and days row after row: each is made once a language.
@lru_cache(maxsize=256)
def _silent_icon(name: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="icon" width="20" height="20" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        sprite,
        name,
    )


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "lock" %}` beside a word; with `label` when it stands alone."""
    return _icon(name, label)


@register.simple_tag
def chip(value: str, word: str = "") -> SafeString:
    """`{% chip entry.state %}`: icon and word of a state, kind, answer, means or privacy; `word` replaces the word."""
    if word:
        return _drawn_chip(value, word)
    return _plain_chip(str(value), get_language(), assets.address("icons.svg"))


@lru_cache(maxsize=256)
def _plain_chip(value: str, language: str | None, sprite: str) -> SafeString:
    return _drawn_chip(value, "")


def _drawn_chip(value: str, word: str) -> SafeString:
    mark = chip_of(value)
    return format_html(
        '<span class="chip chip-{}">{}<span class="chip-word">{}</span></span>',
        mark.tone,
        _icon(mark.icon),
        word or mark.word,
    )


@register.simple_tag
def day(value: date | datetime | None, zone: str = "") -> SafeString:
    """`{% day due_on %}`: absolute with weekday; a moment is shown as the day it was in `zone`."""
    if value is None:
        return format_html('<span class="missing">{}</span>', _("no date yet"))
    if isinstance(value, datetime):
        value = dates.local_time(value, zone or None).date()
    return _drawn_day(value, get_language())


@lru_cache(maxsize=1024)
def _drawn_day(value: date, language: str | None) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), dates.day(value))


@register.simple_tag
def short_day(value: date) -> SafeString:
    """`{% short_day due_on %}` for narrow columns; the full day is its title."""
    return _drawn_short_day(value, get_language(), clock.now().year)


@lru_cache(maxsize=1024)
def _drawn_short_day(value: date, language: str | None, this_year: int) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), dates.day(value), dates.short_day(value)
    )


@register.simple_tag
def moment(value: datetime, zone: str = "") -> SafeString:
    """`{% moment at project.time_zone %}`: day and time of day."""
    local = dates.local_time(value, zone or None)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), dates.moment(local, local.tzinfo))


@register.simple_tag
def days_late(days: int, *, working: bool = True) -> SafeString:
    """`{% days_late 50 %}`: lateness in words; toned by its sign."""
    tone = "missed" if days > 0 else "kept"
    return format_html('<span class="days-{}">{}</span>', tone, dates.lateness(days, working=working))


@register.simple_tag
def money(cents: int | None, currency: str = "CNY") -> SafeString:
    """`{% money amount_cents currency %}`."""
    if cents is None:
        return format_html('<span class="missing">{}</span>', _("no amount"))
    return format_html('<span class="money">{}</span>', dates.money(cents, currency))


@register.simple_tag
def person(who: object, title: str = "") -> SafeString:
    """`{% person holder %}`: a person or a name, with a muted title. One name everywhere, as in lists and on paper."""
    name = getattr(who, "name", None) or str(who)
    if title:
        return format_html('<span class="person">{} <span class="muted">{}</span></span>', name, title)
    return format_html('<span class="person">{}</span>', name)


@register.simple_tag
def seal(name: str, signed: date | datetime | None, code: str, *, hollow: bool = False, means: str = "") -> SafeString:
    """`{% seal name date code hollow=False %}`: only for a real signature; hollow when deemed or of less authority."""
    facts = {"name": name, "signed": signed, "code": code, "hollow": hollow, "means": means}
    return hot.draw("base/marks/seal.jinja", facts)


@register.inclusion_tag("base/marks/gap_bar.html")
def gap_bar(expected: float | None, performed: float | None) -> dict[str, Any]:
    """`{% gap_bar expected performed %}` on one 0–100 rule; None draws "not enough yet"."""
    return {"gap": drawing.draw_gap(expected, performed), "expected": expected, "performed": performed}


@register.inclusion_tag("base/marks/gap_chart.html")
def gap_chart(rows: Sequence[GapRow]) -> dict[str, Any]:
    """`{% gap_chart rows %}`: bars worst first, with the table twin."""
    return {"rows": drawing.worst_first(list(rows))}


@register.simple_tag
def level_line(facts: LevelFacts) -> SafeString:
    """`{% level_line facts %}`: expectation against performance over time, with the table twin."""
    return hot.draw("base/marks/level_line.jinja", {"facts": facts, "drawing": drawing.draw_level(facts)})


@register.simple_tag
def promise_timeline(rows: Sequence[PromiseRow], today: date) -> SafeString:
    """`{% promise_timeline rows today %}`: signed days against today's, a table or list of the same beside it."""
    return hot.draw("base/marks/promise_timeline.jinja", {"drawing": timeline.draw(rows, today)})


@register.simple_tag
def picture(drawn: Picture | None) -> SafeString:
    """`{% picture section.picture %}`: a frozen drawing with its sentence and its table twin; nothing for None."""
    return hot.draw("base/marks/picture.jinja", {"picture": drawn})


@register.simple_tag
def evidence_thread(knots: Sequence[Knot]) -> SafeString:
    """`{% evidence_thread knots %}` in the order given."""
    return hot.draw("base/marks/evidence_thread.jinja", {"knots": knots})


@register.inclusion_tag("base/marks/why.html")
def why(facts: Why, word: str = "") -> dict[str, Any]:
    """`{% why facts %}`: opens inputs, rule and records of a number; `word` replaces "Why"."""
    return {"why": facts, "word": word}


@register.inclusion_tag("base/marks/empty.html")
def empty(sentence: str, word: str = "", href: str = "") -> dict[str, Any]:
    """`{% empty sentence word href %}`: an empty state teaches with one sentence and one act."""
    return {"sentence": sentence, "word": word, "href": href}


@register.inclusion_tag("base/marks/keyset.html")
def keyset(older: str = "", newer: str = "") -> dict[str, Any]:
    """`{% keyset older newer %}`: addresses of the neighbouring pages, "" when there is none."""
    return {"older": older, "newer": newer}


@register.inclusion_tag("base/marks/copy.html")
def copy(text: str, label: str = "", name: str = "copy-text") -> dict[str, Any]:
    """`{% copy text label name %}`: selectable text with a button; `name` is its id, unique on the page."""
    return {"text": text, "label": label, "name": name}


@register.inclusion_tag("base/marks/sort_header.html", takes_context=True)
def sort_header(context: Mapping[str, Any], key: str, word: str, current: str = "") -> dict[str, Any]:
    """`{% sort_header "due" word order %}`: a column head that orders by `?order=`; "-due" is descending."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    other = f"-{key}" if current == key else key
    if query is not None:
        query["order"] = other
        query.pop("after", None)
        query.pop("before", None)
    sorted_as = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    return {"word": word, "sorted": sorted_as, "query": query.urlencode() if query is not None else f"order={other}"}


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """`{% qr url label %}`: a QR code as inline SVG, named `label` for readers who cannot see it."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, svgclass="qr", lineclass=None, title=label
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308  # made here; segno escapes the title


@register.inclusion_tag("base/forms/field.html")
def field(
    field: BoundField,
    *,
    help: str = "",  # noqa: A002  # the word of the markup
    unit: str = "",
    label: str = "",
    autofocus: bool = False,
) -> dict[str, Any]:
    """`{% field form.name help="…" unit="s" label="…" autofocus=True %}`: label, control, help, errors."""
    return {"field": field, "help": help, "unit": unit, "label": label, "autofocus": autofocus}


@register.filter
def control_kind(bound: BoundField) -> str:
    """How a field is drawn: chips, tick, file, hidden or line."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "chips"
    if isinstance(widget, CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, FileInput) else "line"


def _ties(bound: BoundField, help_text: str) -> dict[str, str | bool]:
    """Attributes that tie a control to its help and its errors."""
    attrs: dict[str, str | bool] = {}
    described = [f"{bound.auto_id}_helptext"] if help_text or bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return attrs


@register.simple_tag
def control(bound: BoundField, *, help: str = "", autofocus: bool = False) -> SafeString:  # noqa: A002  # the word of the markup
    """The bare control of a field with the attributes that tie it to its help and its errors."""
    attrs = _ties(bound, help)
    attrs["class"] = "form-select" if hasattr(bound.field.widget, "choices") else "form-control"
    if autofocus:
        attrs["autofocus"] = True
    return bound.as_widget(attrs=attrs)


@register.simple_tag
def tick(bound: BoundField, *, help: str = "") -> SafeString:  # noqa: A002  # the word of the markup
    """The bare tick box of a field."""
    return bound.as_widget(attrs=_ties(bound, help) | {"class": "form-check-input"})


@register.filter
def plain_number(value: float) -> str:
    """At most one decimal, a true minus sign."""
    return drawing.number(value)


@register.simple_tag
def chip_control(option: BoundWidget) -> SafeString:
    """One radio or tick of a group of chips."""
    return option.tag()


@register.simple_tag(takes_context=True)
def keys(context: Mapping[str, Any]) -> SafeString:
    """`{% keys %}`: what every form that posts begins with, so that it is ours and takes effect once."""
    return once.fields(context.get("csrf_token", ""))


@register.inclusion_tag("base/forms/errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """`{% form_errors form %}`: summary above a form, each error leading to its field."""
    wrong = [form[name] for name in form.fields if form[name].errors]
    return {"form": form, "fields": wrong, "clashes": getattr(form, "clashes", ())}


@register.simple_tag(takes_context=True)
def rail(context: Mapping[str, Any]) -> SafeString:
    """The desk's left rail, with the current place marked."""
    return hot.draw("base/marks/rail.jinja", {"links": rail_of(context.get("request"))})


@register.simple_tag(takes_context=True)
def tabs(context: Mapping[str, Any]) -> SafeString:
    """The row of tabs inside a project; `tab` in the context overrules what the address says."""
    code = str(getattr(context.get("project"), "code", "") or "")
    if not code:
        return mark_safe("")
    return hot.draw(
        "base/marks/tabs.jinja", {"links": tabs_of(context.get("request"), code, str(context.get("tab", "")))}
    )


@register.simple_tag
def place(name: str, *args: object) -> str:
    """`{% place "register" project.code %}`: like url, but "" where the address does not exist."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def origin(project: str, said: str) -> SafeString | str:
    """`{% origin project.code issue.origin %}`: where a record came from, a link where it is a minute or a memo."""
    for pattern, name, part in ORIGINS:
        if (found := pattern.fullmatch(said)) and (address := place(name, project, found[1])):
            there = f"{address}#{part}-{found[2]}" if found[2] else address
            return format_html('<a class="code" href="{}">{}</a>', there, said)
    return said


@register.simple_tag
def still(name: str) -> SafeString:
    """`{% still "base/parts/keys.html" %}`: a part without any fact of the page, drawn once a language."""
    return _drawn_still(name, get_language())


@lru_cache(maxsize=32)
def _drawn_still(name: str, language: str | None) -> SafeString:
    return mark_safe(engines["django"].get_template(name).render())  # noqa: S308  # drawn with nothing


@register.simple_tag(name="hot", takes_context=True)
def hot_part(context: template.Context, name: str) -> SafeString:
    """`{% hot "desk/register_rows.jinja" %}`: a fragment in the engine for hot tables, with what the page knows."""
    known: dict[str, Any] = dict(context.flatten().items())  # type: ignore[arg-type]  # names are texts
    return hot.draw(name, known)


hot.offer(
    chip=chip,
    day=day,
    days_late=days_late,
    icon=icon,
    moment=moment,
    place=place,
    plain_number=plain_number,
    seal=seal,
    short_day=short_day,
)
