"""Sheets go out and are answered, line by line, each by its own means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.demo import pictures
from yinuo.demo.acts.hearing import criterion
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger import actions as ledger
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from yinuo.demo.data.shapes import EntryRow, Line, ReplyRow, SheetRow
    from yinuo.demo.scene import Scene
    from yinuo.ledger.models import Wording


def sheet_goes_out(scene: Scene, row: SheetRow, entries: dict[str, EntryRow]) -> None:
    """Word every line and put it on a numbered sheet."""
    by, at, project = scene.members[row.by], scene.at(row.offered_on, 14), scene.projects[row.project]
    sheet = ledger.offer(
        project,
        by=by,
        at=at,
        wordings=[_wording(scene, row, line, entries[line.entry]) for line in row.lines],
        title=scene.words(row.title),
        ask=scene.words(row.ask),
        contacts=[scene.contacts[code] for code in row.contacts],
        due_on=scene.day(row.due_on),
        authority=row.authority,
        language=scene.language,
    )
    scene.sheets[row.key] = sheet
    tokens = sheet.lines.order_by("number").values_list("token", flat=True)
    scene.lines |= {(row.key, line.entry): token for line, token in zip(row.lines, tokens, strict=True)}


def _wording(scene: Scene, row: SheetRow, line: Line, entry: EntryRow) -> Wording:
    measure = line.measure or entry.measure
    return ledger.word(
        scene.entries[line.entry],
        by=scene.members[row.by],
        at=scene.at(row.offered_on, 13, 30),
        text=scene.words(line.text or entry.words),
        language=scene.language,
        due_on=scene.day(line.due_on or entry.due_on),
        criterion=criterion(scene, row.project, measure) if measure else None,
    )


def sheet_is_answered(scene: Scene, row: SheetRow, answer: ReplyRow) -> None:
    """One reply: who, by which means, with what proof."""
    contact = scene.contacts[answer.by]
    at = scene.at(answer.recorded_on or answer.signed_on, 16)
    ledger.reply(
        scene.sheets[row.key],
        means=ledger.MeansGiven(
            means=answer.means,
            by_name=contact.person.name,
            by_title=contact.title,
            person_id=contact.person.pk,
            signed_on=scene.day(answer.signed_on),
            authority=answer.authority,
            recorded_by="" if answer.means == Means.CODE else scene.members[answer.recorded_by].person.name,
            stamp=answer.stamp,
            sign_by=scene.shift.maybe(answer.sign_by),
            attachment_token=_picture(scene, row, answer) if answer.picture else "",
            message_text=scene.words(answer.message),
        ),
        answers=[
            ledger.AnswerGiven(
                line=scene.lines[row.key, say.entry],
                kind=say.kind,
                chip=say.chip,
                words=scene.words(say.words),
                answer_by=scene.shift.maybe(say.answer_by),
            )
            for say in answer.says
        ],
        at=at,
        tell=False,
    )


def _picture(scene: Scene, row: SheetRow, answer: ReplyRow) -> str:
    sheet, contact = scene.sheets[row.key], scene.contacts[answer.by]
    signed_on = scene.day(answer.signed_on).isoformat()
    if answer.means == Means.PAPER:
        data = pictures.paper(
            title=sheet.title,
            heading=f"{sheet.to_firm} · {sheet.project_name}",
            lines=[f"{line.number}. {line.text}" for line in sheet.lines.order_by("number")],
            signer=contact.person.name,
            day=signed_on,
            seal=contact.firm.name if answer.stamp != "hand" else "",
        )
    else:
        _speaker, _colon, said = scene.words(answer.message).replace("：", ": ", 1).partition(": ")
        data = pictures.chat(contact.person.name, said, signed_on)
    attached = evidence.attach(
        data,
        project_code=row.project,
        side=Side.SHARED,
        file_name=f"{row.project}-S{sheet.number}-{signed_on}.png",
        media_type="image/png",
        subject=f"{row.project}/S{sheet.number}",
        by=scene.members[answer.recorded_by].person.name,
        at=scene.at(answer.recorded_on or answer.signed_on, 15, 45),
    )
    return attached.token
