"""From a plan to a file that Microsoft Project opens; it wants the elements in this order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from yinuo.bridges.msproject.plan import HIDDEN_FIELD, SIDE_FIELD, Plan, PlanTask, Span, SpecialDays, Week
from yinuo.bridges.msproject.reading import KINDS, RULES

NAMESPACE = "http://schemas.microsoft.com/project"
DAYS, ELAPSED_DAYS = 7, 8
NO_CALENDAR = -1
KIND_NUMBERS = {kind: number for number, kind in KINDS.items()}
RULE_NUMBERS = {rule: number for number, rule in RULES.items()}


def write(plan: Plan) -> bytes:
    """The file in UTF-8; `read` gives the same plan back."""
    root = Element("Project", {"xmlns": NAMESPACE})
    _tell(root, ("Name", plan.name), ("Title", plan.name), ("ScheduleFromStart", True), ("StartDate", plan.start))
    _tell(root, ("FinishDate", plan.finish), ("CalendarUID", plan.calendar), ("MinutesPerDay", 480))
    _tell(root, ("MinutesPerWeek", 2400), ("DaysPerMonth", 20), ("StatusDate", plan.status))
    fields = SubElement(root, "ExtendedAttributes")
    for number, name, alias in ((SIDE_FIELD, "Text1", "Side"), (HIDDEN_FIELD, "Flag1", "Hidden from the client")):
        _tell(SubElement(fields, "ExtendedAttribute"), ("FieldID", number), ("FieldName", name), ("Alias", alias))
    calendars = SubElement(root, "Calendars")
    for week in plan.weeks:
        _week(SubElement(calendars, "Calendar"), week)
    tasks = SubElement(root, "Tasks")
    counts = [0]
    for place, task in enumerate(plan.tasks, start=1):
        del counts[task.level :]
        counts += [0] * (task.level - len(counts))
        counts[-1] += 1
        _task(SubElement(tasks, "Task"), task, place, ".".join(map(str, counts)))
    _owners(root, plan.tasks)
    indent(root)
    text: bytes = tostring(root, "utf-8", xml_declaration=True)
    return text


def _owners(root: Element, tasks: tuple[PlanTask, ...]) -> None:
    """Who does a task is a resource that is assigned to it."""
    names = list(dict.fromkeys(task.owner for task in tasks if task.owner))
    resources, assignments = SubElement(root, "Resources"), SubElement(root, "Assignments")
    for number, name in enumerate(names, start=1):
        one = SubElement(resources, "Resource")
        _tell(one, ("UID", number), ("ID", number), ("Name", name), ("Type", 1), ("IsNull", False))
    for number, task in enumerate((task for task in tasks if task.owner), start=1):
        one = SubElement(assignments, "Assignment")
        _tell(one, ("UID", number), ("TaskUID", task.number), ("ResourceUID", names.index(task.owner) + 1))
        _tell(one, ("Work", None if task.work is None else _period(task.work)))


def _task(element: Element, task: PlanTask, place: int, outline: str) -> None:
    _tell(element, ("UID", task.number), ("ID", place), ("Name", task.name), ("Active", True))
    _tell(element, ("Manual", task.is_manual), ("OutlineNumber", outline), ("OutlineLevel", task.level))
    _tell(element, ("Start", task.start), ("Finish", task.finish), ("Duration", _period(task.minutes)))
    _tell(element, ("DurationFormat", ELAPSED_DAYS if task.is_elapsed else DAYS))
    _tell(element, ("Work", None if task.work is None else _period(task.work)), ("Milestone", task.is_milestone))
    _tell(element, ("Summary", task.is_summary), ("Critical", task.is_critical), ("PercentComplete", task.percent))
    _tell(element, ("ActualStart", task.actual_start), ("ActualFinish", task.actual_finish))
    _tell(element, ("RemainingDuration", None if task.remaining is None else _period(task.remaining)))
    _tell(element, ("ConstraintType", RULE_NUMBERS[task.rule] if task.rule else 0))
    _tell(element, ("CalendarUID", NO_CALENDAR if task.calendar is None else task.calendar))
    _tell(element, ("ConstraintDate", task.rule_at), ("Deadline", task.deadline), ("Notes", task.notes or None))
    for link in task.links:
        one = SubElement(element, "PredecessorLink")
        _tell(one, ("PredecessorUID", link.before), ("Type", KIND_NUMBERS[link.kind]), ("CrossProject", False))
        _tell(one, ("LinkLag", link.lag * 10), ("LagFormat", ELAPSED_DAYS if link.is_elapsed else DAYS))
    for number, value in ((SIDE_FIELD, task.side or None), (HIDDEN_FIELD, task.is_hidden or None)):
        if value is not None:
            _tell(SubElement(element, "ExtendedAttribute"), ("FieldID", number), ("Value", value))
    if task.baseline_start or task.baseline_finish:
        one = SubElement(element, "Baseline")
        _tell(one, ("Number", 0), ("Start", task.baseline_start), ("Finish", task.baseline_finish))


def _week(element: Element, week: Week) -> None:
    _tell(element, ("UID", week.number), ("Name", week.name), ("IsBaseCalendar", True))
    _tell(element, ("BaseCalendarUID", NO_CALENDAR))
    days = SubElement(element, "WeekDays")
    for number in range(7):
        day = SubElement(days, "WeekDay")
        _hours(day, ("DayType", number + 1), week.days[(number - 1) % 7])
    if week.exceptions:
        special = SubElement(element, "Exceptions")
        for one in week.exceptions:
            _special(SubElement(special, "Exception"), one)


def _special(element: Element, days: SpecialDays) -> None:
    period = SubElement(element, "TimePeriod")
    _tell(period, ("FromDate", _midnight(days.first)))
    _tell(period, ("ToDate", _midnight(days.last) + timedelta(hours=23, minutes=59)))
    _tell(element, ("Occurrences", (days.last - days.first).days + 1), ("Name", days.name), ("Type", 1))
    _hours(element, None, days.spans)


def _hours(element: Element, head: tuple[str, object] | None, spans: tuple[Span, ...]) -> None:
    if head:
        _tell(element, head)
    _tell(element, ("DayWorking", bool(spans)))
    if spans:
        times = SubElement(element, "WorkingTimes")
        for first, last in spans:
            time = SubElement(times, "WorkingTime")
            _tell(time, ("FromTime", _clock(first)), ("ToTime", _clock(last % (24 * 60))))


def _tell(element: Element, *values: tuple[str, object]) -> None:
    """A child for each value that is there, in the spelling of the format."""
    for name, text in _spelled(values):
        SubElement(element, name).text = text


def _spelled(values: tuple[tuple[str, object], ...]) -> Iterator[tuple[str, str]]:
    for name, value in values:
        if isinstance(value, bool):
            yield name, str(int(value))
        elif isinstance(value, datetime):
            yield name, value.isoformat(timespec="seconds")
        elif value is not None:
            yield name, "".join(sign for sign in str(value) if sign >= " " or sign in "\n\t")


def _period(minutes: int) -> str:
    return f"{'-' if minutes < 0 else ''}PT{abs(minutes) // 60}H{abs(minutes) % 60}M0S"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}:00"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())
