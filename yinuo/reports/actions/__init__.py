"""The verbs of reports; nothing else writes here."""

from yinuo.base.merge import Edited
from yinuo.ledger.actions import AbsoluteGuarantee
from yinuo.reports.actions.readers import (
    ASKED,
    CORRECTED,
    REPLIED,
    NoWords,
    add_addendum,
    answer_report,
    read_report,
    reply_to_question,
)
from yinuo.reports.actions.reports import (
    PUBLISHED,
    BadNewsUnanswered,
    DraftOpen,
    Frozen,
    Incomplete,
    NotSeated,
    begin_report,
    publish_report,
    report_subject,
    write_report,
)
from yinuo.reports.actions.times import DRAFTED, agree_time, draft_report

__all__ = [
    "ASKED",
    "CORRECTED",
    "DRAFTED",
    "PUBLISHED",
    "REPLIED",
    "AbsoluteGuarantee",
    "BadNewsUnanswered",
    "DraftOpen",
    "Edited",
    "Frozen",
    "Incomplete",
    "NoWords",
    "NotSeated",
    "add_addendum",
    "agree_time",
    "answer_report",
    "begin_report",
    "draft_report",
    "publish_report",
    "read_report",
    "reply_to_question",
    "report_subject",
    "write_report",
]
