"""Facts for the page that shows every mark; the firm and its people are the story's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base import chips
from yinuo.base.marks import (
    EventMark,
    GapRow,
    Knot,
    LevelBand,
    LevelEvent,
    LevelFacts,
    LevelPoint,
    Why,
    WhyRecord,
)


class SampleForm(forms.Form):
    """One field of every kind."""

    words = forms.CharField(label=_("Words"), help_text=_("As the person said them."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        widget=forms.RadioSelect,
        choices=[(value, chip.word) for value, chip in chips.KINDS.items()],
    )
    due_on = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    seconds = forms.DecimalField(label=_("Target"), required=False)
    source = forms.ChoiceField(label=_("Source"), choices=[("meeting", _("Meeting")), ("chat", _("Group chat"))])
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    picture = forms.FileField(label=_("Picture"), required=False)
    keep = forms.BooleanField(label=_("Keep the window open"), required=False)


@dataclass(frozen=True, slots=True)
class Sample:
    """What the page shows beside the form."""

    states: tuple[str, ...]
    kinds: tuple[str, ...]
    answers: tuple[str, ...]
    day: date
    level: LevelFacts
    own_unit: LevelFacts
    nothing: LevelFacts
    gaps: tuple[GapRow, ...]
    thread: tuple[Knot, ...]
    why: Why
    qr: str
    source: str


def _level() -> LevelFacts:
    return LevelFacts(
        points=tuple(
            LevelPoint(on, value)
            for on, value in (
                (date(2026, 7, 3), 70),
                (date(2026, 8, 14), 62),
                (date(2026, 10, 9), 55),
                (date(2026, 11, 13), 48),
            )
        ),
        steps=(
            LevelPoint(date(2026, 6, 12), 80),
            LevelPoint(date(2026, 8, 28), 90),
            LevelPoint(date(2026, 10, 23), 85),
        ),
        band=LevelBand(60, 85),
        events=(
            LevelEvent(date(2026, 6, 26), EventMark.AGREED, "版本 1 已确认", "#thread"),
            LevelEvent(date(2026, 8, 28), EventMark.RAISED, "部门例会提高要求"),
            LevelEvent(date(2026, 10, 23), EventMark.LOWERED, "版本 2 写明例外"),
            LevelEvent(date(2026, 11, 13), EventMark.MEASURED, "第三次排产实测"),
        ),
        sentence="排产：期望 85，实际 48，八月起一直低于可接受的 60。",
        until=date(2026, 11, 20),
    )


def _own_unit() -> LevelFacts:
    return LevelFacts(
        points=(LevelPoint(date(2026, 9, 4), 14), LevelPoint(date(2026, 10, 16), 9)),
        steps=(LevelPoint(date(2026, 8, 3), 3),),
        band=None,
        events=(),
        sentence="月结查询：约定 3 秒，十月实测 9 秒。",
        unit="s",
        until=date(2026, 11, 20),
    )


def _gaps() -> tuple[GapRow, ...]:
    return (
        GapRow("E105", "系统要按我的排产规则", "晚 50 个工作日", 85, 48, "#", "邵部长"),
        GapRow("E103", "按期上线", "晚 50 个工作日", 88, 45, "#", "陆副总"),
        GapRow("E112", "查询三秒之内", "9 s 而非 3 s", 80, 72, "#", "温经理"),
        GapRow("E118", "培训到每个班组", "提前 3 个工作日", 70, 86, "#", "温经理"),
        GapRow("E121", "报表和原来一样", "", 75, None, "#", "邵部长"),
    )


def _thread() -> tuple[Knot, ...]:
    return (
        Knot(date(2026, 6, 12), "会议纪要 6-12", "“系统要按我的排产规则，换线时间也要算进去。”", "#", "stated"),
        Knot(date(2026, 6, 19), "版本 1", "按附件一的 12 条规则排产，差异不超过 2 小时。", "#", "clarified"),
        Knot(date(2026, 6, 22), "确认单 3", "", "#", "offered"),
        Knot(date(2026, 6, 26), "温宁，验证码确认", "", "#", "agreed", sealed=True),
        Knot(date(2026, 11, 13), "第三次排产实测", "12 条规则中 7 条相符。", "#", "measured"),
    )


def sample() -> Sample:
    """Everything at once."""
    return Sample(
        states=tuple(chips.STATES),
        kinds=tuple(chips.KINDS),
        answers=(*chips.ANSWERS, *chips.MEANS),
        day=date(2026, 11, 20),
        level=_level(),
        own_unit=_own_unit(),
        nothing=LevelFacts((), (), None, (), "还没有实测。"),
        gaps=_gaps(),
        thread=_thread(),
        why=Why(
            "差距 −37",
            "85 − 48：最近一次期望减最近一次实测。",
            (("期望", "85"), ("实际", "48")),
            (WhyRecord(date(2026, 11, 13), "第三次排产实测", "#"),),
            "12 条规则全部相符，即回到 85。",
        ),
        qr="https://yinuo.example/link/3kQ9",
        source="邵部长 09:12\n👍👍 系统要按我的排产规则，换线时间也要算进去。\n林知夏 09:15\n好的，周五给您看。",
    )
