"""Nobody of the client reads a word, a figure or a count that is ours; the desk reads nearly all of them."""

# ruff: noqa: SLF001 - Django documents `_meta`

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import models

from tests.cast import sign_in
from tests.figures import Figure
from tests.leaks.crawler import Crawler
from tests.leaks.visits import CLIENTS, aside, visit
from yinuo.base.checks import labels_of
from yinuo.base.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.leaks.scene import Scene

DESK = ("/today/", "/projects/", "/search/", "/firms/", "/keys/")
STARTS = (
    "/projects/P1/expectations/E101/",
    "/projects/P1/commitments/C101/",
    "/projects/P1/commitments/D101/",
    "/projects/P1/expectations/E102/",
    "/projects/P1/expectations/E103/",
    "/projects/P1/expectations/E104/",
    "/projects/P1/contract/",
    "/projects/P1/register/",
    "/projects/P1/imports/",
    "/projects/P1/evidence/",
    "/projects/P1/plan/",
    "/projects/P1/plan/versions/1/",
    "/projects/P1/plan/versions/2/",
    "/projects/P1/reports/",
    "/projects/P1/reports/1/",
    "/projects/P1/reports/2/",
    "/projects/P1/checks/",
    "/projects/P1/meetings/",
    "/projects/P1/meetings/M937/",
    "/projects/P1/meetings/M937/notes/",
    "/projects/P1/memos/M937/",
    "/today/",
)
WITHOUT = {
    "event.happened_at": "a moment",
    "event.verb": "one of our own fixed words",
    "fact.name": "one of our own fixed words",
    "finding.rule": "the number of a rule",
    "rule_answer.rule": "the number of a rule",
    "rule_setting.rule": "the number of a rule",
    "search_entry.kind": "one of our own fixed words",
    "snooze.rule": "the number of a rule",
    "wording.language": "a code of ISO 639",
    "wording.origin": "one of our own fixed words",
    "contract.currency": "a code of ISO 4217",
    "payment_milestone.currency": "a code of ISO 4217",
    "change_budget.currency": "a code of ISO 4217",
    "change_request.code": "a code such as CR-101",
    "change_request.currency": "a code of ISO 4217",
    "day_list.country": "a code of ISO 3166",
    "group_robot.address": "sealed",
    "group_robot.secret": "sealed",
    "meeting.time_zone": "a name of a zone",
    "memo_line.part": "one of our own fixed words",
    "plan_publishing.special_days": "dates",
    "report_publishing.missing": "our own fixed words",
}
"""Columns of ours in which no canary can sit, and why."""


def columns_of_ours() -> Iterator[tuple[str, type[models.Model], str]]:
    """Every text column labelled `vendor` whose words are free."""
    for model in apps.get_models():
        for name, label in labels_of(model).items():
            field = model._meta.get_field(name)
            if label is Label.VENDOR and isinstance(field, models.CharField | models.TextField) and not field.choices:
                yield f"{model._meta.db_table}.{name}", model, name


def test_every_column_of_ours_carries_a_canary(scene: Scene):
    def carries(model: Any, name: str) -> bool:
        values = map(str, model.objects.values_list(name, flat=True))
        # A fact named after a row ends in its key, which may look like one of our figures by chance.
        return any(scene.private.found(value) for value in values if not value.startswith("row:"))

    columns = list(columns_of_ours())

    assert len(columns) > 20
    lacking = {column for column, model, name in columns if not carries(model, name)}
    assert sorted(lacking) == sorted(WITHOUT)


def at_the_desk(scene: Scene) -> Crawler:
    """What 林知夏 reads; five pages of each kind tell enough."""
    crawler = Crawler(sign_in(scene.cast.lin.person), [scene.private], doors=DESK, most=5)
    crawler.crawl(STARTS)
    return crawler


@pytest.mark.slow
def test_nobody_of_the_client_meets_a_canary_and_the_desk_meets_nearly_all(scene: Scene, capsys: Any, figure: Figure):
    desk = at_the_desk(scene)
    missing = sorted(scene.private.names - desk.names)
    told = [f"desk: {_told(desk)}", f"not met at the desk: {missing}"]
    visits = {}
    for identity in CLIENTS:
        with aside():
            visits[identity] = visit(scene, identity, desk.seen)
        told.append(f"{identity}: {_told(visits[identity])}")
    with capsys.disabled():
        print("", *told, sep="\n")  # noqa: T201  # what was read is half of the proof
    for kind in sorted(set().union(*(one.read for one in visits.values()))):
        figure(
            "Leaks", f"read by eight identities of the client: {kind}", sum(one.read[kind] for one in visits.values())
        )
    figure("Leaks", "canaries laid", len(scene.private.names))
    figure("Leaks", "canaries met at the desk", len(desk.names), wanted="≥ 95 %")
    figure("Leaks", "canaries met by the client", sum(len(one.findings) for one in visits.values()), wanted="0")

    assert {identity: one.findings for identity, one in visits.items() if one.findings} == {}
    _check_reach(visits["wen"], visits["link"], visits["ma"])
    assert len(missing) <= 0.05 * len(scene.private.names)


def _check_reach(window: Crawler, link: Crawler, revoked: Crawler) -> None:
    """Each visit reached what it may read: a crawl that is led nowhere finds nothing either."""
    kinds = {"page", "fragment", "error", "file", "pdf", "docx", "dossier", "mail", "pdf in a mail"}
    assert {kind for kind in kinds if not window.read[kind]} == set()
    assert {"csv/", "xlsx/"} <= {address.partition("/agreed/")[2] for address in window.seen}
    assert (window.numbers, link.numbers, revoked.numbers) == ({1, 2, 3}, {1}, set())
    assert (revoked.read["page"], revoked.read["pdf"]) == (0, 0)


def _told(crawler: Crawler) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(crawler.read.items()))
