"""What a column of an issue list in a spreadsheet most likely holds. Only proposals."""

from __future__ import annotations

from enum import StrEnum

from yinuo.capture.columns import plain


class Target(StrEnum):
    """What of an issue a column can fill."""

    CODE = "code"
    WHAT = "what"
    RAISED_BY = "raised_by"
    RAISED_ON = "raised_on"
    SIDE = "side"
    OWNER = "owner"
    DUE_ON = "due_on"
    SEVERITY = "severity"
    STATE = "state"
    ANSWER = "answer"
    ORIGIN = "origin"


WORDS: dict[Target, tuple[str, ...]] = {
    Target.CODE: ("编号", "问题编号", "序号", "代码", "code", "no", "id", "issue no", "key"),
    Target.WHAT: (
        *("问题", "问题描述", "问题内容", "内容", "描述", "事项", "标题", "主题"),
        *("issue", "what", "description", "summary", "title", "problem"),
    ),
    Target.RAISED_BY: ("提出人", "提报人", "反馈人", "登记人", "raised by", "reporter", "reported by", "author"),
    Target.RAISED_ON: (
        *("提出日期", "提出时间", "提报日期", "登记日期", "反馈日期", "创建时间"),
        *("raised on", "created", "date raised", "reported on"),
    ),
    Target.SIDE: ("责任方", "轮到谁", "side", "whose turn"),
    Target.OWNER: ("责任人", "负责人", "处理人", "经办人", "owner", "assignee", "assigned to", "responsible"),
    Target.DUE_ON: (
        *("期限", "完成期限", "要求完成日期", "计划完成", "计划解决日期", "截止日期"),
        *("due", "due on", "due date", "by when", "deadline"),
    ),
    Target.SEVERITY: ("严重程度", "优先级", "级别", "重要程度", "severity", "priority"),
    Target.STATE: ("状态", "问题状态", "state", "status"),
    Target.ANSWER: ("答复", "处理结果", "解决方案", "处理意见", "进展", "answer", "resolution", "solution", "reply"),
    Target.ORIGIN: ("来源", "comes from", "source", "origin"),
}

_SEVERITIES = {
    "high": ("高", "严重", "紧急", "致命", "重要", "high", "critical", "urgent", "blocker", "major", "p0", "p1"),
    "middle": ("中", "一般", "普通", "middle", "medium", "normal", "p2"),
    "low": ("低", "轻微", "次要", "low", "minor", "trivial", "p3", "p4"),
}
_STATES = {
    "open": ("未处理", "待处理", "新建", "打开", "处理中", "进行中", "未解决", "open", "new", "in progress", "to do"),
    "answered": ("已答复", "已回复", "待验证", "已解决", "answered", "resolved", "fixed"),
    "reopened": ("重新打开", "已重新打开", "reopened"),
    "closed": ("已关闭", "关闭", "完成", "已完成", "closed", "done", "completed"),
    "dropped": ("已取消", "取消", "不处理", "作废", "dropped", "cancelled", "canceled", "rejected", "won't fix"),
}


def _lookup(groups: dict[str, tuple[str, ...]], text: str) -> str:
    return next((name for name, words in groups.items() if plain(text) in {plain(word) for word in words}), "")


def severity(text: str) -> str:
    """high, middle or low; empty when the word is none we know."""
    return _lookup(_SEVERITIES, text)


def state(text: str) -> str:
    """open, answered, reopened, closed or dropped; empty when the word is none we know."""
    return _lookup(_STATES, text)
