"""Risks are noted, told, acknowledged and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from yinuo.delivery import actions as delivery
from yinuo.ledger import actions as ledger
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from yinuo.demo.data.risks import RiskRow, RiskSheetRow
    from yinuo.demo.scene import Scene


def risk_is_noted(scene: Scene, row: RiskRow) -> None:
    """It comes into the register on the day it is known."""
    words: dict[str, Any] = {
        name: scene.words(getattr(row, name)) for name in ("what", "cause", "effect", "response", "contingency")
    }
    scene.risks[row.project, row.code] = delivery.note_risk(
        scene.projects[row.project],
        by=scene.members[row.by],
        at=scene.at(row.known_on, 12, 45),
        probability=row.probability,
        impact=row.impact,
        side=row.side,
        owner=scene.person(row.owner),
        response_kind=row.response_kind,
        review_on=scene.shift.maybe(row.review_on),
        known_on=scene.day(row.known_on),
        code=row.code,
        **words,
    )


def risk_is_told(scene: Scene, row: RiskRow) -> None:
    if row.told_on:
        risk, by = scene.risks[row.project, row.code], scene.members[row.by]
        delivery.publish_risk(risk, by=by, at=scene.at(row.told_on, 17, 30))


def risk_ends(scene: Scene, row: RiskRow) -> None:
    """It can happen no more, and the client is told so."""
    if row.closed_on:
        risk, by, at = scene.risks[row.project, row.code], scene.members[row.by], scene.at(row.closed_on, 17, 45)
        delivery.close_risk(risk, by=by, at=at, why=scene.words(row.why))
        delivery.publish_risk(risk, by=by, at=at)


def risks_go_on_a_sheet(scene: Scene, row: RiskSheetRow) -> None:
    """Each is a line for the record."""
    risks = [scene.risks[row.project, code] for code in row.risks]
    with translation.override(scene.language):
        title, ask = _("Risks to be acknowledged"), _("Please confirm each line as understood.")
    scene.risk_sheets[row.project, row.offered_on] = delivery.put_on_sheet(
        scene.projects[row.project],
        by=scene.members[{"P1": "V04", "P2": "V05", "P3": "V06"}[row.project]],
        at=scene.at(row.offered_on, 14, 30),
        risks=risks,
        title=title,
        ask=ask,
        contacts=[scene.contacts[row.by]],
        due_on=scene.day(row.due_on),
        language=scene.language,
    )


def risks_are_acknowledged(scene: Scene, row: RiskSheetRow) -> None:
    """The window person confirms every line with a code."""
    sheet, contact = scene.risk_sheets[row.project, row.offered_on], scene.contacts[row.by]
    ledger.reply(
        sheet,
        means=ledger.MeansGiven(
            means=Means.CODE,
            by_name=contact.person.name,
            by_title=contact.title,
            person_id=contact.person.pk,
            signed_on=scene.day(row.signed_on),
        ),
        answers=[ledger.AnswerGiven(line.token, "confirm") for line in sheet.lines.order_by("number")],
        at=scene.at(row.signed_on, 16, 30),
        tell=False,
    )
