"""Several workers and several tries at the same moment, with commits that are real."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from yinuo.notices import actions as notices
from yinuo.notices import jobs
from yinuo.notices.models import Notice
from yinuo.signing import actions as signing
from yinuo.signing.models import Code

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
WORKERS = 4
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="SQLite in memory cannot be shared between connections"
    ),
]


def all_at_once(act: Callable[[], object]) -> list[object]:
    """What `act` returned or raised in several threads that start together."""
    barrier = Barrier(WORKERS)

    def one(_: int) -> object:
        barrier.wait()
        try:
            return act()
        except Exception as error:  # noqa: BLE001  # what was raised is what the test looks at
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, range(WORKERS)))


def test_every_letter_leaves_once_however_many_workers_there_are(transactional_cast, kind):
    people = [transactional_cast.wen.person, transactional_cast.lu.person]
    name = kind(recipients=lambda _: people)
    for number in range(10):
        notices.tell(name, f"P1/S{number}", at=AT)
        notices.tell(name, f"P1/D{number}", at=AT, to=people, digest=True)
    Notice.objects.update(due_at=AT)

    counts = all_at_once(lambda: jobs.send_due(AT))
    jobs.send_due(AT)

    assert Notice.objects.filter(sent_at=None).count() == 0
    assert Notice.objects.count() == 40
    assert sum(count for count in counts if isinstance(count, int)) <= len(mail.outbox)
    told = [re.findall(r"For \S+: P1/\w+", letter.body) for letter in mail.outbox]
    lines = [line for lines in told for line in lines]
    assert (len(lines), len(set(lines))) == (40, 40)


def test_right_digits_given_by_many_at_once_confirm_once(transactional_cast):
    bound = {
        "document_sha256": "a" * 64,
        "answers_sha256": "b" * 64,
        "person_id": transactional_cast.wen.person_id,
        "at": AT,
    }
    signing.send_code("P1/S3", **bound)
    jobs.send_due(AT)
    digits = re.search(r"^\d{6}$", mail.outbox[0].body, re.MULTILINE).group()

    answers = all_at_once(lambda: signing.use_code("P1/S3", code=digits, **bound))

    assert len([answer for answer in answers if isinstance(answer, Code)]) == 1
    assert answers.count(signing.CodeGone) == WORKERS - 1


def test_wrong_tries_made_at_once_are_each_counted(transactional_cast):
    bound = {
        "document_sha256": "a" * 64,
        "answers_sha256": "b" * 64,
        "person_id": transactional_cast.wen.person_id,
        "at": AT,
    }
    signing.send_code("P1/S3", **bound)

    all_at_once(lambda: signing.use_code("P1/S3", code="x", **bound))
    all_at_once(lambda: signing.use_code("P1/S3", code="x", **bound))

    assert Code.objects.get().tries == signing.TRIES
