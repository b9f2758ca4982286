"""Which days are worked: a pasted list of days, and a project's choice of calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.base import calendar, clock
from yinuo.base.merge import EditForm
from yinuo.capture import days_off
from yinuo.capture.days_off import Why
from yinuo.projects import queries
from yinuo.projects.actions import Day
from yinuo.projects.models import Account, WorksBy

OURS = "firm"
NEXT_YEAR_FROM = 10
"""From this month on, the notice that is looked for is next year's."""


@dataclass(frozen=True, slots=True)
class Row:
    """One day as understood. `was` is what was known of it before: worked or not."""

    line: int
    day: date
    works: bool
    name: str
    was: bool

    @property
    def is_new(self) -> bool:
        return self.works != self.was


@dataclass(frozen=True, slots=True)
class Flaw:
    """One line that could not be taken, and what to do about it."""

    line: int
    words: str


class DaysForm(forms.Form):
    """Whose days these are, and the text that names them; the rows understood from it are shown before they count."""

    scope = forms.ChoiceField(label=gettext_lazy("Whose days"))
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        required=False,
        min_value=calendar.FIRST_YEAR,
        max_value=calendar.LAST_YEAR,
        help_text=gettext_lazy("A country’s notice says all of one year."),
    )
    text = forms.CharField(
        label=gettext_lazy("The notice, or one day a line"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        max_length=20_000,
        help_text=gettext_lazy(
            "Paste the State Council’s notice as it stands, or lines such as 2027-02-06,off,Spring Festival "
            "and 2027-02-20,work."
        ),
    )
    rows: tuple[Row, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    forgotten: tuple[date, ...] = ()
    """Days off known so far of which the notice says nothing: they would be worked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts: dict[str, Account] = {f"account-{one.pk}": one for one in queries.accounts()}
        countries = [(code, calendar.country_name(code)) for code in queries.countries_at_work()]
        ours = (OURS, _("our firm"))
        clients = [(key, one.firm.name) for key, one in self.accounts.items()]
        self.fields["scope"].choices = [*countries, ours, *clients]  # type: ignore[attr-defined]  # a ChoiceField
        today = clock.today("Asia/Shanghai")
        self.fields["year"].initial = today.year + (today.month >= NEXT_YEAR_FROM)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        is_country = self.country() != ""
        if is_country and cleaned["year"] is None:
            self.add_error("year", _("Say of which year this notice is."))
            return cleaned
        found = days_off.read(cleaned["text"], cleaned["year"] if is_country else None)
        known = calendar.of(self.country() or calendar.CHINA)
        self.rows = tuple(Row(one.line, one.day, one.works, one.name, known.is_workday(one.day)) for one in found.days)
        self.flaws = tuple(Flaw(wrong.line, _words(wrong)) for wrong in found.wrong)
        if is_country:
            self.forgotten = _forgotten(known, cleaned["year"], {row.day for row in self.rows})
        if not found.days and not found.wrong:
            self.add_error("text", _("No day off and no working day is named in this text."))
        return cleaned

    def country(self) -> str:
        """The country whose notice this is, "" for somebody's own days; only when `scope` is clean."""
        scope = str(self.cleaned_data["scope"])
        return "" if scope == OURS or scope in self.accounts else scope

    def is_ready(self) -> bool:
        """Whether every line can be taken as it is."""
        return bool(self.rows) and not self.flaws

    def given(self) -> dict[str, Any]:
        """What the verb takes; only after `is_valid`."""
        scope, country = self.cleaned_data["scope"], self.country()
        year = self.cleaned_data["year"] if country else None
        return {
            "days": [Day(row.day, row.works, row.name) for row in self.rows],
            "country": country,
            "account": self.accounts.get(scope),
            "year": year,
            "text": self.cleaned_data["text"],
            "title": _("Days off of %(year)s") % {"year": year} if country else _("Own days"),
        }


def _forgotten(known: calendar.Working, year: int, told: set[date]) -> tuple[date, ...]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    weekend = known.rule.weekend
    return tuple(day for day in days if day not in told and day.weekday() not in weekend and not known.is_workday(day))


def _words(wrong: days_off.Wrong) -> str:
    sentence = {
        Why.NO_DAY: _("No day is named: %(about)s"),
        Why.NO_YEAR: _("The year is missing: %(about)s"),
        Why.NO_KIND: _("Off or worked? %(about)s says neither."),
        Why.NOT_A_DAY: _("There is no such day: %(about)s"),
        Why.OTHER_YEAR: _("This day is not in the year of the notice: %(about)s"),
        Why.WEEKDAY: _("The weekday does not belong to this day: %(about)s"),
        Why.COUNT: _("The days do not add up to what is said: %(about)s"),
        Why.SPAN: _("This span of days cannot be read: %(about)s"),
        Why.TWICE: _("This day stands in the text twice: %(about)s"),
        Why.TOO_MANY: _("The text goes on beyond what one list can hold."),
    }[wrong.why]
    return sentence % {"about": wrong.about}


class CalendarForm(EditForm):
    """By which country a project goes, and whose own days count beside."""

    country = forms.ChoiceField(label=gettext_lazy("Country or region"))
    works_by = forms.ChoiceField(
        label=gettext_lazy("Own days off that count here"),
        choices=WorksBy.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Days off and extra working days as your administrator took them in."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = calendar.known_countries()  # type: ignore[attr-defined]  # a ChoiceField
