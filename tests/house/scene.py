"""Two projects with something in them, so that every address of the matrix leads somewhere."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests import cast as everybody
from tests.cast import Cast
from tests.house import scene_changes, scene_issues, scene_meetings, scene_money, scene_reports, scene_robots
from yinuo.base import clock
from yinuo.base.paper import word
from yinuo.capture import tables
from yinuo.counsel import actions as counsel
from yinuo.counsel.models import Finding
from yinuo.delivery import actions as delivery
from yinuo.delivery.actions.incoming import Given, Incoming, Standing
from yinuo.evidence import actions as evidence
from yinuo.ledger import access, forms
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import EntryKind, Shape
from yinuo.notices import actions as notices
from yinuo.people import actions as people
from yinuo.people import queries as tokens
from yinuo.projects import actions as projects
from yinuo.signing import actions as signing


@dataclass(frozen=True, slots=True)
class Scene:
    """The cast, and the values that stand in an address: `{sheet_token}` in a row is `slots["sheet_token"]`."""

    cast: Cast
    slots: dict[str, object]


def told():
    """The scene from nothing."""
    return build(everybody.build())


def build(cast):
    now, by = clock.now(), cast.lin
    words = "工单必须按工序报工，月底不再补录。"
    source = ledger.hear(
        cast.p1, by=by, at=now, kind="meeting", title="生产例会", occurred_on=date(2026, 9, 2), text=words
    )
    statement = ledger.quote(source, by=by, at=now, start=0, end=len(words), speaker="邵国梁")
    wish = ledger.enter(
        cast.p1, by=by, at=now, kind=EntryKind.EXPECTATION, holder=cast.shao.person, words=words, statement=statement
    )
    promise = ledger.enter(
        cast.p1,
        by=by,
        at=now,
        kind=EntryKind.COMMITMENT,
        holder=cast.lin.person,
        towards=cast.wen.person,
        words="两周内给出报工原型。",
    )
    sheet = ledger.offer(
        cast.p1,
        by=by,
        at=now,
        wordings=[_worded(cast, wish)],
        title="报工",
        ask="请逐条确认",
        contacts=[cast.wen],
        due_on=date(2026, 12, 31),
    )
    secret = signing.make_link(
        ledger.sheet_subject(sheet), project_id=cast.p1.pk, by=by, at=now, last_on=date(2027, 1, 30)
    )
    file = evidence.attach(
        b"ours",
        project_code="P1",
        side="vendor",
        file_name="note.txt",
        media_type="text/plain",
        subject="P1/T1",
        by=by.person.name,
        at=now,
    )
    shown = evidence.attach(
        b"theirs too",
        project_code="P1",
        side="shared",
        file_name="reply.txt",
        media_type="text/plain",
        subject="P1/S2",
        by=by.person.name,
        at=now,
    )
    agreed, measurement, reply = _agreed(cast, shown.token)
    people.add_app(cast.lin.person, secret="JBSWY3DPEHPK3PXP", at=now)
    people.make_token(cast.lin, name="报表", expires_on=now.date() + timedelta(days=90), at=now)
    view = ledger.save_view(cast.p1, by=by, name="到期", query="due=soon")
    return Scene(
        cast,
        {
            "holder": cast.wen.person_id,
            "agreed": agreed.code,
            "measurement": measurement.pk,
            "view": view.pk,
            "notice": _given_up(cast).pk,
            "word_token": _came_back(cast, sheet).token,
            "code": "P1",
            "source": source.number,
            "wish": wish.code,
            "promise": promise.code,
            "sheet": sheet.number,
            "project_token": cast.p1.token,
            "sheet_token": sheet.token,
            "line_token": sheet.lines.get().token,
            "link_secret": secret,
            "file_token": file.token,
            "shown_token": shown.token,
            "reply_token": reply.token,
            "replied_token": reply.sheet.token,
            "firm": cast.hualing.pk,
            "contact": cast.wen.pk,
            "person": cast.dong.person_id,
            "newcomer": cast.dong.person_id,
            "invitation": people.mint_link(cast.wen.person, "invitation", at=now),
            "member": cast.lin.pk,
            "member_person": cast.lin.person_id,
            "passkey": 1,
            "token": tokens.tokens_of(cast.lin)[0].pk,
            "seat": cast.seat(cast.wen).pk,
            "member_feed": people.make_feed(cast.lin.person, at=now),
            "contact_feed": people.make_feed(cast.wen.person, at=now),
            "day_list": _day_list(cast).pk,
            **scene_issues.slots(cast, wish),
            "import": _taken_in(cast).number,
            "draft": _drafted(cast, "第二批").number,
            "task": _planned(cast, wish).code,
            "gate": "T3",
            **_checked(cast),
            **scene_changes.slots(cast),
            **scene_money.slots(cast, wish),
            **scene_meetings.slots(cast),
            **scene_reports.slots(cast),
            **scene_robots.slots(cast),
            "plan_file": _plan_file(cast, "第三批").number,
            "plan_taken": _plan_taken(cast).number,
            "plan_seen": delivery.stamp(Standing(cast.p1).version),
        },
    )


def _planned(cast, wish):
    """A published plan, and a draft of the next in which the second task stands longer."""
    by, now = cast.lin, clock.now()
    first = delivery.add_task(cast.p1, by=by, at=now, name="配置", side="ours", duration=3)
    second = delivery.add_task(
        cast.p1, by=by, at=now, name="联调", side="ours", duration=2, waits_for=[delivery.Wait(first.code)]
    )
    delivery.add_task(cast.p1, by=by, at=now, name="上线", side="ours", is_milestone=True, due_on=date(2026, 12, 21))
    delivery.publish(delivery.start_draft(cast.p1, by=by, at=now), by=by, at=now)
    draft = delivery.start_draft(cast.p1, by=by, at=now)
    row = draft.planned.get(task=second)
    delivery.edit_task(row, by=by, at=now, revision=row.revision, duration=4)
    delivery.serve(second, wish, by=by, at=now)
    return second


def _plan_file(cast, name):
    """A plan in a spreadsheet that 林知夏 is still looking at."""
    data = f"任务,工期\n{name},3\n".encode()
    intake = delivery.hand_in(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        kind="plan",
        file_name="plan.csv",
        data=data,
        table=tables.read("plan.csv", data),
    )
    delivery.map_columns(intake, {"targets": {"0": "name", "1": "days"}, "order": "dmy"})
    return intake


def _plan_taken(cast):
    """Another that was taken into the draft."""
    intake, standing = _plan_file(cast, "第四批"), Standing(cast.p1)
    given = Incoming((Given(2, "", {"name": "第四批", "duration": 3}),), is_whole=False)
    delivery.take_plan(intake, given, by=cast.lin, at=clock.now(), seen=delivery.stamp(standing.version))
    return intake


def _checked(cast):
    """A finding that fires, one that was put off, and a day to put the first off to."""
    for words in ("保证上线后零问题", "确保永不停机"):
        ledger.enter(cast.p1, by=cast.lin, at=clock.now(), kind="expectation", holder=cast.lu.person, words=words)
    counsel.check(cast.p1, at=clock.now())
    later, fires = Finding.objects.filter(project=cast.p1, rule="R45").order_by("subject")
    week = clock.today("Asia/Shanghai") + timedelta(days=7)
    snooze = counsel.put_off(
        cast.p1, by=cast.lin, at=clock.now(), rule="R45", subject=later.subject, until=week, why="等高层会"
    )
    return {"finding": fires.pk, "snooze": snooze.pk, "in_a_week": week.isoformat()}


def _day_list(cast):
    """Our firm is off on New Year's Eve."""
    days = [projects.Day(date(2026, 12, 31), works=False)]
    return projects.take_days(days, by=cast.admin, at=clock.now(), title="公司年会")


