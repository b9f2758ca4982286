"""A meeting to come, one that wants a memo, a draft and a memo that was sent, for the addresses of the matrix."""

from datetime import date, timedelta

from yinuo.base import clock
from yinuo.delivery.actions import Speaker
from yinuo.ledger import actions as ledger
from yinuo.meetings import actions as meetings
from yinuo.meetings.published import PublishedMeeting


def slots(cast):
    """A meeting to come; one with a draft of its memo; one whose memo was sent."""

    def held(title, days):
        day = clock.now() + timedelta(days=days)
        return meetings.plan_meeting(
            cast.p1, by=cast.lin, at=clock.now(), kind="site_visit", title=title, starts_at=day, ends_at=day,
            people=[cast.shao.person],
        )  # fmt: skip

    def memo(title, days):
        return meetings.write_memo(
            held(title, days),
            by=cast.lin,
            at=clock.now(),
            work_done="收货演示",
            causes=[meetings.CauseGiven("ours", "派工单样本迟收")],
            steps=[
                meetings.StepGiven(words, "ours", cast.lin.person, date(2026, 12, 4)) for words in ("复核会", "收样本")
            ],
        )

    sent = meetings.send_memo(
        memo("车间走访", -9), by=cast.lin, at=clock.now(), contacts=[cast.wen], due_on=date(2026, 12, 31)
    )
    draft = memo("现场两天", -2)
    told = held("排产复核会", 5)
    meetings.send_invitations(told, by=cast.lin, at=clock.now())
    topic = meetings.propose_topic(
        Speaker(cast.wen.person_id, "温宁", cast.p1.pk), told.token, at=clock.now(), words="派工单由谁复核"
    )
    return {
        "meeting_told": told.code,
        "meeting_token": PublishedMeeting.objects.get(thread=told.token).token,
        "topic": topic.token,
        "meeting": held("例会", 3).code,
        "meeting_held": held("走访", -1).code,
        "memo_draft": draft.meeting.code,
        "memo_cause": draft.causes.get().pk,
        "memo_sent": sent.memo.code,
        "memo_confirmed": _confirmed(cast, memo("启动会", -20)).code,
        "memo_token": sent.published.token,
    }


def _confirmed(cast, memo):
    """A memo whose lines are confirmed and whose steps are done: it may be closed."""
    version = meetings.send_memo(memo, by=cast.lin, at=clock.now(), contacts=[cast.wen], due_on=date(2026, 12, 31))
    said = ledger.MeansGiven(
        means="message", by_name="温宁", person_id=cast.wen.person_id, signed_on=date(2026, 11, 18), message_text="好的"
    )
    tokens = version.sheet.lines.values_list("token", flat=True)
    ledger.reply(
        version.sheet, means=said, answers=[ledger.AnswerGiven(token, "confirm") for token in tokens], at=clock.now()
    )
    for item in memo.items.all():
        meetings.settle_step(item, by=cast.lin, at=clock.now(), fate="done")
    return version.memo
