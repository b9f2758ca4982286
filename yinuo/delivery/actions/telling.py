"""Tell the client of issues and risks: a copy in the client's words, or a line on a sheet to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from yinuo.delivery.actions.issues import issue_state
from yinuo.delivery.actions.risks import risk_state
from yinuo.delivery.models import IssueOffer, RiskOffer, Severity
from yinuo.delivery.published import PublishedIssue, PublishedRisk
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger import actions as ledger
from yinuo.ledger.published import Agreement, LineKind
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import Model

    from yinuo.delivery.models import Issue, Risk
    from yinuo.ledger.published import Sheet
    from yinuo.people.models import Contact, Member

OF_ISSUE = ("what", "raised_by", "raised_on", "side", "owner_name", "due_on", "severity")
OF_RISK = ("what", "cause", "effect", "level", "response", "contingency", "side", "owner_name", "review_on")


class NothingNew(ValueError):
    """The client was told exactly this already."""


@transaction.atomic
def publish_issue(
    issue: Issue, *, by: Member, at: datetime, what: str = "", answer: str | None = None
) -> PublishedIssue:
    """Show the issue to the client as it stands. `what` and `answer` are the client's words, ours unless given.

    Raises NothingNew when the newest copy says the same.
    """
    newest = issue.answers.order_by("-id").first()
    told: dict[str, Any] = {name: getattr(issue, name) for name in OF_ISSUE} | {"state": issue_state(issue).value}
    told |= {"what": what or issue.what, "answer": answer if answer is not None else (newest.text if newest else "")}
    row: PublishedIssue = share(PublishedIssue, issue.project, issue.thread, told, by_name=by.person.name, at=at)
    facts = {"what": row.what, "state": row.state, "due_on": row.due_on, "answer": row.answer}
    _record("delivery.publish_issue", f"Q{row.number}", row, facts, by=by.person.name, at=at)
    return row


@transaction.atomic
def publish_risk(risk: Risk, *, by: Member, at: datetime, line_token: str = "", **words: str) -> PublishedRisk:
    """Show the risk to the client as it stands; `words` replaces our words where the client's are given.

    Raises NothingNew when the newest copy says the same.
    """
    if unknown := words.keys() - {"what", "cause", "effect", "response", "contingency"}:
        raise TypeError(unknown)
    told: dict[str, Any] = {name: getattr(risk, name) for name in OF_RISK} | words
    told |= {"state": risk_state(risk).value, "line_token": line_token}
    row: PublishedRisk = share(PublishedRisk, risk.project, risk.thread, told, by_name=by.person.name, at=at)
    facts = {"what": row.what, "level": row.level, "state": row.state, "response": row.response}
    _record("delivery.publish_risk", f"R{row.number}", row, facts, by=by.person.name, at=at)
    return row


def share(model: Any, project: Project, thread: str, told: dict[str, Any], *, by_name: str, at: datetime) -> Any:
    """The next version of what the client sees of `thread`, inside the transaction of the verb that asks for it."""
    Project.objects.select_for_update().get(pk=project.pk)
    before = model.objects.filter(thread=thread).order_by("-id").first()
    if before is not None and all(getattr(before, name) == value for name, value in told.items()):
        raise NothingNew
    last = model.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    return model.objects.create(
        project=project,
        thread=thread,
        number=before.number if before else last + 1,
        version=before.version + 1 if before else 1,
        by_name=by_name,
        told_at=at,
        **told,
    )


def _record(verb: str, subject: str, row: Model, facts: dict[str, Any], *, by: str, at: datetime) -> None:
    project = row.project  # type: ignore[attr-defined]  # each published row has one
    evidence.record(
        verb=verb,
        subject=f"{project.code}/{subject}",
        by=by,
        project=project.code,
        side=Side.SHARED,
        happened_at=at,
        facts=facts,
        rows=[row],
    )


@transaction.atomic
def put_on_sheet(
    project: Project,
    *,
    by: Member,
    at: datetime,
    issues: Sequence[Issue] = (),
    risks: Sequence[Risk] = (),
    title: str,
    ask: str,
    contacts: Sequence[Contact],
    due_on: date,
    authority: str = "window",
    language: str = "",
    tell: bool = False,
) -> Sheet:
    """Put issues and risks on a sheet, each a line for the record; confirming a risk's line acknowledges it (R39).

    Each is shown to the client besides, as it stands. Raises what `ledger.offer_lines` raises.
    """
    sheet = ledger.offer_lines(
        project,
        by=by,
        at=at,
        lines=lines_of(project, issues, risks, language),
        title=title,
        ask=ask,
        contacts=contacts,
        due_on=due_on,
        authority=authority,
        language=language,
        tell=tell,
    )
    lines = list(sheet.lines.order_by("number"))
    for issue, line in zip(issues, lines, strict=False):
        IssueOffer.objects.create(issue=issue, line=line, at=at)
        _once(publish_issue, issue, by=by, at=at)
    for risk, line in zip(risks, lines[len(issues) :], strict=True):
        RiskOffer.objects.create(risk=risk, line=line, at=at)
        _once(publish_risk, risk, by=by, at=at, line_token=line.token)
    return sheet


def lines_of(
    project: Project, issues: Sequence[Issue], risks: Sequence[Risk], language: str = ""
) -> list[ledger.LineGiven]:
    """What would stand on a sheet of these issues and risks, in `language` or that of the project."""
    with translation.override(language or project.language):
        return [*map(_issue_line, issues), *map(_risk_line, risks)]


def _once(publish: Any, row: Any, **how: Any) -> None:
    try:
        publish(row, **how)
    except NothingNew:
        return


def _issue_line(issue: Issue) -> ledger.LineGiven:
    text = _("Issue: %(what)s") % {"what": issue.what}
    newest = issue.answers.order_by("-id").first()
    if newest:
        text = _("%(issue)s Answer: %(answer)s") % {"issue": text, "answer": newest.text}
    return _line(IssueOffer.objects.filter(issue=issue), text, issue.owner_name, issue.due_on)


def _risk_line(risk: Risk) -> ledger.LineGiven:
    parts = [_("Risk (%(level)s): %(what)s") % {"level": Severity(risk.level).label, "what": risk.what}]
    for words, text in (
        (_("Because of: %(text)s"), risk.cause),
        (_("It would mean: %(text)s"), risk.effect),
        (_("What we do about it: %(text)s"), risk.response),
        (_("If it happens: %(text)s"), risk.contingency),
    ):
        if text:
            parts.append(words % {"text": text})
    return _line(RiskOffer.objects.filter(risk=risk), "\n".join(parts), risk.owner_name, risk.review_on)


def _line(before: Any, text: str, who: str, due_on: date | None) -> ledger.LineGiven:
    newest = before.select_related("line").order_by("-id").first()
    if newest is None:
        return ledger.LineGiven(kind=LineKind.RECORD, text=text, who=who, due_on=due_on)
    agreed = (
        Agreement.objects.filter(line__thread=newest.line.thread).select_related("line").order_by("-line_id").first()
    )
    return ledger.LineGiven(
        kind=LineKind.RECORD,
        text=text,
        who=who,
        due_on=due_on,
        version=newest.line.wording_version + 1,
        thread=newest.line.thread,
        agreed_before=agreed.line.text if agreed else "",
    )
