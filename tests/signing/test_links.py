"""Sheet links: one subject, read-only, until a last day, revocable."""

from datetime import UTC, date, datetime

import pytest

from yinuo.evidence.models import Event
from yinuo.signing import actions as signing
from yinuo.signing.models import Link

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
SHEET = "P1/S3"
LAST = date(2026, 12, 25)


def make(cast, **other):
    return signing.make_link(SHEET, project_id=cast.p1.pk, by=cast.lin, at=AT, last_on=LAST, **other)


def events() -> list[tuple[str, str]]:
    rows = Event.objects.filter(subject=SHEET).order_by("pk")
    return list(rows.values_list("verb", "stream__name"))


def test_a_link_opens_on_its_last_day_and_not_the_day_after(cast):
    secret = make(cast)

    assert signing.open_link(secret, on=LAST).subject == SHEET
    with pytest.raises(signing.LinkGone):
        signing.open_link(secret, on=date(2026, 12, 26))


def test_the_secret_is_long_and_stored_nowhere(cast):
    secret = make(cast)

    assert len(secret) == 43
    assert secret not in str(Link.objects.values().get())


def test_only_the_first_opening_is_an_event(cast):
    secret = make(cast, for_person_id=cast.wen.person_id)

    signing.open_link(secret, on=LAST)
    signing.open_link(secret, on=LAST)

    assert events() == [("signing.make_link", "P1/vendor"), ("signing.open_link", "P1/shared")]


def test_a_revoked_link_and_one_that_never_was_get_the_same_answer(cast):
    secret = make(cast)

    assert signing.revoke_links(SHEET, by=cast.lin, at=AT) == 1
    assert signing.revoke_links(SHEET, by=cast.lin, at=AT) == 0

    answers = []
    for text in (secret, "never-was"):
        with pytest.raises(signing.LinkGone) as gone:
            signing.open_link(text, on=LAST)
        answers.append(str(gone.value))
    assert answers == ["", ""]
    assert events() == [("signing.make_link", "P1/vendor"), ("signing.revoke_link", "P1/vendor")]
