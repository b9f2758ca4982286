"""The client's verbs: ask for a code, answer line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from yinuo.base import clock
from yinuo.base.prepared import Given, Prepared
from yinuo.ledger import access, actions
from yinuo.ledger.for_client.seen import ReceiptSeen, receipt_seen
from yinuo.ledger.for_client.sheets import linked
from yinuo.ledger.published import Authority, Sheet, SheetContact
from yinuo.projects import for_client as projects
from yinuo.signing import actions as signing
from yinuo.signing.actions import Means

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from yinuo.ledger.actions import AnswerGiven
    from yinuo.people.access import Place, Visitor


class NotAsked(PermissionError):
    """The sheet was not put to this person, or the seat to answer it from has ended."""


class NoMailbox(ValueError):
    """There is no address to send a code to: the answer comes on paper or as a message."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody a sheet was put to and who still sits on the project; `mail` is half hidden, empty for none.

    `is_addressed` is the one a link was made for.
    """

    person_id: int
    name: str
    called: str
    title: str
    mail: str
    may_sign: bool
    is_addressed: bool = False


def half_hidden(email: str) -> str:
    """`wenning@hualing.example` as `we***@hualing.example`: known again by its owner, of no use to others."""
    local, at_sign, host = email.partition("@")
    return f"{local[: min(2, len(local) - 1)]}***{at_sign}{host}" if at_sign else ""


def asked_by_link(secret: str, *, on: date) -> tuple[Asked, ...]:
    """Who may answer through this link: those the sheet was put to and whose seat is open."""
    addressed = signing.open_link(secret, on=on).for_person_id
    asked = _still_asked(linked(secret, on=on))
    return tuple(replace(one, is_addressed=one.person_id == addressed) for one in asked)


def asked_here(visitor: Visitor, place: Place) -> Asked:
    """The visitor as somebody who answers."""
    return Asked(
        visitor.person_id, visitor.name, visitor.called, visitor.title, half_hidden(visitor.email), place.may_sign
    )


def _still_asked(found: Sheet) -> tuple[Asked, ...]:
    rows = _contacts(sheet=found.pk)
    held = projects.standings([person_id for person_id, *_ in rows], found.project_id)
    return tuple(
        Asked(person_id, name, called, title, half_hidden(held[person_id].email), held[person_id].may_sign)
        for person_id, name, called, title in rows
        if person_id in held
    )


_contacts = Prepared(
    lambda: (
        SheetContact.objects.filter(sheet=Given("sheet"))
        .order_by("id")
        .values_list("person_id", "name", "called", "title")
    )
)


def send_code(visitor: Visitor, place: Place, token: str, answers: Sequence[AnswerGiven], *, at: datetime) -> None:
    """Send the six digits for exactly these answers. Raises CodesTooOften, NoMailbox."""
    if not visitor.email:
        raise NoMailbox
    _send(access.sheet_for(token, [place.project_id]), visitor.person_id, answers, at=at)


def send_code_by_link(secret: str, *, person_id: int, answers: Sequence[AnswerGiven], at: datetime, on: date) -> None:
    """The same for somebody who holds the link; only those asked. Raises NotAsked, CodesTooOften, NoMailbox."""
    found = linked(secret, on=on)
    if not _asked(found, person_id).mail:
        raise NoMailbox
    _send(found, person_id, answers, at=at)


def _send(found: Sheet, person_id: int, answers: Sequence[AnswerGiven], *, at: datetime) -> None:
    signing.send_code(
        actions.sheet_subject(found),
        document_sha256=found.sha256,
        answers_sha256=actions.answers_sha256(found, answers),
        person_id=person_id,
        at=at,
        title=f"{found.title} · {found.number}",
    )


def _asked(found: Sheet, person_id: int) -> Asked:
    for asked in _still_asked(found):
        if asked.person_id == person_id:
            return asked
    raise NotAsked


@dataclass(frozen=True, slots=True)
class From:
    """Where an answer came from, kept with the signature only."""

    address: str = ""
    agent: str = ""


def answer(
    visitor: Visitor,
    place: Place,
    token: str,
    answers: Sequence[AnswerGiven],
    *,
    code: str,
    at: datetime,
    come_from: From,
) -> ReceiptSeen:
    """Answer lines of a sheet with the code that was sent for exactly these answers.

    Raises WrongCode, CodeGone, SheetClosed, AlreadyAgreed, NotOnThisSheet.
    """
    found = access.sheet_for(token, [place.project_id])
    means = actions.MeansGiven(
        means=Means.CODE,
        by_name=visitor.name,
        by_title=visitor.title,
        person_id=visitor.person_id,
        signed_on=clock.today(place.time_zone),
        authority=Authority.SIGNATORY if place.may_sign else Authority.WINDOW,
        address=come_from.address,
        agent=come_from.agent,
    )
    return _reply(found, means, answers, code=code, at=at)


def answer_by_link(
    secret: str,
    *,
    person_id: int,
    answers: Sequence[AnswerGiven],
    code: str,
    at: datetime,
    on: date,
    come_from: From,
) -> ReceiptSeen:
    """The same through the sheet link: the code went to the mailbox of the person asked, so the link signs nothing."""
    found = linked(secret, on=on)
    row = _asked(found, person_id)
    means = actions.MeansGiven(
        means=Means.CODE,
        by_name=row.name,
        by_title=row.title,
        person_id=person_id,
        signed_on=on,
        authority=Authority.SIGNATORY if row.may_sign else Authority.WINDOW,
        address=come_from.address,
        agent=come_from.agent,
    )
    return _reply(found, means, answers, code=code, at=at)


def _reply(
    found: Sheet, means: actions.MeansGiven, answers: Sequence[AnswerGiven], *, code: str, at: datetime
) -> ReceiptSeen:
    # Compared outside the transaction of the reply: a wrong try counts although nothing else is written.
    checked = signing.check_code(
        actions.sheet_subject(found),
        document_sha256=found.sha256,
        answers_sha256=actions.answers_sha256(found, answers),
        person_id=means.person_id or 0,
        code=code,
        at=at,
    )
    with transaction.atomic():
        signing.spend_code(checked, at=at)
        given = actions.reply(found, means=means, answers=answers, at=at)
    return receipt_seen(given)
