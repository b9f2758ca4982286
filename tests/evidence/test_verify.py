"""Whoever changes what was recorded is found, by the event."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import override

from tests.cast import Cast
from yinuo.base import canonical, clock, guards
from yinuo.evidence import actions as evidence
from yinuo.evidence import queries
from yinuo.evidence.access import path_of
from yinuo.evidence.models import Document, Event, Fact, Stream
from yinuo.ledger.published import Authority, Sheet

Harm = Callable[[], object]


def change(**values: object) -> Harm:
    return lambda: Event.objects.filter(seq=2).update(**values)


def change_fact(name: str, /, **values: object) -> Harm:
    return lambda: Fact.objects.filter(event__seq=2, name=name).update(**values)


def lose_fact() -> None:
    Fact.objects.filter(event__seq=2, name="words").delete()


def add_fact() -> None:
    salt = canonical.salt()
    own = canonical.commitment(salt, "also", '"yes"')
    Fact.objects.create(event=Event.objects.get(seq=2), name="also", salt=salt, value='"yes"', commitment=own)


def forge_fact() -> None:
    """With a commitment that fits the new value: only the leaf tells."""
    salt = canonical.salt()
    change_fact("words", salt=salt, value='"99"', commitment=canonical.commitment(salt, "words", '"99"'))()


def forge_leaf() -> None:
    """With a leaf that fits the new facts as well: only the link tells."""
    forge_fact()
    facts = Fact.objects.filter(event__seq=2).values_list("commitment")
    change(leaf=canonical.leaf(list(facts)))()


def lose_event() -> None:
    Fact.objects.filter(event__seq=1).delete()
    Event.objects.filter(seq=1).delete()


def lose_all_facts() -> None:
    Fact.objects.filter(event__seq=2).delete()


@pytest.mark.parametrize(
    "harm",
    [
        *(change(verb="ledger.refuse"), change(subject="P1/E9"), change(happened_at="2026-01-01T00:00:00.000000Z")),
        *(change(recorded_at="2026-01-01T00:00:00.000000Z"), change(version=2), change(leaf="0" * 64)),
        *(change(link="0" * 64), change_fact("words", value='"99"'), change_fact("words", salt="0" * 32)),
        *(change_fact("words", name="wordz"), change_fact("words", commitment="0" * 64)),
        *(change_fact("words", salt="no hex"), change_fact("words", sealed=b"x")),
        *(lose_fact, add_fact, forge_fact, forge_leaf, lose_event, lose_all_facts),
    ],
)
def test_a_changed_event_is_named(without_guards: None, harm: Harm) -> None:
    for words in ("3 s", "9 s", "库存账实相符"):
        evidence.record(verb="ledger.offer", subject="P1/E105", by="林知夏", project="P1", facts={"words": words})
    assert queries.verify() == []

    harm()

    flaws = queries.verify()
    assert ("P1/vendor", 2) in {(flaw.stream, flaw.seq) for flaw in flaws}
    assert {flaw.seq for flaw in flaws} <= {2, 3}


@pytest.mark.parametrize(
    "harm",
    [
        lambda: (Fact.objects.filter(event__seq=2).delete(), Event.objects.filter(seq=2).delete()),
        lambda: Stream.objects.update(seq=1, link=Event.objects.get(seq=1).link),
        lambda: Stream.objects.update(link="0" * 64),
        lambda: Stream.objects.update(seq=3),
    ],
)
def test_a_head_that_is_not_the_last_event_is_a_flaw(without_guards: None, harm: Harm) -> None:
    for _ in range(2):
        evidence.record(verb="people.add", subject="M1", by="郁青")
    assert queries.heads() == []

    harm()

    assert [flaw.stream for flaw in queries.verify()] == ["firm"]
    assert [flaw.stream for flaw in queries.heads()] == ["firm"]


@pytest.fixture
def sheet(cast: Cast) -> Sheet:
    """A published row that an act has witnessed."""
    kept = Sheet.objects.create(
        project=cast.p1, number=3, title="库存", ask="请确认", language="zh-hans", authority=Authority.WINDOW,
        from_name="林知夏", from_firm="澄川软件", to_firm="华岭泵业", project_name="ERP", due_on=date(2026, 11, 27),
        offered_at=clock.now(), canonical_text="库存账实相符率 98 %", sha256="0" * 64,
    )  # fmt: skip
    evidence.record(verb="ledger.offer", subject="P1/S3", by="林知夏", project="P1", rows=[kept])
    return kept


@pytest.mark.parametrize(
    "values",
    [
        {"canonical_text": "相符率 90 %"},
        {"due_on": date(2026, 12, 27)},
        {"number": 4},
        {"authority": "signatory"},
    ],
)
def test_a_witnessed_row_that_was_changed_names_its_event(sheet: Sheet, values: dict[str, object]) -> None:
    assert queries.verify() == []
    [act] = queries.events_of("P1/S3")
    guards.drop(connection)

    Sheet.objects.update(**values)

    [flaw] = queries.verify()
    assert (flaw.stream, flaw.seq, "sheet" in flaw.what) == ("P1/vendor", act.seq, True)


def test_a_witnessed_row_that_is_gone_names_its_event(sheet: Sheet) -> None:
    [act] = queries.events_of("P1/S3")
    guards.drop(connection)

    Sheet.objects.all().delete()

    assert [(flaw.stream, flaw.seq) for flaw in queries.verify()] == [("P1/vendor", act.seq)]


def test_a_column_added_later_leaves_old_fingerprints_standing(sheet: Sheet) -> None:
    [act] = queries.events_of("P1/S3")
    told = str(act.fact(f"row:sheet:{sheet.pk}"))

    assert told == evidence.fingerprint(sheet)
    assert "title" in told.split(" ")[1:]
    assert queries.verify("P1/vendor") == []


def test_a_document_that_was_changed_names_the_event_that_kept_it(db: None, store) -> None:
    attachment = evidence.attach(
        b"%PDF-1.7 agreed", project_code="P1", side="shared", file_name="确认单.pdf", media_type="", subject="P1/S3",
        by="林知夏", at=clock.now(),
    )  # fmt: skip
    with store.open(path_of(attachment.document_id), "wb") as file:
        file.write(b"%PDF-1.7 denied")

    assert queries.verify() == []
    [flaw] = queries.verify(documents=True)
    assert (flaw.stream, flaw.seq) == ("P1/shared", 1)
    assert Document.objects.count() == 1


def test_the_command_prints_heads_and_fails_with_one_line_a_flaw(without_guards: None, capsys) -> None:
    event = evidence.record(verb="people.add", subject="M1", by="郁青")

    call_command("verify")
    whole = capsys.readouterr().out
    Event.objects.update(verb="people.remove")
    with pytest.raises(CommandError) as failed:
        call_command("verify")

    assert f"{event.link}\n" in whole
    assert failed.value.returncode == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_unknown_stream_is_said_to_be_unknown(db: None) -> None:
    with pytest.raises(CommandError, match="P9/vendor"):
        call_command("verify", "P9/vendor")


def test_the_doctor_finds_nothing_to_mend(db: None, store, capsys) -> None:
    evidence.record(verb="people.add", subject="M1", by="郁青")

    if connection.vendor == "postgresql":
        pytest.skip("the tests' own server runs without fsync, and the doctor says so")
    with override("en"):
        call_command("doctor")

    marks = {line.split()[0] for line in capsys.readouterr().out.splitlines()}
    assert marks == {"ok"}


def test_the_doctor_says_what_to_mend(without_guards: None, store, capsys) -> None:
    with pytest.raises(CommandError) as failed:
        call_command("doctor")

    assert failed.value.returncode == 1
    assert "guard_event_" in capsys.readouterr().out
