"""An act leaves one event in its stream, chained to the one before."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from yinuo.evidence import actions as evidence
from yinuo.evidence import queries
from yinuo.evidence.models import Event, Fact, Stream


def record(verb: str = "ledger.offer", **told) -> Event:
    return evidence.record(**{"verb": verb, "subject": "P1/E105", "by": "林知夏", "project": "P1", **told})


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def test_an_act_is_told_with_who_what_and_when(db: None) -> None:
    record(facts={"due_on": date(2026, 11, 27), "cents": Decimal("12.50"), "agreed": False, "title": "库存账实相符"})

    [act] = queries.events_of("P1/E105")

    assert (act.stream, act.seq, act.verb, act.by) == ("P1/vendor", 1, "ledger.offer", "林知夏")
    assert {told.name: told.value for told in act.facts} == {
        "agreed": False, "by": "林知夏", "cents": "12.5", "due_on": "2026-11-27", "title": "库存账实相符",
    }  # fmt: skip
    assert not act.is_told_later


def test_a_stranger_can_compute_the_chain_again(db: None) -> None:
    record(facts={"number": 1})
    record(facts={"number": 2})

    link = bytes(32)
    for event in Event.objects.order_by("seq"):
        committed = []
        for fact in event.facts.all():
            own = sha(b"\x02", bytes.fromhex(fact.salt), fact.name.encode(), b"\x00", fact.value.encode())
            committed.append([own.hex()])
        leaf = sha(b"\x00", compact(sorted(committed)))
        link = sha(b"\x01", link, event.seq.to_bytes(8, "big"), leaf)
        assert (event.leaf, event.link) == (leaf.hex(), link.hex())
    assert Stream.objects.get(name="P1/vendor").link == link.hex()


def test_each_side_of_a_project_and_the_firm_have_a_stream(db: None) -> None:
    record()
    record(side="shared")
    record(side="shared")
    record(project="")

    heads = dict(Stream.objects.values_list("name", "seq"))

    assert heads == {"P1/vendor": 1, "P1/shared": 2, "firm": 1}
    assert queries.verify() == []


def test_events_are_paged_backwards(db: None) -> None:
    for number in range(5):
        record(facts={"number": number})

    first = queries.events("P1/vendor", limit=2)
    second = queries.events("P1/vendor", before_seq=first[-1].seq, limit=2)

    assert [act.seq for act in first + second] == [5, 4, 3, 2]
    assert second[0].fact("number") == 2


def test_an_event_told_later_shows_it(db: None) -> None:
    record(happened_at=datetime(2026, 3, 20, 1, tzinfo=UTC))

    [act] = queries.events("P1/vendor")

    assert act.is_told_later
    assert act.happened_at == datetime(2026, 3, 20, 1, tzinfo=UTC)


def test_a_listener_that_fails_does_not_undo_the_act(db: None, django_capture_on_commit_callbacks, caplog) -> None:
    heard = []

    def fails(**_told: object) -> None:
        raise LookupError("nobody home")

    def hears(verb: str, subject: str, **_told: object) -> None:
        heard.append((verb, subject))

    evidence.recorded.connect(fails)
    evidence.recorded.connect(hears)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            record()
    finally:
        evidence.recorded.disconnect(fails)
        evidence.recorded.disconnect(hears)

    assert heard == [("ledger.offer", "P1/E105")]
    assert Event.objects.count() == 1
    assert "nobody home" in caplog.text


def test_nothing_is_recorded_that_one_database_would_cut(db: None) -> None:
    with pytest.raises(ValueError, match="longer than 60"):
        record(verb="x" * 61)

    assert (Event.objects.count(), Fact.objects.count()) == (0, 0)


def test_a_row_that_may_change_is_no_witness(db: None) -> None:
    stream = Stream.objects.create(name="P9/vendor")

    with pytest.raises(evidence.NotAppendOnly, match="stream"):
        record(rows=[stream])

    assert Event.objects.count() == 0
