"""What a column of somebody's spreadsheet most likely holds, and what its cells mean. Only proposals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from yinuo.capture import dates
from yinuo.capture.dates import Calendar


class Target(StrEnum):
    """What of a ledger line a column can fill."""

    CODE = "code"
    KIND = "kind"
    WORDS = "words"
    HOLDER = "holder"
    TOWARDS = "towards"
    RAISED_ON = "raised_on"
    DUE_ON = "due_on"
    STATE = "state"
    CLASS = "class"
    OWNER = "owner"
    SOURCE = "source"
    NEED = "need"
    IMPORTANCE = "importance"
    NOTE = "note"


class DayOrder(StrEnum):
    """How 3/4/2026 is read where the file itself does not tell."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


# The longest words first within a target are tried as they stand: an exact heading wins over one that contains it.
HEADINGS: dict[Target, tuple[str, ...]] = {
    Target.CODE: ("编号", "期望编号", "需求编号", "条目编号", "代码", "code", "id", "no", "ref", "key", "issue key"),
    Target.WORDS: (
        *(
            "期望",
            "需求",
            "内容",
            "描述",
            "原话",
            "期望内容",
            "需求内容",
            "需求描述",
            "问题描述",
            "事项",
            "承诺",
            "承诺内容",
        ),
        *("条目", "主题", "标题", "名称", "需求名称", "说明", "words", "expectation", "requirement", "description"),
        *("summary", "title", "text", "promise", "request", "subject", "content"),
    ),
    Target.HOLDER: (
        *("提出人", "提出者", "谁", "需求方", "承诺人", "期望方", "需求提出人", "联系人", "提报人", "申请人"),
        *("who", "holder", "raised by", "requested by", "requester", "reporter", "stakeholder", "from", "asked by"),
    ),
    Target.TOWARDS: ("对谁", "向谁", "承诺对象", "to whom", "towards"),
    Target.RAISED_ON: (
        *("提出日期", "提出时间", "登记日期", "记录日期", "创建日期", "创建时间", "日期", "提报日期", "录入日期"),
        *("raised on", "date raised", "created", "created on", "date", "reported on", "requested on"),
    ),
    Target.DUE_ON: (
        *(
            "要求完成",
            "要求完成日期",
            "要求完成时间",
            "截止日期",
            "截止",
            "期限",
            "完成时限",
            "计划完成",
            "计划完成日期",
        ),
        *(
            "计划完成时间",
            "到期",
            "交付日期",
            "完成日期",
            "by when",
            "due",
            "due date",
            "due on",
            "deadline",
            "target date",
        ),
    ),
    Target.KIND: ("类别", "条目类别", "kind", "side"),
    Target.CLASS: ("类型", "分类", "需求类型", "期望类型", "class", "type"),
    Target.STATE: ("状态", "当前状态", "进展", "进度", "处理状态", "state", "status", "progress"),
    Target.OWNER: (
        "负责人",
        "责任人",
        "跟进人",
        "我方负责人",
        "经办人",
        "owner",
        "looked after by",
        "assignee",
        "responsible",
    ),
    Target.SOURCE: ("来源", "需求来源", "渠道", "source", "channel"),
    Target.NEED: (
        "背后的需求",
        "背景",
        "业务背景",
        "目的",
        "原因",
        "价值",
        "need",
        "need behind it",
        "background",
        "reason",
        "why",
    ),
    Target.IMPORTANCE: ("重要性", "重要程度", "优先级", "importance", "priority"),
    Target.NOTE: ("备注", "说明备注", "附注", "意见", "note", "notes", "remark", "remarks", "comment", "comments"),
}
_EXACT = {word: target for target, words in HEADINGS.items() for word in words}
# What a longer heading must contain; earlier lines win: 需求提出日期 is a date, 完成日期要求 too.
_WITHIN: tuple[tuple[str, Target], ...] = (
    ("编号", Target.CODE),
    ("提出日", Target.RAISED_ON),
    ("提出时间", Target.RAISED_ON),
    ("截止", Target.DUE_ON),
    ("期限", Target.DUE_ON),
    ("完成日", Target.DUE_ON),
    ("完成时间", Target.DUE_ON),
    ("due", Target.DUE_ON),
    ("deadline", Target.DUE_ON),
    ("提出", Target.HOLDER),
    ("负责", Target.OWNER),
    ("责任人", Target.OWNER),
    ("状态", Target.STATE),
    ("status", Target.STATE),
    ("来源", Target.SOURCE),
    ("备注", Target.NOTE),
    ("remark", Target.NOTE),
    ("类别", Target.KIND),
    ("类型", Target.CLASS),
    ("优先", Target.IMPORTANCE),
    ("内容", Target.WORDS),
    ("描述", Target.WORDS),
    ("description", Target.WORDS),
    ("requirement", Target.WORDS),
)


