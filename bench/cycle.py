"""A week of the first project, written by the verbs: fifty issues, a memo of ten steps, a report."""

from __future__ import annotations

from datetime import datetime, timedelta

from bench.lines import TOPICS
from yinuo.base.sides import OwnerSide
from yinuo.delivery import actions as delivery
from yinuo.meetings import actions as meetings
from yinuo.meetings.models import MeetingKind
from yinuo.meetings.published import PublishedMemo
from yinuo.people.models import Contact, Member
from yinuo.projects.models import Project
from yinuo.reports import actions as reports
from yinuo.reports.models import BadNews

ISSUES, STEPS = 50, 10


def write(project: Project, member: Member, contact: Contact, now: datetime) -> dict[str, str]:
    """The week, and where its pages are: the code and the client's token of the memo and of the report."""
    for number in range(1, ISSUES + 1):
        issue = delivery.raise_issue(
            project,
            by=member,
            at=now,
            what=f"{TOPICS[number % 10]}第 {number} 项与现场不符",
            side=OwnerSide.OURS if number % 3 else OwnerSide.CLIENT,
            owner=member.person if number % 3 else contact.person,
            due_on=now.date() + timedelta(days=number % 20),
            raised_by=contact.person.name,
            raised_on=now.date() - timedelta(days=number % 30),
        )
        if number % 2:
            delivery.publish_issue(issue, by=member, at=now)
    return _memo(project, member, contact, now) | _report(project, member, now)


def _memo(project: Project, member: Member, contact: Contact, now: datetime) -> dict[str, str]:
    meeting = meetings.plan_meeting(
        project,
        by=member,
        at=now,
        kind=MeetingKind.SITE_VISIT,
        title="车间走访",
        starts_at=now - timedelta(days=2, hours=3),
        ends_at=now - timedelta(days=2),
        people=[member.person, contact.person],
    )
    steps = [
        meetings.StepGiven(f"{topic}由业务部门确认", OwnerSide.CLIENT, contact.person, now.date() + timedelta(days=7))
        for topic in TOPICS[:STEPS]
    ]
    memo = meetings.write_memo(
        meeting,
        by=member,
        at=now,
        work_done="收货演示；排产访谈。",
        purpose="演示通过。",
        causes=[meetings.CauseGiven("client", "派工单样本迟交")],
        steps=steps,
    )
    sent = meetings.send_memo(memo, by=member, at=now, contacts=[contact], due_on=now.date() + timedelta(days=3))
    memo.refresh_from_db()
    return {"memo": memo.code, "memo_token": PublishedMemo.objects.get(sheet=sent.sheet).token}


def _report(project: Project, member: Member, now: datetime) -> dict[str, str]:
    report = reports.begin_report(project, by=member, at=now)
    report = reports.write_report(report, by=member, at=now, version=report.version, bad_news=BadNews.NONE)
    shown = reports.publish_report(report, by=member, at=now, release_why="测量用的一周")
    return {"report": str(report.number), "report_token": shown.token}