def _drafted(cast, words):
    """A spreadsheet that 林知夏 is still looking at."""
    given = f"内容,提出人\n{words},温宁\n".encode()
    draft = ledger.begin_import(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        file_name="台账.csv",
        data=given,
        table=tables.read("台账.csv", given),
    )
    ledger.settle(draft, columns={"targets": {"0": "words", "1": "holder"}, "order": "dmy", "holder": None})
    return draft


def _taken_in(cast):
    draft = _drafted(cast, "第一批")
    judged = forms.Judge(cast.p1, draft, date(2026, 11, 20)).judge()
    return ledger.take_in(draft, by=cast.lin, at=clock.now(), lines=judged.lines, left_out=judged.left_out)


def _worded(cast, entry):
    criterion = ledger.CriterionGiven(shape=Shape.YES_NO, metric="每道工序都已报工", measurer=cast.wen.person)
    return ledger.word(
        entry,
        by=cast.lin,
        at=clock.now(),
        text="工单按工序报工，月底不再补录。",
        language="zh-hans",
        due_on=date(2026, 12, 18),
        criterion=criterion,
    )


def _agreed(cast, picture):
    """A promise that the client confirmed on paper, and one measurement of it."""
    now, by = clock.now(), cast.lin
    promise = ledger.enter(
        cast.p1, by=by, at=now, kind=EntryKind.COMMITMENT, holder=cast.lin.person, words="每周五发出周报。"
    )
    sheet = ledger.offer(
        cast.p1,
        by=by,
        at=now,
        wordings=[_worded(cast, promise)],
        title="周报",
        ask="请确认",
        contacts=[cast.wen],
        due_on=date(2026, 12, 31),
    )
    said = ledger.MeansGiven(
        means="message",
        by_name="温宁",
        person_id=cast.wen.person_id,
        signed_on=date(2026, 11, 18),
        message_text="好的",
        attachment_token=picture,
    )
    reply = ledger.reply(sheet, means=said, answers=[ledger.AnswerGiven(sheet.lines.get().token, "confirm")], at=now)
    measurement = ledger.measure(promise, by=by, at=now, measured_on=date(2026, 11, 20), is_met=True)
    return promise, measurement, reply


def _given_up(cast):
    """A letter of the project that could not be sent."""
    (notice,) = notices.tell("ledger.answered", "P1/S1", at=clock.now(), to=[cast.lin.person])
    type(notice).objects.filter(pk=notice.pk).update(given_up_at=clock.now())
    return notice


def _came_back(cast, sheet):
    """The sheet as the client's Word sent it back, one sentence changed."""
    paper = access.paper_of(sheet)
    (line,) = paper.lines
    changed = replace(paper, lines=(replace(line, text="工单按工序报工，次月 3 日前补录。"),))
    return evidence.attach(
        word.sheet_docx(changed),
        project_code="P1",
        side="vendor",
        file_name="back.docx",
        media_type="",
        subject=ledger.sheet_subject(sheet),
        by=cast.lin.person.name,
        at=clock.now(),
    )