LONGEST_HEADING = 20
GUARD = "'"
GUARDED = frozenset("=+-@\t\r＝＋－＠")
"""What a spreadsheet program may take for the beginning of a formula; full-width signs count in Chinese programs."""


def plain(text: str) -> str:
    """`text` for comparing: one width, one case, no blanks, no outer punctuation."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(text.split()).strip(" *:：.。_-()[]#")


def same_words(text: str) -> str:
    """`text` for finding the same wish twice: letters and figures only."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def unguarded(text: str) -> str:
    """`text` as it was before our export set an apostrophe before it."""
    bare = text.lstrip(" \n\N{NO-BREAK SPACE}\ufeff")
    return text[1:] if text[:1] == GUARD and (bare[1:].lstrip()[:1] in GUARDED or bare[1:2] == GUARD) else text


def known(headings: Iterable[str]) -> int:
    """How many of `headings` are headings we know by heart."""
    return sum(1 for heading in headings if heading and _of(heading) is not None)


def guesses(header: Iterable[str]) -> tuple[Target | None, ...]:
    """A target for each column, none given twice; an exact heading goes before one that only contains a known word."""
    names = [plain(name) for name in header]
    found: list[Target | None] = [None] * len(names)
    taken: set[Target] = set()
    for look in (_EXACT.get, _contains):
        for place, name in enumerate(names):
            target = look(name) if name and found[place] is None else None
            if target is not None and target not in taken:
                found[place] = target
                taken.add(target)
    return tuple(found)


def _of(heading: str) -> Target | None:
    name = plain(heading)
    # A sentence that happens to hold 内容 is no heading.
    return _EXACT.get(name) or (_contains(name) if len(name) <= LONGEST_HEADING else None)


def _contains(name: str) -> Target | None:
    return next((target for word, target in _WITHIN if word in name), None)


# --- days

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T\s]+\d{1,2}:\d{2}.*)?")
_SOLID = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?:\s+\d{1,2}:\d{2}.*)?")
_SERIAL = re.compile(r"[3-7]\d{4}(?:\.0+)?")
_SERIAL_RANGE = range(36_526, 73_415)
MONTHS = 12


def day(text: str, order: str, said_on: date, calendar: Calendar) -> date | None:
    """The day in a cell: written out, or a phrase such as 月底前 counted from `said_on`; None for neither."""
    text = unicodedata.normalize("NFKC", text).strip()
    if match := _YEAR_FIRST.fullmatch(text) or _SOLID.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        is_month_first = second > MONTHS or (first <= MONTHS and order == DayOrder.MONTH_FIRST)
        return _date(year, first, second) if is_month_first else _date(year, second, first)
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIAL_RANGE:
        return date(1899, 12, 30) + timedelta(days=int(float(text)))
    if match := re.fullmatch(r"(\w.*?\d{4})\W*\w*", text):
        found = dates.due(match[1], date(1900, 1, 1), calendar)
        if found and found.rule in {"day month", "month day", "full date"}:
            return found.day
    found = dates.due(text, said_on, calendar)
    return found.day if found else None


def _date(year: int, month: int, on: int) -> date | None:
    try:
        return date(year, month, on)
    except ValueError:
        return None


