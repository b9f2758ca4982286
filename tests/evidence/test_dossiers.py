"""A dossier is the same bytes for the same records, shows each side what is its own, and hides what was erased."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.evidence import dossiers
from tests.evidence.dossiers import SecondVerifier, answer, stands
from tests.figures import many
from tests.ledger.conftest import offered, worded
from yinuo.base import canonical, clock
from yinuo.base.dossier import verify
from yinuo.desk import proof
from yinuo.evidence import access
from yinuo.evidence import actions as evidence
from yinuo.evidence.access import Edition
from yinuo.evidence.models import Event, Fact, Stream
from yinuo.ledger.for_client import dossiers as client

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.ledger.conftest import Lines
    from yinuo.ledger.published import Sheet


def events_of(files: dict[str, bytes]) -> list[dict[str, object]]:
    return [json.loads(row) for row in files["events.jsonl"].decode().splitlines()]


def values_of(files: dict[str, bytes], name: str) -> list[object]:
    facts = [fact for event in events_of(files) for fact in event["facts"]]
    return [json.loads(fact["value"]) for fact in facts if fact.get("name") == name and "value" in fact]


def entry_dossier(cast: Cast, code: str, edition: Edition) -> dict[str, bytes]:
    wanted = proof.of_entry(cast.p1, code, edition, from_firm=cast.vendor.name)
    assert wanted is not None
    return access.dossier_files(wanted)


def test_the_same_records_give_the_same_bytes(sheet: Sheet) -> None:
    answer(sheet, "confirm")

    first = access.dossier(client.of_sheet(sheet))

    assert access.dossier(client.of_sheet(sheet)) == first
    assert stands(verify.unpacked(first))


def test_a_sheet_brings_its_text_its_paper_and_its_story_in_both_languages(sheet: Sheet) -> None:
    answer(sheet, "confirm", "not_accept", "ask")

    files = access.dossier_files(client.of_sheet(sheet))

    assert set(files) == {
        "README.en.txt", "README.zh.txt", "chain/P1-shared.txt", f"documents/{sheet.sha256}.txt", "events.jsonl",
        "manifest.json", "manifest.sha256", "papers/sheet-1.pdf", "story-en.pdf", "story-zh.pdf", "verify.py",
    }  # fmt: skip
    assert files[f"documents/{sheet.sha256}.txt"].decode() == sheet.canonical_text
    assert values_of(files, "_verb")[:2] == ["ledger.offer_sheet", "ledger.reply"]
    assert values_of(files, "signer") == ["温宁"]


def test_the_clients_edition_shows_neither_our_stream_nor_keys_of_rows_nor_addresses(
    cast: Cast, lines: Lines, sheet: Sheet
) -> None:
    answer(sheet, "confirm", person_id=cast.wen.person_id)

    ours = entry_dossier(cast, lines.wish.code, Edition.VENDOR)
    theirs = entry_dossier(cast, lines.wish.code, Edition.CLIENT)

    assert set(json.loads(theirs["manifest.json"])["streams"]) == {"P1/shared"}
    plain = theirs["events.jsonl"].decode()
    for word in ("row:", "person:", "203.0.113.9", lines.wish.code):
        assert word not in plain, word
        assert word in ours["events.jsonl"].decode(), word
    assert [stands(ours), stands(theirs)] == [True, True]
    assert SecondVerifier(ours).ask() + SecondVerifier(theirs).ask() == [True, True]


def test_foreign_events_stand_as_number_and_leaf(cast: Cast, lines: Lines, sheet: Sheet) -> None:
    other = offered(cast, worded(cast, lines.duty, "另一份确认单的文字"))

    files = access.dossier_files(client.of_sheet(sheet))

    shown = {event["seq"] for event in events_of(files)}
    assert len(files["chain/P1-shared.txt"].splitlines()) == 2
    assert shown == {1}
    assert other.title.encode() not in files["chain/P1-shared.txt"]


def test_an_erased_person_stands_as_a_commitment_with_the_tombstone(cast: Cast, lines: Lines, sheet: Sheet) -> None:
    person = f"person:{cast.wen.person_id}"
    answer(sheet, "confirm", person_id=cast.wen.person_id)
    dossiers.forget(person)

    ours = entry_dossier(cast, lines.wish.code, Edition.VENDOR)
    theirs = access.dossier_files(client.of_sheet(sheet))

    hidden = [fact for event in events_of(theirs) for fact in event["facts"] if "erased_on" in fact]
    assert {tuple(sorted(fact)) for fact in hidden} == {("commitment", "erased_on", "mark")}
    assert values_of(theirs, "signer") == values_of(ours, "signer") == []
    assert ("evidence.erase", person) in set(zip(values_of(ours, "_verb"), values_of(ours, "_subject"), strict=True))
    assert [stands(ours), stands(theirs)] == [True, True]
    rows = [row for row in ours["events.jsonl"].decode().splitlines(keepends=True) if "evidence.erase" not in row]
    assert not stands(dossiers.sealed_again({**ours, "events.jsonl": "".join(rows).encode()}))


def test_a_lost_document_is_said_to_be_lost(sheet: Sheet, settings, tmp_path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }

    files = access.dossier_files(client.of_sheet(sheet))

    assert json.loads(files["manifest.json"])["missing"] == [sheet.sha256]
    assert [line.en for line in verify.check(files) if not line.stands] == [f"Document {sheet.sha256} was lost."]


def test_a_line_never_put_to_the_client_has_no_dossier_for_the_client(cast: Cast, lines: Lines) -> None:
    assert proof.of_entry(cast.p1, lines.wish.code, Edition.CLIENT, from_firm="") is None


def test_no_verb_tells_the_client_a_fact_it_was_not_weighed_for(sheet: Sheet) -> None:
    """Whoever adds a fact to the shared stream decides here whether the client reads it."""
    answer(sheet, "confirm", "not_accept", "ask")

    told = set(Fact.objects.filter(event__stream__name="P1/shared").values_list("name", flat=True))

    unweighed = {name for name in told - access.TOLD if not name.startswith("row:")}
    assert unweighed == {"_subject", "address", "agent", "attachment"}


@pytest.fixture
def long_stream(sheet: Sheet) -> int:
    """Many foreign events before one more answer."""
    count = many(full=100_000, few=2_000)
    stream = Stream.objects.get(name="P1/shared")
    link, rows = stream.link, []
    at = canonical.moment(clock.now())
    for seq in range(stream.seq + 1, stream.seq + 1 + count):
        leaf = canonical.leaf([(canonical.commitment(f"{seq:032x}", "n", "1"),)])
        link = canonical.link(link, seq, leaf)
        rows.append(
            Event(stream=stream, seq=seq, verb="ledger.ask", subject="P1/S9", happened_at=at, recorded_at=at,
                  leaf=leaf, link=link)
        )  # fmt: skip
    Event.objects.bulk_create(rows, batch_size=2_000)
    Stream.objects.filter(pk=stream.pk).update(seq=stream.seq + count, link=link)
    evidence.record(verb="signing.extend", subject="P1/S1", by="林知夏", project="P1", side="shared")
    return count


def test_a_long_stream_costs_a_fixed_number_of_queries(sheet: Sheet, long_stream: int, figure) -> None:
    began = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        data = access.dossier(client.of_sheet(sheet))
    made = time.process_time() - began
    began = time.process_time()
    files = verify.unpacked(data)
    assert stands(files)
    checked = time.process_time() - began

    figure("Proof", f"seconds of CPU to make a dossier out of {long_stream} events", f"{made:.1f}", wanted="a few")
    figure("Proof", "seconds of CPU to verify it", f"{checked:.1f}", wanted="a few")
    figure("Proof", "megabytes it has", f"{len(data) / 1e6:.1f}")
    assert len(files["chain/P1-shared.txt"].splitlines()) > long_stream
    assert len(queries) <= 25
