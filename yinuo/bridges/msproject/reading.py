"""From a file of Microsoft Project to a plan; safe with files of strangers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element

from yinuo.bridges.msproject.plan import HIDDEN_FIELD, SIDE_FIELD, Plan, PlanLink, PlanTask, Span, SpecialDays, Week
from yinuo.capture import package
from yinuo.science.schedule.network import Kind, Rule

SPACE = "{http://schemas.microsoft.com/project}"
MAX_BYTES = 25 * 1024 * 1024
MAX_TASKS = 20_000
KINDS = {0: Kind.FINISH_TO_FINISH, 1: Kind.FINISH_TO_START, 2: Kind.START_TO_FINISH, 3: Kind.START_TO_START}
RULES = {
    2: Rule.MUST_START,
    3: Rule.MUST_FINISH,
    4: Rule.START_NO_EARLIER,
    5: Rule.START_NO_LATER,
    6: Rule.FINISH_NO_EARLIER,
    7: Rule.FINISH_NO_LATER,
}
AS_LATE_AS_POSSIBLE = 1
ELAPSED = frozenset({4, 6, 8, 10, 12, 36, 38, 40, 42, 44})
PERCENT = frozenset({19, 20, 51, 52})
DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")
DAILY = 1


class NotMsProject(Exception):
    """The file cannot be read as a plan; the text says why."""


def read(data: bytes) -> Plan:
    """The plan in a file. Raises NotMsProject."""
    if len(data) > MAX_BYTES:
        raise NotMsProject("too large")
    try:
        root = package.tree(data)
    except package.DamagedFile as trouble:
        raise NotMsProject("no readable XML") from trouble
    if root.tag != f"{SPACE}Project":
        raise NotMsProject("not a plan of Microsoft Project")
    told: list[tuple[str, str]] = []
    try:
        return _plan(root, told)
    except (ValueError, OverflowError) as trouble:
        raise NotMsProject(f"a value that is none: {trouble}") from trouble


def _plan(root: Element, told: list[tuple[str, str]]) -> Plan:
    elements = root.findall(f"{SPACE}Tasks/{SPACE}Task")
    if len(elements) > MAX_TASKS:
        raise NotMsProject("too many tasks")
    owners = _owners(root, told)
    tasks = [
        _task(element, owners, told)
        for element in elements
        if _text(element, "UID") != "0" and not _flag(element, "IsNull") and _flag(element, "Active", default=True)
    ]
    start = _moment(root, "StartDate") or min((task.start for task in tasks if task.start), default=None)
    if start is None:
        raise NotMsProject("no date of start")
    weeks = [_week(element, told) for element in root.findall(f"{SPACE}Calendars/{SPACE}Calendar")]
    return Plan(
        _text(root, "Title") or _text(root, "Name"),
        start,
        _moment(root, "FinishDate"),
        _moment(root, "StatusDate"),
        _number(root, "CalendarUID", 1),
        tuple(week for week in weeks if week is not None),
        tuple(tasks),
        tuple(told),
    )


def _owners(root: Element, told: list[tuple[str, str]]) -> dict[str, str]:
    """The first resource of every task, by the number of the task."""
    names = {_text(one, "UID"): _text(one, "Name") for one in root.findall(f"{SPACE}Resources/{SPACE}Resource")}
    owners: dict[str, str] = {}
    for one in root.findall(f"{SPACE}Assignments/{SPACE}Assignment"):
        task, name = _text(one, "TaskUID"), names.get(_text(one, "ResourceUID"), "")
        if name and owners.setdefault(task, name) != name:
            told.append(("more than one resource", task))
    return owners


def _task(element: Element, owners: dict[str, str], told: list[tuple[str, str]]) -> PlanTask:
    name = _text(element, "Name")
    kind = _number(element, "ConstraintType", 0)
    rule, rule_at = RULES.get(kind), _moment(element, "ConstraintDate")
    if kind == AS_LATE_AS_POSSIBLE:
        told.append(("as late as possible", name))
    base = next((one for one in element.findall(f"{SPACE}Baseline") if _text(one, "Number") == "0"), None)
    calendar = _number(element, "CalendarUID", -1)
    percent = _text(element, "PercentComplete")
    remaining = _text(element, "RemainingDuration")
    fields = {_text(one, "FieldID"): _text(one, "Value") for one in element.findall(f"{SPACE}ExtendedAttribute")}
    return PlanTask(
        number=_number(element, "UID", -1),
        name=name,
        level=max(1, _number(element, "OutlineLevel", 1)),
        start=_moment(element, "Start"),
        finish=_moment(element, "Finish"),
        minutes=_minutes(_text(element, "Duration")),
        is_summary=_flag(element, "Summary"),
        is_milestone=_flag(element, "Milestone"),
        is_manual=_flag(element, "Manual"),
        is_elapsed=_number(element, "DurationFormat", 7) in ELAPSED,
        is_critical=_flag(element, "Critical") if _text(element, "Critical") else None,
        calendar=calendar if calendar >= 0 else None,
        rule=rule if rule_at else None,
        rule_at=rule_at if rule else None,
        deadline=_moment(element, "Deadline"),
        actual_start=_moment(element, "ActualStart"),
        actual_finish=_moment(element, "ActualFinish"),
        remaining=_minutes(remaining) if remaining else None,
        percent=int(percent) if percent else None,
        baseline_start=_moment(base, "Start") if base is not None else None,
        baseline_finish=_moment(base, "Finish") if base is not None else None,
        notes=_text(element, "Notes"),
        owner=owners.get(_text(element, "UID"), ""),
        work=_minutes(_text(element, "Work")) or None,
        side=fields.get(str(SIDE_FIELD), ""),
        is_hidden=fields.get(str(HIDDEN_FIELD), "") in ("1", "true"),
        links=tuple(_links(element, name, told)),
    )


def _links(element: Element, name: str, told: list[tuple[str, str]]) -> Iterator[PlanLink]:
    for link in element.findall(f"{SPACE}PredecessorLink"):
        lag, form = _number(link, "LinkLag", 0), _number(link, "LagFormat", 7)
        if _flag(link, "CrossProject"):
            told.append(("a link to another file", name))
            continue
        if lag and form in PERCENT:
            told.append(("a lag in percent", name))
            lag = 0
        kind = KINDS.get(_number(link, "Type", 1), Kind.FINISH_TO_START)
        yield PlanLink(_number(link, "PredecessorUID", -1), kind, round(lag / 10), form in ELAPSED and lag != 0)


def _week(element: Element, told: list[tuple[str, str]]) -> Week | None:
    days: list[tuple[Span, ...]] = [()] * 7
    exceptions: list[SpecialDays] = []
    given = element.findall(f"{SPACE}WeekDays/{SPACE}WeekDay")
    name = _text(element, "Name")
    if not given and not _flag(element, "IsBaseCalendar"):
        return None  # a resource's, which only repeats its base
    for day in given:
        spans = tuple(_spans(day)) if _flag(day, "DayWorking") else ()
        kind = _number(day, "DayType", 0)
        if kind:
            days[(kind - 2) % 7] = spans  # 1 is Sunday
        elif (days_off := _exception(day, spans, "")) is not None:
            exceptions.append(days_off)
    modern = element.findall(f"{SPACE}Exceptions/{SPACE}Exception")
    if modern:
        exceptions = []
    for one in modern:
        spans = tuple(_spans(one)) if _flag(one, "DayWorking") else ()
        found = _exception(one, spans, _text(one, "Name"))
        if found is None or _number(one, "Type", DAILY) != DAILY or _number(one, "Period", 1) > 1:
            told.append(("days off that return by a rule", name))
        if found is not None:
            exceptions.append(found)
    return Week(_number(element, "UID", -1), name, tuple(days), tuple(exceptions))


def _exception(element: Element, spans: tuple[Span, ...], name: str) -> SpecialDays | None:
    period = element.find(f"{SPACE}TimePeriod")
    first, last = (_moment(period, "FromDate"), _moment(period, "ToDate")) if period is not None else (None, None)
    return SpecialDays(name, first.date(), _last_day(last), spans) if first and last else None


def _last_day(moment: datetime) -> date:
    """The last day of a period that may end at its midnight."""
    return (moment - timedelta(minutes=1)).date() if (moment.hour, moment.minute) == (0, 0) else moment.date()


def _spans(element: Element) -> Iterator[Span]:
    for time in element.findall(f"{SPACE}WorkingTimes/{SPACE}WorkingTime"):
        first, last = _clock(_text(time, "FromTime")), _clock(_text(time, "ToTime"))
        if first is not None and last is not None:
            yield first, last or 24 * 60


def _clock(text: str) -> int | None:
    hours, colon, rest = text.partition(":")
    return int(hours) * 60 + int(rest[:2]) if colon else None


def _text(element: Element, name: str) -> str:
    return (element.findtext(SPACE + name) or "").strip()


def _number(element: Element, name: str, default: int) -> int:
    text = _text(element, name)
    return int(text) if text else default


def _flag(element: Element, name: str, *, default: bool = False) -> bool:
    text = _text(element, name)
    return text in ("1", "true") if text else default


def _moment(element: Element, name: str) -> datetime | None:
    """A time as the plan's people read it on their clocks; a zone, if one is given, is left out."""
    text = _text(element, name)
    return datetime.fromisoformat(text).replace(tzinfo=None) if text and text != "NA" else None


def _minutes(text: str) -> int:
    found = DURATION.fullmatch(text)
    if not text or not found:
        return 0
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    total = days * 24 * 60 + hours * 60 + minutes + round(seconds / 60)
    return -total if found[1] else total