def is_ambiguous(texts: Iterable[str]) -> bool:
    """Whether days such as 3/4/2026 occur and no other day of the file tells which number is the month."""
    pairs = [(int(m[1]), int(m[2])) for text in texts if (m := _YEAR_LAST.fullmatch(text.strip()))]
    settled = any(first > MONTHS or second > MONTHS for first, second in pairs)
    return not settled and any(first != second for first, second in pairs)


def order_of(texts: Iterable[str]) -> DayOrder:
    """The order that the file itself tells: month first once a second number is above twelve."""
    pairs = [(int(m[1]), int(m[2])) for text in texts if (m := _YEAR_LAST.fullmatch(text.strip()))]
    return DayOrder.MONTH_FIRST if any(second > MONTHS for _first, second in pairs) else DayOrder.DAY_FIRST


# --- words

_KINDS = {
    "expectation": ("甲方期望", "期望", "需求", "客户期望", "client expects", "expectation", "requirement", "wish"),
    "commitment": ("我方承诺", "承诺", "乙方承诺", "we promise", "commitment", "promise"),
    "duty": ("甲方配合事项", "配合事项", "客户配合", "甲方配合", "client does", "client duty", "duty"),
}
_CLASSES = {
    "vision": ("愿景", "愿景(暂不承诺)", "梦想", "vision", "vision, not promised", "dream"),
    "normal": ("期望", "需求", "一般", "普通", "expectation", "normal", ""),
}
_STATES = {
    "stated": (
        "原话",
        "未处理",
        "新建",
        "新增",
        "待澄清",
        "待处理",
        "未开始",
        "stated",
        "new",
        "open",
        "to do",
        "todo",
        "backlog",
    ),
    "clarified": (
        *(
            "已澄清",
            "待确认",
            "有疑问",
            "客户未同意",
            "已确认",
            "交付中",
            "已实测",
            "进行中",
            "处理中",
            "开发中",
            "跟进中",
            "确认",
        ),
        *(
            "clarified",
            "offered",
            "asked",
            "not accepted",
            "agreed",
            "confirmed",
            "in delivery",
            "measured",
            "in progress",
        ),
        *("doing", "accepted", "approved", "已改期", "已延期", "不同意", "moved"),
    ),
    "ended": (
        *(
            "已达标",
            "未达标",
            "已兑现",
            "未兑现",
            "已澄清承诺",
            "已婉拒",
            "已豁免",
            "完成",
            "已完成",
            "已关闭",
            "关闭",
            "已上线",
        ),
        *("met", "missed", "kept", "not kept", "promise corrected", "declined by us", "waived", "done", "closed"),
        *("completed", "resolved", "finished", "rejected", "已拒绝", "拒绝"),
    ),
    "withdrawn": (
        "已撤回",
        "撤回",
        "取消",
        "已取消",
        "作废",
        "已作废",
        "withdrawn",
        "cancelled",
        "canceled",
        "dropped",
    ),
}
_IMPORTANCE = {"高": 5, "中": 3, "低": 1, "high": 5, "medium": 3, "low": 1, "p0": 5, "p1": 4, "p2": 3, "p3": 2, "p4": 1}
_IMPORTANCE |= {"紧急": 5, "非常重要": 5, "重要": 4, "一般": 3, "次要": 2, "critical": 5, "highest": 5, "lowest": 1}


def _lookup(groups: dict[str, tuple[str, ...]], text: str) -> str:
    return next((name for name, words in groups.items() if plain(text) in {plain(word) for word in words}), "")


def kind(text: str) -> str:
    """expectation, commitment or duty; empty when the word is none we know."""
    return _lookup(_KINDS, text)


def entry_class(text: str) -> str:
    """Vision or normal; empty when the word is none we know."""
    return _lookup(_CLASSES, text)


def state(text: str) -> str:
    """stated, clarified, ended or withdrawn: how far the file says a line is; empty when the word is none we know."""
    return _lookup(_STATES, text)


def importance(text: str) -> int | None:
    """1 to 5 from a figure or a word; None when it is neither."""
    name = plain(text)
    return int(name) if name in {"1", "2", "3", "4", "5"} else _IMPORTANCE.get(name)
