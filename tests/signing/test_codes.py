"""One-time codes: ten minutes, once, five tries, for these answers of this person only."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction

from tests.cast import Cast
from yinuo.evidence.models import Event, Fact
from yinuo.notices import jobs
from yinuo.notices.models import Notice
from yinuo.signing import actions as signing
from yinuo.signing.models import Code

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
SHEET = "P1/S3"
TEXT = "a" * 64
ANSWERS = "b" * 64


def send(cast: Cast, at: datetime = AT, **other: str) -> str:
    """Send a code to 温宁 and read its digits out of her mail."""
    mail.outbox.clear()
    bound = {"document_sha256": TEXT, "answers_sha256": ANSWERS, "title": "确认单 3"} | other
    signing.send_code(SHEET, person_id=cast.wen.person_id, at=at, **bound)
    jobs.send_due(at)
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()


def use(cast: Cast, digits: str, at: datetime = AT, **other: object) -> Code:
    bound = {"document_sha256": TEXT, "answers_sha256": ANSWERS, "person_id": cast.wen.person_id} | other
    return signing.use_code(SHEET, code=digits, at=at, **bound)


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06d}"


def verbs(subject: str = SHEET) -> list[str]:
    return list(Event.objects.filter(subject=subject).order_by("pk").values_list("verb", flat=True))


def test_the_right_digits_confirm_once_and_only_once(cast):
    digits = send(cast)

    code = use(cast, digits, AT + timedelta(minutes=9))

    assert code.used_at == AT + timedelta(minutes=9)
    assert verbs() == ["signing.send_code", "signing.use_code"]
    with pytest.raises(signing.CodeGone):
        use(cast, digits, AT + timedelta(minutes=9))


def test_a_code_is_gone_after_ten_minutes(cast):
    digits = send(cast)

    with pytest.raises(signing.CodeGone):
        use(cast, digits, AT + timedelta(minutes=10))
    assert use(cast, digits, AT + timedelta(minutes=9, seconds=59)).used_at


def test_five_wrong_tries_end_a_code_even_for_the_right_digits(cast):
    digits = send(cast)

    left = []
    for _ in range(5):
        with pytest.raises(signing.WrongCode) as wrongly:
            use(cast, wrong(digits))
        left.append(wrongly.value.left)

    assert left == [4, 3, 2, 1, 0]
    assert verbs() == ["signing.send_code", *["signing.wrong_code"] * 5]
    with pytest.raises(signing.CodeGone):
        use(cast, digits)


def test_four_wrong_tries_leave_the_fifth_to_be_right(cast):
    digits = send(cast)
    for _ in range(4):
        with pytest.raises(signing.WrongCode):
            use(cast, wrong(digits))

    assert use(cast, digits).tries == 5


@pytest.mark.parametrize(
    "other", [{"document_sha256": "c" * 64}, {"answers_sha256": "c" * 64}], ids=["document", "answers"]
)
def test_a_code_confirms_nothing_but_the_answers_it_was_sent_for(cast, other):
    digits = send(cast)

    with pytest.raises(signing.CodeGone):
        use(cast, digits, **other)
    assert use(cast, digits).used_at


def test_a_code_confirms_for_nobody_else(cast):
    digits = send(cast)

    with pytest.raises(signing.CodeGone):
        use(cast, digits, person_id=cast.lu.person_id)


def test_only_the_newest_code_is_good(cast):
    first = send(cast)
    second = send(cast, AT + timedelta(minutes=1))

    if first != second:
        with pytest.raises(signing.WrongCode):
            use(cast, first, AT + timedelta(minutes=2))
    assert use(cast, second, AT + timedelta(minutes=2)).used_at


def test_a_newer_code_voids_one_that_was_checked_but_not_spent(cast):
    digits = send(cast)
    checked = signing.check_code(
        SHEET, document_sha256=TEXT, answers_sha256=ANSWERS, person_id=cast.wen.person_id, code=digits, at=AT
    )
    send(cast, AT + timedelta(minutes=1))

    with pytest.raises(signing.CodeGone):
        signing.spend_code(checked, at=AT + timedelta(minutes=1))


def test_the_sixth_code_within_ten_minutes_waits_and_others_do_not(cast):
    for minute in range(5):
        send(cast, AT + timedelta(minutes=minute))

    with pytest.raises(signing.CodesTooOften) as too_often:
        send(cast, AT + timedelta(minutes=5))
    assert too_often.value.seconds == 300
    assert Code.objects.count() == 5
    assert send(cast, AT + timedelta(minutes=10, seconds=1))
    signing.send_code(
        SHEET, document_sha256=TEXT, answers_sha256=ANSWERS, person_id=cast.lu.person_id, at=AT + timedelta(minutes=5)
    )


def test_the_digits_lie_nowhere_in_clear(cast):
    signing.send_code(
        SHEET, document_sha256=TEXT, answers_sha256=ANSWERS, person_id=cast.wen.person_id, at=AT, title="确认单 3"
    )
    waiting = Notice.objects.get()
    assert waiting.payload
    jobs.send_due(AT)
    letter = mail.outbox[0]
    digits = re.search(r"^\d{6}$", letter.body, re.MULTILINE).group()

    assert digits not in waiting.payload
    assert Notice.objects.get().payload == ""
    assert digits not in Code.objects.get().code_digest
    assert digits not in letter.subject
    assert "确认单 3" in letter.body
    assert not Fact.objects.filter(value__contains=digits).exclude(name__endswith="_at").exists()


def test_a_code_that_cannot_be_used_any_more_is_not_sent(cast):
    signing.send_code(SHEET, document_sha256=TEXT, answers_sha256=ANSWERS, person_id=cast.wen.person_id, at=AT)

    assert jobs.send_due(AT + timedelta(minutes=10)) == 0
    assert mail.outbox == []
    assert Notice.objects.get().dropped_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_wrong_try_counts_although_the_reply_is_rolled_back(transactional_cast):
    digits = send(transactional_cast)

    with pytest.raises(signing.WrongCode):
        use(transactional_cast, wrong(digits))
    assert Code.objects.get().tries == 1

    # Inside the transaction of the reply the try would vanish with it, so that is refused loudly.
    with transaction.atomic(), pytest.raises(RuntimeError):
        use(transactional_cast, digits)


@pytest.mark.django_db(transaction=True)
def test_a_code_is_not_spent_when_the_act_it_stands_for_fails(transactional_cast):
    digits = send(transactional_cast)
    checked = signing.check_code(
        SHEET,
        document_sha256=TEXT,
        answers_sha256=ANSWERS,
        person_id=transactional_cast.wen.person_id,
        code=digits,
        at=AT,
    )

    with transaction.atomic():
        signing.spend_code(checked, at=AT)
        transaction.set_rollback(True)
    assert Code.objects.get().used_at is None
    assert signing.spend_code(checked, at=AT).used_at == AT
    with pytest.raises(signing.CodeGone):
        signing.spend_code(checked, at=AT)
