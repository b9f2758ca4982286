"""Once a working day those who may sign hear where the shared record stands, if it moved."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core import mail

from tests.cast import Cast
from yinuo.base.dossier import packing, verify
from yinuo.evidence import access, queries
from yinuo.evidence import actions as evidence
from yinuo.notices import jobs as notices
from yinuo.notices.models import Notice
from yinuo.projects import actions as projects
from yinuo.signing import jobs

FRIDAY = datetime(2026, 11, 20, 16, 40, tzinfo=ZoneInfo("Asia/Shanghai"))
MONDAY = FRIDAY + timedelta(days=3)


def shared(words: str = "同意") -> None:
    evidence.record(
        verb="ledger.ask", subject="P1/S1.1", by="温宁", project="P1", side="shared", facts={"words": words}
    )


def told(at: datetime) -> list[str]:
    return sorted(Notice.objects.filter(kind="signing.checkpoint", made_at=at).values_list("subject", flat=True))


def test_a_record_that_moved_is_told_once_and_again_only_when_it_moved_again(cast: Cast):
    shared()

    counts = [jobs.checkpoint(FRIDAY), jobs.checkpoint(FRIDAY + timedelta(minutes=10)), jobs.checkpoint(MONDAY)]
    shared()
    counts.append(jobs.checkpoint(MONDAY + timedelta(minutes=10)))

    assert counts == [1, 0, 0, 1]
    assert [act.fact("seq") for act in queries.events_of("P1/checkpoint")] == [1, 2]
    assert {act.stream for act in queries.events_of("P1/checkpoint")} == {"P1/vendor"}


def test_nothing_is_told_at_other_hours_and_on_days_off(cast: Cast):
    shared()

    at = (FRIDAY - timedelta(minutes=11), FRIDAY + timedelta(minutes=20), FRIDAY + timedelta(days=1))

    assert [jobs.checkpoint(moment) for moment in at] == [0, 0, 0]
    assert queries.events_of("P1/checkpoint") == ()


def test_only_those_hear_of_it_who_may_sign_and_were_invited_and_our_manager(cast: Cast):
    projects.invite(cast.seat(cast.qin), by=cast.lin, at=FRIDAY)
    shared()

    jobs.checkpoint(FRIDAY)
    notices.send_due(FRIDAY + timedelta(minutes=25))

    invited = [letter for letter in mail.outbox if "核对码" in letter.subject]
    assert sorted(letter.to[0] for letter in invited) == sorted([cast.qin.person.email, cast.lin.person.email])


def test_the_letter_is_a_receipt_that_finds_a_tail_cut_off(cast: Cast):
    shared()
    shared()
    jobs.checkpoint(FRIDAY)
    notices.send_due(FRIDAY + timedelta(minutes=25))
    (letter,) = [one for one in mail.outbox if one.to == [cast.lin.person.email]]
    wanted = access.Wanted("P1", "P1/S1.1", access.Edition.CLIENT, ("P1/S1.1",))
    files = access.dossier_files(wanted)
    manifest = json.loads(files["manifest.json"])
    first = files["chain/P1-shared.txt"].decode().splitlines(keepends=True)[:1]
    cut = packing.files_of(
        {"chain/P1-shared.txt": first[0].encode(), "events.jsonl": b""},
        {**manifest, "streams": {"P1/shared": {"seq": 1, "link": verify.linked([first[0].split()[1]])[0]}}},
    )

    body = str(letter.body).encode()

    assert all(line.stands for line in verify.check(files, (body,)))
    assert all(line.stands for line in verify.check(cut))
    assert [line.en for line in verify.check(cut, (body,)) if not line.stands] == [
        "P1/shared: events up to 2 were cut off."
    ]
