"""Payments are written down, their papers come, they are invoiced, the money comes in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yinuo.acceptance import actions as acceptance
from yinuo.acceptance.models import PaymentMilestone
from yinuo.demo import pictures
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.projects.models import Contract, ContractClause

if TYPE_CHECKING:
    from datetime import date

    from yinuo.demo.data.money import PaperRow, PaymentRow
    from yinuo.demo.scene import Scene

MONEY = "V11"
"""郁青 keeps the money of all three projects."""


def payment_is_written(scene: Scene, row: PaymentRow, on: date) -> None:
    project = scene.projects[row.project]
    contract = Contract.objects.get(project=project)
    acceptance.add_milestone(
        contract,
        by=scene.members[MONEY],
        at=scene.at(on, 9, 40),
        code=row.code,
        name=scene.words(row.name),
        share=Decimal(row.percent),
        amount_cents=row.yuan * 100,
        trigger_kind=row.kind,
        trigger_name=scene.words(row.paper_name),
        due_on=scene.day(row.due_on),
        days_after=row.days_after,
        clause=ContractClause.objects.filter(contract=contract, number=row.clause).first(),
    )


def _milestone(scene: Scene, row: PaymentRow) -> PaymentMilestone:
    return PaymentMilestone.objects.select_related("project").get(project__code=row.project, code=row.code)


def line_is_tied(scene: Scene, row: PaymentRow, code: str, on: date) -> None:
    acceptance.tie(_milestone(scene, row), scene.entries[code], by=scene.members[MONEY], at=scene.at(on, 11, 55))


def paper_comes(scene: Scene, row: PaymentRow, paper: PaperRow) -> None:
    """The paper is filed on the day it was signed, with its picture where somebody signed one."""
    milestone, at = _milestone(scene, row), scene.at(paper.on, 17, 30)
    signer = scene.person(paper.signer).name if paper.signer else ""
    acceptance.file_document(
        milestone,
        by=scene.members[MONEY],
        at=at,
        name=scene.words(paper.name),
        signed_on=scene.day(paper.on),
        signed_by=signer,
        attachment_token=_picture(scene, row, paper) if paper.signer else "",
    )


def _picture(scene: Scene, row: PaymentRow, paper: PaperRow) -> str:
    project, title = scene.projects[row.project], scene.words(paper.name)
    signed_on = scene.day(paper.on).isoformat()
    contact = scene.contacts[paper.signer or ""]
    data = pictures.paper(
        title=title,
        heading=f"{contact.firm.name} · {project.name}",
        lines=[scene.words(row.name)],
        signer=contact.person.name,
        day=signed_on,
        seal=contact.firm.name,
    )
    kept = evidence.attach(
        data,
        project_code=row.project,
        side=Side.VENDOR,
        file_name=f"{row.project}-{row.code}-{signed_on}.png",
        media_type="image/png",
        subject=f"{row.project}/{row.code}",
        by=scene.members[MONEY].person.name,
        at=scene.at(paper.on, 17, 30),
    )
    return kept.token


def payment_is_invoiced(scene: Scene, row: PaymentRow, on: date, number: int) -> None:
    day = scene.day(on)
    acceptance.record_invoice(
        _milestone(scene, row),
        by=scene.members[MONEY],
        at=scene.at(on, 10, 20),
        number=f"{day:%y}{number:018d}",
        issued_on=day,
        amount_cents=row.yuan * 100,
    )


def money_comes_in(scene: Scene, row: PaymentRow, on: date) -> None:
    acceptance.receive(
        _milestone(scene, row),
        by=scene.members[MONEY],
        at=scene.at(on, 15, 30),
        received_on=scene.day(on),
        amount_cents=row.yuan * 100,
    )
