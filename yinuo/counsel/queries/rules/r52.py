"""R52: a month without a report to the client's executives, where one was agreed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.memos import has_meetings
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.meetings import queries as meetings
from yinuo.reports import queries as reports

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Of the last full months, those after the project began in which nobody reported."""
    if not asked.once(has_meetings):
        return None
    months = [month for month in _months(asked) if not _was_told(asked, month)]
    return [Found(asked.project.code, {"months": [month.isoformat() for month in months]})] if months else []


def _was_told(asked: Asked, month: date) -> bool:
    """In person, or by a page on that month."""
    return bool(meetings.executive_reports(asked.project, month)) or reports.reported(asked.project, month)


def _months(asked: Asked) -> list[date]:
    """The first days of the last full months, oldest first."""
    months = []
    month = asked.today.replace(day=1)
    for _number in range(asked.values["months"]):
        month = (month - timedelta(days=1)).replace(day=1)
        if month > asked.project.started_on:
            months.append(month)
    return months[::-1]


def say(facts: Facts, _today: Today) -> str:
    months = [formats.date_format(date.fromisoformat(month), "YEAR_MONTH_FORMAT") for month in facts["months"]]
    told = ngettext(
        "No report to the executives in %(months)s.", "No report to the executives in %(months)s.", len(months)
    )
    return told % {"months": pgettext("list", ", ").join(months)}


def leads(project: str, _subject: str, _facts: Facts) -> Act:
    return Act(reverse("meeting-new", args=[project]), _("Arrange the report"))


RULE = Rule(
    id="R52",
    title=_("Month without a report to the executives"),
    advice=_("Fifteen minutes, one page, three numbers: whoever pays should hear it from us every month."),
    sources="S2-37",
    severity=RuleSeverity.WARNING,
    rank=48,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("months", _("full months to look back"), 2, 1, 6),),
    is_on=False,
)
