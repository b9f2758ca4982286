"""The sheet as it is answered, signed in or through its link: answers, then a code for exactly these, then the seal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.ledger import for_client as ledger
from yinuo.portal import given as said
from yinuo.portal.compared import Pieces, compared
from yinuo.portal.door import Act, Answer
from yinuo.portal.given import Given
from yinuo.portal.show import show

if TYPE_CHECKING:
    from datetime import date

    from yinuo.people.access import Place, Visitor

FEW_DIGITS = 4
"""A longer number names nobody: so many are never asked."""


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody came to a sheet: what he may do there and at which addresses."""

    here: str
    home: str
    today: date
    asked: tuple[ledger.Asked, ...]
    read: Callable[[], ledger.SheetSeen]
    send: Callable[[ledger.Asked, Sequence[ledger.AnswerGiven]], None]
    sign: Callable[[ledger.Asked, Sequence[ledger.AnswerGiven], str], ledger.ReceiptSeen]
    visitor: Visitor | None = None
    place: Place | None = None

    @property
    def frame(self) -> dict[str, Any]:
        """What the frame of a page shows of it."""
        return {"here": self.here, "home": self.home, "visitor": self.visitor, "place": self.place}


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the page: what it says, what changed, what was typed."""

    line: ledger.LineSeen
    change: Pieces
    given: Given | None
    lost: Given | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an act did not happen, in words; `asks_code` leads back to the six digits, else to the answers."""

    words: str
    asks_code: bool = True


def sheet(request: HttpRequest, way: Way) -> Answer:
    """The page of a sheet, and every step of answering it: nothing is kept between the steps but in the form."""
    seen = way.read()
    typed = request.POST if request.method == "POST" else {}
    given = said.read(typed, seen.lines, way.today)
    act = typed.get("act", "")
    chosen = _chosen(way, typed.get("who", ""))
    if act == "rest":
        return _form(request, way, seen, said.confirm_rest(given), chosen)
    if act not in {"send", "sign"}:
        return _form(request, way, seen, given, chosen)
    answered = tuple(one for one in given if one.kind)
    if said.lost(typed, seen.lines) and not seen.is_recalled:
        return _form(request, way, seen, given, chosen, _offered_anew())
    if words := _lacks(way, seen, answered, chosen):
        return _form(request, way, seen, given, chosen, words)
    assert chosen is not None  # noqa: S101  # `_lacks` has asked who
    return _step(request, way, chosen, given, typed.get("code", "") if act == "sign" else None)


def _chosen(way: Way, who: str) -> ledger.Asked | None:
    """Who answers, by position in the list of those asked; without a choice the only one, or whom the link is for."""
    if who.isdecimal() and len(who) <= FEW_DIGITS and 0 < int(who) <= len(way.asked):
        return way.asked[int(who) - 1]
    addressed = way.asked if len(way.asked) == 1 else [one for one in way.asked if one.is_addressed]
    return addressed[0] if addressed else None


def _lacks(way: Way, seen: ledger.SheetSeen, answered: Sequence[Given], chosen: ledger.Asked | None) -> str:
    """What keeps these answers from being sent, in one sentence."""
    if seen.is_recalled:
        return _("This sheet was taken back. Nothing on it needs your answer.")
    if not answered:
        return _("Nothing is answered yet. Answer at least one line; lines you leave out stay open.")
    if any(one.error for one in answered):
        return _("One of your answers is not complete. Look for the red words.")
    if not way.asked:
        return _("Nobody this sheet was put to can answer it here any more. Ask the project manager.")
    if chosen is None:
        return _("Say who you are, so that the code goes to the right mailbox.")
    return "" if chosen.mail else _no_mailbox()


def _offered_anew() -> str:
    return _("A line you answered was put to you anew on a later sheet. What you wrote to it is shown with the line.")


def _no_mailbox() -> str:
    return _("No mailbox is known for you, so no code can be sent. Sign the sheet on paper, or answer by message.")


def _step(request: HttpRequest, way: Way, chosen: ledger.Asked, given: Sequence[Given], code: str | None) -> Answer:
    """Send a code for these answers, or give them with it."""
    answers = [one.answer() for one in given if one.kind]

    def verb() -> ledger.ReceiptSeen | Trouble | None:
        try:
            if code is None:
                way.send(chosen, answers)
                return None
            return way.sign(chosen, answers, "".join(code.split()))
        except TROUBLES as trouble:
            return told(trouble)

    def then(outcome: object) -> Answer:
        if isinstance(outcome, ledger.ReceiptSeen):
            return redirect(f"{way.here}signed/{outcome.token}/")
        words = outcome.words if isinstance(outcome, Trouble) else ""
        seen = way.read()
        if isinstance(outcome, Trouble) and not outcome.asks_code:
            kept = said.read(request.POST, seen.lines, way.today)
            return _form(request, way, seen, kept, chosen, words)
        return _code(request, way, seen, given, chosen, words)

    return Act(verb, then)


