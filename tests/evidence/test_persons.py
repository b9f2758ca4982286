"""What is told about a person can be made unreadable without breaking the chain."""

import pytest

from yinuo.base import clock
from yinuo.evidence import actions as evidence
from yinuo.evidence import queries
from yinuo.evidence.models import Event, Fact, PersonKey


def record(person: str = "person/12", name: str = "温宁") -> Event:
    signer = evidence.Personal(person, name)
    return evidence.record(verb="ledger.reply", subject="P1/S3", by="林知夏", project="P1", facts={"signer": signer})


def test_a_personal_fact_is_sealed_in_the_table_and_read_with_the_key(db: None) -> None:
    event = record()

    fact = Fact.objects.get(name="signer")

    assert (fact.person, fact.value) == ("person/12", "")
    assert "温宁".encode() not in bytes(fact.sealed)
    assert [(told.value, told.is_erased) for told in queries.facts_of(event) if told.person] == [("温宁", False)]
    assert queries.verify() == []


def test_one_key_serves_one_person(db: None) -> None:
    record()
    record()
    record("person/13", "陆明诚")

    assert list(PersonKey.objects.order_by("person").values_list("person", flat=True)) == ["person/12", "person/13"]


def test_an_erased_person_is_gone_and_the_chain_stands(db: None) -> None:
    event, other = record(), record("person/13", "陆明诚")

    evidence.erase("person/12", by="郁青", at=clock.now(), why="本人申请，个保法第四十七条")

    [signer] = [told for told in queries.facts_of(event) if told.person]
    [kept] = [told for told in queries.facts_of(other) if told.person]
    [act] = queries.events("firm")
    report = queries.examine()
    assert (signer.value, signer.is_erased, kept.value) == (None, True, "陆明诚")
    assert (act.verb, act.subject, act.by, act.fact("sealed_facts")) == ("evidence.erase", "person/12", "郁青", 1)
    assert report.flaws == []
    assert {checked.stream: checked.erased for checked in report.streams} == {"P1/shared": 0, "P1/vendor": 1, "firm": 0}


def test_an_erasure_needs_a_reason(db: None) -> None:
    record()

    with pytest.raises(evidence.NoReason):
        evidence.erase("person/12", by="郁青", at=clock.now(), why=" ")

    assert (PersonKey.objects.count(), Event.objects.count()) == (1, 1)


def test_nothing_personal_is_recorded_after_an_erasure(db: None) -> None:
    record()
    evidence.erase("person/12", by="郁青", at=clock.now(), why="本人申请")

    with pytest.raises(evidence.PersonErased):
        record()

    assert PersonKey.objects.count() == 0


def test_a_key_that_vanishes_without_an_erasure_is_a_flaw(db: None) -> None:
    event = record()
    PersonKey.objects.all().delete()

    [flaw] = queries.verify()

    assert (flaw.stream, flaw.seq, "person/12" in flaw.what) == ("P1/vendor", event.seq, True)


def test_a_fact_is_not_passed_off_as_an_erased_persons(db: None, without_guards: None) -> None:
    evidence.erase("person/13", by="郁青", at=clock.now(), why="本人申请")
    event = record()
    Fact.objects.filter(name="signer").update(person="person/13")

    [flaw] = queries.verify()

    assert (flaw.stream, flaw.seq) == ("P1/vendor", event.seq)


def test_an_erased_fact_is_not_passed_off_as_another(db: None, without_guards: None) -> None:
    event = record()
    evidence.erase("person/12", by="郁青", at=clock.now(), why="本人申请")
    Fact.objects.filter(name="signer").update(name="address")

    [flaw] = queries.verify()

    assert (flaw.stream, flaw.seq) == ("P1/vendor", event.seq)
