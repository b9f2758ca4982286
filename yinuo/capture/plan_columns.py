"""What a column of a plan in a spreadsheet most likely holds, and what its cells mean. Only proposals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from yinuo.capture.columns import plain


class Target(StrEnum):
    """What of a task a column can fill. `number` and `level` are how other programs tell rows and their tree."""

    CODE = "code"
    NAME = "name"
    PARENT = "parent"
    NUMBER = "number"
    LEVEL = "level"
    SIDE = "side"
    OWNER = "owner"
    DAYS = "days"
    WAITS_FOR = "waits_for"
    START = "start"
    FINISH = "finish"
    PERCENT = "percent"
    RULE = "rule"
    RULE_ON = "rule_on"
    BEGUN = "actual_start"
    DONE = "actual_finish"
    EFFORT = "effort"
    SHOWN = "is_shown"


WORDS: dict[Target, tuple[str, ...]] = {
    Target.CODE: ("编号", "任务编号", "代码", "code", "task code", "key"),
    Target.NAME: (
        *("任务", "任务名称", "名称", "工作内容", "活动", "工作项", "事项"),
        *("task", "task name", "name", "activity", "work item", "summary", "title"),
    ),
    Target.PARENT: ("属于", "上级任务", "父任务", "part of", "parent", "parent task"),
    Target.NUMBER: ("标识号", "序号", "行号", "id", "no", "number", "row", "unique id"),
    Target.LEVEL: ("大纲级别", "级别", "层级", "outline level", "level", "indent"),
    Target.SIDE: ("责任方", "side"),
    Target.OWNER: (
        *("责任人", "负责人", "资源名称", "执行人", "经办人"),
        *("owner", "resource names", "assignee", "responsible", "assigned to"),
    ),
    Target.DAYS: ("工期", "工作日", "天数", "持续时间", "days", "duration", "working days"),
    Target.WAITS_FOR: ("前置任务", "紧前任务", "依赖", "waits for", "predecessors", "depends on", "dependencies"),
    Target.START: ("开始", "开始时间", "开始日期", "计划开始", "start", "start date", "begin"),
    Target.FINISH: (
        *("完成", "完成时间", "结束时间", "结束日期", "完成日期", "计划完成"),
        *("finish", "end", "finish date", "end date", "due"),
    ),
    Target.PERCENT: ("完成百分比", "进度", "完成率", "% complete", "percent complete", "progress"),
    Target.RULE: ("日期要求", "限制类型", "date rule", "constraint type"),
    Target.RULE_ON: ("限制日期", "constraint date"),
    Target.BEGUN: ("实际开始时间", "实际开始", "actual start"),
    Target.DONE: ("实际完成时间", "实际完成", "actual finish", "actual end"),
    Target.EFFORT: ("工时", "人时", "effort", "work", "hours"),
    Target.SHOWN: ("甲方可见", "shown to the client"),
}

DAY_HOURS = 8
WEEK_DAYS = 5
MONTH_DAYS = 20
_DURATION = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)\s*(\D*)")
_DAYS = ("", "d", "day", "days", "天", "日", "个工作日", "工作日", "working days", "工日")
_HOURS = ("h", "hr", "hrs", "hour", "hours", "小时", "个小时", "时工", "工时")
_WEEKS = ("w", "wk", "wks", "week", "weeks", "周", "个星期", "周工时")
_MONTHS = ("mo", "mon", "mons", "month", "months", "月", "个月", "月工时")
_WAIT = re.compile(
    r"(T?)(\d{1,9})\s*(FS|SS|FF|SF)?\s*(?:([+-])\s*(\d{1,6}(?:\.\d{1,4})?)\s*([^\d%+-]*))?", re.IGNORECASE
)
_PARTED = re.compile(r"[,;，；、\n]+")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})?")
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Waited:
    """A row waits for another: its code as `T3`, or its number in the file; `lag` in working days."""

    code: str
    number: int
    kind: str
    lag: int


def days(text: str) -> int | None:
    """Whole working days, rounded up; None for what is no duration. `5`, `5 days?`, `3 个工作日`, `2w`, `4 hrs`."""
    text = unicodedata.normalize("NFKC", text).strip().rstrip("?")
    found = _DURATION.fullmatch(text)
    return None if found is None else _days(float(found[1]), found[2])


def _days(value: float, unit: str) -> int | None:
    unit = plain(unit)
    for units, factor in ((_DAYS, 1.0), (_HOURS, 1 / DAY_HOURS), (_WEEKS, WEEK_DAYS), (_MONTHS, MONTH_DAYS)):
        if unit in units:
            return ceil(value * factor - 1e-9)
    return None


def percent(text: str, *, is_share: bool = False) -> int | None:
    """0 to 100; `is_share` reads 0.6 as 60. None for what is no percentage."""
    text = unicodedata.normalize("NFKC", text).strip()
    is_marked = text.endswith("%")
    bare = text.rstrip("%").strip()
    if not _NUMBER.fullmatch(bare):
        return None
    value = float(bare) * (HUNDRED if is_share and not is_marked else 1)
    return round(value) if value <= HUNDRED else None


def are_shares(texts: list[str]) -> bool:
    """Whether a column holds parts of one, as a spreadsheet keeps percentages: none above 1, some between."""
    bare = [float(text) for text in texts if _NUMBER.fullmatch(text.strip())]
    return bool(bare) and max(bare) <= 1 and any(0 < value < 1 for value in bare)


def waits(text: str) -> tuple[list[Waited], list[str]]:
    """What a row waits for, and the parts of the cell that say nothing known."""
    found, unread = [], []
    for part in _PARTED.split(unicodedata.normalize("NFKC", text)):
        if not part.strip():
            continue
        match = _WAIT.fullmatch(part.strip())
        lag = _days(float(match[5]), match[6] or "") if match and match[4] else 0
        if match is None or lag is None:
            unread.append(part.strip())
            continue
        signed = -lag if match[4] == "-" else lag
        code = f"T{int(match[2])}" if match[1] else ""
        found.append(Waited(code, 0 if code else int(match[2]), (match[3] or "FS").upper(), signed))
    return found, unread


def yes(text: str) -> bool | None:
    """Yes or no; None for another word."""
    word = plain(text)
    if word in {"是", "yes", "y", "1", "true", "✓", "√"}:
        return True
    return False if word in {"否", "no", "n", "0", "false"} else None
