"""Answers that are waited for: after three working days a reminder, then every two."""

from datetime import UTC, date, datetime, timedelta

import pytest

from yinuo.evidence.models import Event
from yinuo.notices import actions as notices
from yinuo.notices.actions import registry
from yinuo.notices.models import Notice
from yinuo.signing import actions as signing
from yinuo.signing import jobs
from yinuo.signing.models import Deadline

FRIDAY = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
SHEET = "P1/S3"
DUE = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def a_reminder_to_write():
    """The ledger writes the words of a reminder; where it does not yet, they do not matter here."""
    try:
        registry.kind_of("signing.reminder")
    except notices.UnknownKind:
        notices.register("signing.reminder", side=notices.CLIENT, compose=lambda *_: None)


def ask(cast) -> Deadline:
    return signing.ask_by(SHEET, project_id=cast.p1.pk, at=FRIDAY, due_on=DUE)


def nine(day: int, month: int = 11) -> datetime:
    """Nine in the morning in Shanghai."""
    return datetime(2026, month, day, 1, 0, tzinfo=UTC)


def test_reminders_come_after_three_working_days_then_every_two(cast):
    ask(cast)

    reminded = [day for day in range(21, 31) if jobs.remind(nine(day))]

    assert reminded == [25, 27]
    assert Deadline.objects.get().next_reminder_on == date(2026, 12, 1)
    assert list(Notice.objects.values_list("kind", "subject")) == [("signing.reminder", SHEET)] * 2
    assert Event.objects.filter(verb="signing.remind", stream__name="P1/shared").count() == 2


def test_nobody_is_reminded_before_nine_or_twice_a_day(cast):
    ask(cast)

    assert jobs.remind(nine(25) - timedelta(minutes=1)) == 0
    assert jobs.remind(nine(25)) == 1
    assert jobs.remind(nine(25) + timedelta(hours=1)) == 0


def test_two_workers_remind_once(cast):
    stale = ask(cast)

    assert signing.remind(stale, at=nine(25))
    assert not signing.remind(stale, at=nine(25))
    assert Notice.objects.count() == 1


def test_a_day_missed_on_a_weekend_is_made_up_on_the_next_working_day(cast):
    ask(cast)

    assert jobs.remind(nine(28)) == 0
    assert jobs.remind(nine(30)) == 1


def test_thirty_days_after_the_due_date_reminders_end(cast):
    ask(cast)
    Deadline.objects.update(next_reminder_on=date(2026, 12, 25))

    assert jobs.remind(nine(25, 12)) == 1
    assert Deadline.objects.get().next_reminder_on is None


def test_an_answer_ends_reminders_and_asking_again_starts_anew(cast):
    ask(cast)
    signing.answered(SHEET, at=nine(24))
    signing.answered("P1/S9", at=nine(24))

    assert jobs.remind(nine(25)) == 0
    assert not Deadline.objects.filter(closed_at=None).exists()

    signing.ask_by(SHEET, project_id=cast.p1.pk, at=nine(25), due_on=DUE)
    assert Deadline.objects.get().next_reminder_on == date(2026, 11, 30)


def test_more_time_means_no_reminder_before_it_has_passed(cast):
    ask(cast)

    signing.extend(SHEET, by=cast.lin, at=nine(23), due_on=date(2026, 12, 4))

    assert Deadline.objects.get().next_reminder_on == date(2026, 12, 7)
    assert Event.objects.filter(verb="signing.extend", subject=SHEET).count() == 1
    with pytest.raises(signing.NoDeadline):
        signing.extend("P1/S9", by=cast.lin, at=nine(23), due_on=DUE)
