"""Chips of state: one icon, one word and one tone for every state, kind and answer (look.md §2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Chip:
    """Icon of the sprite, word on screen, tone of the style sheet."""

    icon: str
    word: str | _StrPromise
    tone: str = "plain"


STATES = {
    "stated": Chip("quote", pgettext_lazy("state", "stated")),
    "clarified": Chip("bulb", pgettext_lazy("state", "clarified")),
    "offered": Chip("send", pgettext_lazy("state", "offered"), "wait"),
    "asked": Chip("help-circle", pgettext_lazy("state", "asked"), "risk"),
    "not_accepted": Chip("circle-x", pgettext_lazy("state", "not accepted"), "missed"),
    "agreed": Chip("rosette-discount-check", pgettext_lazy("state", "agreed"), "seal"),
    "in_delivery": Chip("progress", pgettext_lazy("state", "in delivery"), "wait"),
    "measured": Chip("ruler-measure", pgettext_lazy("state", "measured"), "wait"),
    "met": Chip("circle-check", pgettext_lazy("state", "met"), "kept"),
    "missed": Chip("alert-triangle", pgettext_lazy("state", "missed"), "missed"),
    "kept": Chip("checks", pgettext_lazy("state", "kept"), "kept"),
    "not_kept": Chip("alert-triangle", pgettext_lazy("state", "not kept"), "missed"),
    "moved": Chip("calendar-due", pgettext_lazy("state", "moved"), "risk"),
    "corrected": Chip("pencil-check", pgettext_lazy("state", "promise corrected"), "plain"),
    "refused": Chip("hand-stop", pgettext_lazy("state", "declined by us"), "plain"),
    "withdrawn": Chip("arrow-back-up", pgettext_lazy("state", "withdrawn"), "off"),
    "waived": Chip("feather", pgettext_lazy("state", "waived"), "off"),
}
KINDS = {
    "expectation": Chip("user-heart", pgettext_lazy("kind", "client expects"), "plain"),
    "commitment": Chip("writing-sign", pgettext_lazy("kind", "we promise"), "plain"),
    "duty": Chip("user-check", pgettext_lazy("kind", "client does"), "plain"),
    "record": Chip("notes", pgettext_lazy("kind", "for the record"), "plain"),
    "plan": Chip("calendar-event", pgettext_lazy("kind", "planned"), "plain"),
}
ANSWERS = {
    "confirm": Chip("circle-check", pgettext_lazy("answer", "confirmed"), "kept"),
    "not_accept": Chip("circle-x", pgettext_lazy("answer", "not accepted"), "missed"),
    "ask": Chip("help-circle", pgettext_lazy("answer", "asked"), "risk"),
    "silent": Chip("clock-pause", pgettext_lazy("answer", "no answer"), "off"),
    "replaced": Chip("versions", pgettext_lazy("answer", "replaced"), "off"),
    "oral": Chip("message-circle", pgettext_lazy("answer", "oral, to be signed"), "risk"),
}
MEANS = {
    "code": Chip("shield-check", pgettext_lazy("means", "confirmed by code"), "kept"),
    "paper": Chip("rubber-stamp", pgettext_lazy("means", "signed on paper"), "kept"),
    "message": Chip("message-check", pgettext_lazy("means", "confirmed by message"), "kept"),
}
ISSUES = {
    "open": Chip("circle-dot", pgettext_lazy("issue", "open"), "wait"),
    "answered": Chip("message-check", pgettext_lazy("issue", "answered"), "risk"),
    "reopened": Chip("rotate", pgettext_lazy("issue", "reopened"), "missed"),
    "closed": Chip("circle-check", pgettext_lazy("issue", "closed"), "kept"),
    "dropped": Chip("trash", pgettext_lazy("issue", "dropped"), "off"),
    "happened": Chip("bolt", pgettext_lazy("risk", "has happened"), "missed"),
}
SEVERITIES = {
    "high": Chip("arrow-up", pgettext_lazy("severity", "high"), "missed"),
    "middle": Chip("minus", pgettext_lazy("severity", "middle"), "risk"),
    "low": Chip("arrow-down", pgettext_lazy("severity", "low"), "plain"),
}
PRIVACY = {
    "private": Chip("lock", pgettext_lazy("privacy", "private"), "private"),
    "shared": Chip("eye", pgettext_lazy("privacy", "the client sees this"), "shown"),
}
PAYMENTS = {
    "payment_unready": Chip("circle-dashed", pgettext_lazy("payment", "ahead"), "off"),
    "payment_ready": Chip("file-text", pgettext_lazy("payment", "to be invoiced"), "wait"),
    "payment_invoiced": Chip("send", pgettext_lazy("payment", "to be received"), "wait"),
    "payment_part_paid": Chip("progress", pgettext_lazy("payment", "received in part"), "wait"),
    "payment_paid": Chip("circle-check", pgettext_lazy("payment", "received"), "kept"),
    "payment_missing": Chip("alert-triangle", pgettext_lazy("payment", "paper missing"), "missed"),
    "payment_overdue": Chip("clock", pgettext_lazy("payment", "overdue"), "missed"),
}
MEMOS = {
    "report_draft": Chip("pencil", pgettext_lazy("report", "draft"), "off"),
    "report_published": Chip("send", pgettext_lazy("report", "published"), "kept"),
    "memo_draft": Chip("pencil", pgettext_lazy("memo", "draft"), "off"),
    "memo_sent": Chip("send", pgettext_lazy("memo", "sent, not confirmed"), "wait"),
    "memo_objected": Chip("circle-x", pgettext_lazy("memo", "objected"), "missed"),
    "memo_confirmed": Chip("rosette-discount-check", pgettext_lazy("memo", "confirmed"), "seal"),
    "memo_closed": Chip("archive", pgettext_lazy("memo", "closed"), "off"),
    "memo_wanting": Chip("alert-triangle", pgettext_lazy("memo", "memo missing"), "risk"),
    "step_open": Chip("circle-dashed", pgettext_lazy("next step", "open"), "wait"),
    "step_done": Chip("circle-check", pgettext_lazy("next step", "done"), "kept"),
    "step_carried": Chip("arrow-right", pgettext_lazy("next step", "carried on"), "plain"),
    "step_worn": Chip("arrow-right", pgettext_lazy("next step", "carried on twice"), "risk"),
    "step_escalate": Chip("arrow-up", pgettext_lazy("next step", "to be escalated"), "missed"),
    "step_escalated": Chip("arrow-up", pgettext_lazy("next step", "escalated"), "missed"),
    "step_dropped": Chip("feather", pgettext_lazy("next step", "dropped by both"), "off"),
    "topic_open": Chip("help-circle", pgettext_lazy("topic", "not answered yet"), "wait"),
    "topic_taken": Chip("circle-check", pgettext_lazy("topic", "on the agenda"), "kept"),
    "topic_left": Chip("ban", pgettext_lazy("topic", "not taken up"), "off"),
    "topic_carried": Chip("calendar-event", pgettext_lazy("topic", "moved to a later meeting"), "wait"),
    "coming_unasked": Chip("circle-dashed", pgettext_lazy("invitation", "not invited yet"), "off"),
    "coming_asked": Chip("clock-pause", pgettext_lazy("invitation", "no answer yet"), "off"),
    "coming_accepted": Chip("circle-check", pgettext_lazy("invitation", "comes"), "kept"),
    "coming_tentative": Chip("help-circle", pgettext_lazy("invitation", "perhaps"), "wait"),
    "coming_declined": Chip("circle-x", pgettext_lazy("invitation", "does not come"), "missed"),
}
CHANGES = {
    "change_asked": Chip("message-circle", pgettext_lazy("change", "asked"), "plain"),
    "change_assessing": Chip("scale", pgettext_lazy("change", "being assessed"), "wait"),
    "change_assessed": Chip("ruler-measure", pgettext_lazy("change", "assessed"), "wait"),
    "change_escalated": Chip("users-group", pgettext_lazy("change", "with the executives of both sides"), "risk"),
    "change_approved": Chip("rosette-discount-check", pgettext_lazy("change", "approved"), "kept"),
    "change_partly": Chip("rosette-discount-check", pgettext_lazy("change", "approved in part"), "kept"),
    "change_declined": Chip("hand-stop", pgettext_lazy("change", "declined"), "plain"),
    "change_in_work": Chip("progress", pgettext_lazy("change", "in work"), "wait"),
    "change_done": Chip("checks", pgettext_lazy("change", "approved and done"), "kept"),
    "change_closed": Chip("archive", pgettext_lazy("change", "closed"), "off"),
}
MESSAGES = {
    "message_sent": Chip("circle-check", pgettext_lazy("message", "sent"), "kept"),
    "message_waiting": Chip("clock-pause", pgettext_lazy("message", "waiting"), "wait"),
    "message_refused": Chip("circle-x", pgettext_lazy("message", "refused"), "missed"),
    "message_unclear": Chip("help-circle", pgettext_lazy("message", "not known"), "risk"),
    "message_none": Chip("minus", pgettext_lazy("message", "not needed"), "off"),
}
CHIPS = {
    **MESSAGES,
    **CHANGES,
    **PAYMENTS,
    **ISSUES,
    **SEVERITIES,
    **MEMOS,
    **MEANS,
    **PRIVACY,
    **ANSWERS,
    **KINDS,
    **STATES,
}


def chip_of(value: str) -> Chip:
    """The chip of a State, a kind, an answer, a means or a privacy; KeyError names an unknown value."""
    return CHIPS[str(value)]
