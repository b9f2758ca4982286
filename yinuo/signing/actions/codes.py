"""One-time codes: sent to one person, for one document and one set of answers (decision 17)."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from yinuo.base import codes, once
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Plain
from yinuo.evidence.models import Side
from yinuo.notices import actions as notices
from yinuo.people.models import Person
from yinuo.signing import queries
from yinuo.signing.models import Code

LASTS = timedelta(minutes=10)
TRIES = 5
SENDS = 5
SEND_WINDOW = timedelta(minutes=10)


class CodesTooOften(Exception):
    """Five codes went out within ten minutes; `seconds` to wait for the next."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class WrongCode(Exception):
    """These are not the digits; `left` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} tries left")
        self.left = left


class CodeGone(Exception):
    """There is no code to try: used, older than ten minutes, tried five times, replaced, or sent for other answers."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Proof that the right digits were given; good for one `spend_code`."""

    code_id: int
    subject: str
    person_id: int
    checked_at: datetime


@transaction.atomic
def send_code(
    subject: str,
    *,
    document_sha256: str,
    answers_sha256: str,
    person_id: int,
    at: datetime,
    channel: str = "email",
    title: str = "",
) -> Code:
    """Send six digits that hold ten minutes for exactly these answers; every earlier code is void from now on.

    `title` is what the message calls the document. `channel` is "email" or "sms".

    Raises:
        CodesTooOften: five were sent to this person for this subject within ten minutes.

    """
    person = Person.objects.select_for_update().get(pk=person_id)  # one sender at a time, so that five are five
    recent = Code.objects.filter(subject=subject, person_id=person_id, sent_at__gt=at - SEND_WINDOW)
    moments = list(recent.order_by("-sent_at").values_list("sent_at", flat=True)[:SENDS])
    if len(moments) == SENDS:
        raise CodesTooOften(max(1, int((moments[-1] + SEND_WINDOW - at).total_seconds())))
    digits = codes.six_digits()
    code = Code(
        subject=subject,
        document_sha256=document_sha256,
        answers_sha256=answers_sha256,
        person_id=person_id,
        channel=channel,
        sent_at=at,
        expires_at=at + LASTS,
    )
    code.code_digest = _digest(code, digits)
    code.save(force_insert=True)
    payload = json.dumps({"code": code.pk, "digits": digits, "title": title})
    notices.tell("signing.code", subject, at=at, to=[person], payload=payload, channel=channel)
    _record("signing.send_code", code, person.name, {"channel": channel, "expires_at": code.expires_at})
    return code


def check_code(
    subject: str, *, document_sha256: str, answers_sha256: str, person_id: int, code: str, at: datetime
) -> Checked:
    """Compare digits; the try is committed whatever happens afterwards.

    Call it before the transaction of the act that the code stands for (inside one it raises RuntimeError, because a
    try that is rolled back is no try), and `spend_code` within it.

    Raises:
        WrongCode: other digits; `left` says how many tries remain.
        CodeGone: no code is open for exactly this document and these answers.

    """
    with transaction.atomic(durable=True):
        once.spend()  # a form sent twice at the same moment is one try
        row = _open(subject, document_sha256, answers_sha256, person_id, at)
        # Counted before it is compared, so that tries made at the same moment count each.
        if row is None or not _still_open(row.pk, at).update(tries=F("tries") + 1):
            raise CodeGone
        row.refresh_from_db()
        is_right = hmac.compare_digest(row.code_digest, _digest(row, code.strip()))
        left = TRIES - row.tries
        if not is_right:
            _record("signing.wrong_code", row, queries.person_name(person_id), {"left": left})
    if not is_right:
        raise WrongCode(left)
    return Checked(row.pk, subject, person_id, at)


@transaction.atomic
def spend_code(checked: Checked, *, at: datetime) -> Code:
    """Use up a code whose digits were right, within the transaction of the act it stands for: once only.

    Raises:
        CodeGone: it was spent before, or a newer one was sent meanwhile.

    """
    row = Code.objects.get(pk=checked.code_id)
    newest = _newest(checked.subject, checked.person_id)
    held = Code.objects.filter(pk=row.pk, used_at=None, expires_at__gt=checked.checked_at)
    if newest != row or not held.update(used_at=at):
        raise CodeGone
    row.refresh_from_db()
    _record("signing.use_code", row, queries.person_name(row.person_id), {"channel": row.channel})
    return row


def use_code(
    subject: str, *, document_sha256: str, answers_sha256: str, person_id: int, code: str, at: datetime
) -> Code:
    """`check_code` and `spend_code` in one, for acts that cannot fail afterwards. Not inside a transaction."""
    checked = check_code(
        subject,
        document_sha256=document_sha256,
        answers_sha256=answers_sha256,
        person_id=person_id,
        code=code,
        at=at,
    )
    return spend_code(checked, at=at)


def _newest(subject: str, person_id: int) -> Code | None:
    return Code.objects.filter(subject=subject, person_id=person_id).order_by("-sent_at", "-pk").first()


def _open(subject: str, document_sha256: str, answers_sha256: str, person_id: int, at: datetime) -> Code | None:
    row = _newest(subject, person_id)
    if row is None or (row.document_sha256, row.answers_sha256) != (document_sha256, answers_sha256):
        return None
    return _still_open(row.pk, at).first()


def _still_open(pk: int, at: datetime) -> queries.Codes:
    return Code.objects.filter(pk=pk, used_at=None, expires_at__gt=at, tries__lt=TRIES)


def _digest(code: Code, digits: str) -> str:
    """Keyed by the installation's secret and bound to everything the code stands for."""
    bound = [digits, code.subject, code.document_sha256, code.answers_sha256, code.person_id]
    text = json.dumps([*bound, code.sent_at.timestamp()])
    return salted_hmac("yinuo.signing.code", text, algorithm="sha256").hexdigest()


def _record(verb: str, code: Code, by: str, facts: dict[str, Plain]) -> None:
    evidence.record(
        verb=verb,
        subject=code.subject,
        by=by,
        project=code.subject.partition("/")[0],
        side=Side.SHARED,
        facts={
            "code": code.pk,
            "document_sha256": code.document_sha256,
            "answers_sha256": code.answers_sha256,
            **facts,
        },
    )