TROUBLES = (
    ledger.WrongCode,
    ledger.CodeGone,
    ledger.CodesTooOften,
    ledger.AlreadyAgreed,
    ledger.LineReplaced,
    ledger.SheetClosed,
    ledger.NotOnThisSheet,
    ledger.NotAsked,
    ledger.NoMailbox,
)


def told(trouble: Exception) -> Trouble:
    """What went wrong and what to do now."""
    if isinstance(trouble, ledger.WrongCode | ledger.CodeGone | ledger.CodesTooOften):
        return Trouble(_of_code(trouble))
    if isinstance(trouble, ledger.AlreadyAgreed):
        words = _("A line was confirmed meanwhile. Your other answers are kept; send them once more.")
    elif isinstance(trouble, ledger.LineReplaced):
        words = _offered_anew()
    elif isinstance(trouble, ledger.SheetClosed):
        words = _("This sheet was taken back. Nothing on it needs your answer.")
    elif isinstance(trouble, ledger.NoMailbox):
        words = _no_mailbox()
    else:
        words = _("These answers cannot be given here any more. Ask the project manager.")
    return Trouble(words, asks_code=False)


def _of_code(trouble: ledger.WrongCode | ledger.CodeGone | ledger.CodesTooOften) -> str:
    if isinstance(trouble, ledger.CodeGone):
        return _("This code is no longer valid. Send a new one; your answers are kept.")
    if isinstance(trouble, ledger.WrongCode):
        if trouble.left == 0:
            return _("Five wrong tries: this code is closed. Send a new one.")
        return ngettext(
            "These are not the digits. %(left)s try remains.",
            "These are not the digits. %(left)s tries remain.",
            trouble.left,
        ) % {"left": trouble.left}
    minutes = -(-trouble.seconds // 60)
    return ngettext(
        "Five codes were sent within ten minutes. The next can be sent in %(minutes)s minute.",
        "Five codes were sent within ten minutes. The next can be sent in %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}


def _form(
    request: HttpRequest,
    way: Way,
    seen: ledger.SheetSeen,
    given: Sequence[Given],
    chosen: ledger.Asked | None,
    words: str = "",
) -> Answer:
    by_number = {one.number: one for one in given}
    lost = {one.number: one for one in said.lost(request.POST, seen.lines)}
    lines = tuple(
        LineShown(
            line,
            compared(line.agreed_before, line.text) if line.agreed_before and not line.seal else (),
            by_number.get(line.number),
            lost.get(line.number),
        )
        for line in seen.lines
    )
    return show(
        request,
        "portal/sheet.html",
        sheet=seen,
        lines=lines,
        asked=tuple(enumerate(_named(way.asked), 1)),
        who=way.asked.index(chosen) + 1 if chosen else 0,
        today=way.today,
        open_count=sum(line.is_open for line in seen.lines),
        first_open=next((line.number for line in seen.lines if line.is_open), 0) if seen.lines[0].seal else 0,
        trouble=words,
        first_error=next((one.number for one in given if one.kind and one.error), 0) if words else 0,
        **way.frame,
    )


def _named(asked: Sequence[ledger.Asked]) -> tuple[dict[str, str], ...]:
    """Those asked as a page may name them: without their keys."""
    return tuple({"name": one.name, "title": one.title, "mail": one.mail} for one in asked)


def _code(
    request: HttpRequest,
    way: Way,
    seen: ledger.SheetSeen,
    given: Sequence[Given],
    chosen: ledger.Asked,
    words: str,
) -> Answer:
    texts = {line.number: line.text for line in seen.lines}
    return show(
        request,
        "portal/code.html",
        sheet=seen,
        answered=tuple((one, texts[one.number]) for one in given if one.kind),
        silent_count=sum(not one.kind for one in given),
        carried=(*(pair for one in given for pair in one.fields), ("who", str(way.asked.index(chosen) + 1))),
        mail=chosen.mail,
        trouble=words,
        **way.frame,
    )
