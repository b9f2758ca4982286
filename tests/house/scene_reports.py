"""A report that was published and read, and the draft of the next one, for the addresses of the matrix."""

from datetime import timedelta

from yinuo.base import clock
from yinuo.reports import actions as reports
from yinuo.reports import queries


def slots(cast):
    """Their numbers, and the token of the published one."""
    by, now = cast.lin, clock.now()
    today = clock.today(cast.p1.time_zone)
    week = queries.Period(today - timedelta(days=9), today - timedelta(days=3))
    out = reports.begin_report(cast.p1, by=by, at=now, period=week)
    words = dict.fromkeys(("status", "done_words", "not_done_words", "next_words", "risk_words"), "见会议记录")
    words |= {"solution_words": "每天对账", "bad_news": "yes", "bad_news_words": "接口晚三天"}
    out = reports.write_report(out, by=by, at=now, version=1, **words)
    row = reports.publish_report(out, by=by, at=now)
    reports.add_addendum(row, by=by, at=now, words="接口晚两天")
    reports.read_report(row, person_id=cast.lu.person_id, name="陆明诚", at=now)
    asked = reports.answer_report(
        row, person_id=cast.lu.person_id, name="陆明诚", at=now, kind="question", words="谁负责"
    )
    clear = reports.answer_report(row, person_id=cast.qin.person_id, name="秦丽", at=now, kind="clear")
    reports.reply_to_question(asked, by=by, at=now, words="由计划员负责")
    draft = reports.begin_report(cast.p1, by=by, at=now)
    draft = reports.write_report(draft, by=by, at=now, version=1, status="按计划", bad_news="none")
    return {
        "report_out": out.number,
        "report_draft": draft.number,
        "report_token": row.token,
        "report_question": asked.pk,
        "report_clear": clear.pk,
    }
