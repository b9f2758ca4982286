"""What somebody said to the lines of a sheet, as typed: read from a form, judged, carried to the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from yinuo.base import fields
from yinuo.ledger import for_client as ledger

WORDS = 500
"""Most characters of words to a line."""
NAME = 80


@dataclass(frozen=True, slots=True)
class Given:
    """One line's answer as typed; an empty `kind` is silence."""

    number: int
    token: str
    kind: str = ""
    chip: str = ""
    words: str = ""
    day: str = ""
    right_person: str = ""
    error: str = ""

    def judged(self, today: date) -> Given:
        """The same with what keeps it from being sent."""
        return replace(self, error=self._error(today))

    def _error(self, today: date) -> str:
        if self.kind == ledger.AnswerKind.NOT_ACCEPT and not self.chip:
            return _("Choose what is not right.")
        if len(self.words) > WORDS or len(self.right_person) > NAME:
            return _("At most %(words)s characters, a name at most %(name)s.") % {"words": WORDS, "name": NAME}
        if self.kind == ledger.AnswerKind.ASK and self.day:
            answer_by = self.answer_by
            if answer_by is None:
                return _("Write the day as 2026-11-25.")
            if answer_by < today:
                return _("This day has passed. Choose a later one.")
        return ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed, so that the line's form is as it always begins."""
        return not (self.kind or self.chip or self.words or self.day or self.right_person)

    @property
    def answer_by(self) -> date | None:
        """The day an answer is promised for, when it can be read."""
        try:
            day = date.fromisoformat(self.day.replace("/", "-"))
        except ValueError:
            return None
        return day if fields.EARLIEST <= day <= fields.LATEST else None

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Names and values that carry this answer through the next form."""
        n = self.number
        pairs = ((f"a{n}", self.kind), (f"c{n}", self.chip), (f"r{n}", self.right_person), (f"d{n}", self.day))
        word = f"q{n}" if self.kind == ledger.AnswerKind.ASK else f"w{n}"
        return tuple((name, value) for name, value in (*pairs, (word, self.words)) if value)

    def answer(self) -> ledger.AnswerGiven:
        """The answer as the ledger takes it."""
        is_no, is_ask = self.kind == ledger.AnswerKind.NOT_ACCEPT, self.kind == ledger.AnswerKind.ASK
        return ledger.AnswerGiven(
            line=self.token,
            kind=self.kind,
            chip=self.chip if is_no else "",
            words=self.words,
            answer_by=self.answer_by if is_ask else None,
            right_person=self.right_person if is_no and self.chip == ledger.Chip.NOT_MINE else "",
        )


def read(typed: Mapping[str, str], lines: Sequence[ledger.LineSeen], today: date) -> tuple[Given, ...]:
    """What was typed to each line that is still open. Ends of lines are alike in every browser and at every step."""
    return tuple(_read(typed, line).judged(today) for line in lines if line.is_open)


def lost(typed: Mapping[str, str], lines: Sequence[ledger.LineSeen]) -> tuple[Given, ...]:
    """What was typed to lines that were offered anew on a later sheet in the meantime."""
    return tuple(given for line in lines if line.is_replaced and (given := _read(typed, line)).kind)


def _read(typed: Mapping[str, str], line: ledger.LineSeen) -> Given:
    def text(letter: str) -> str:
        return "\n".join(typed.get(f"{letter}{line.number}", "").split("\r\n")).strip()

    kind = text("a") if text("a") in ledger.AnswerKind.values else ""
    words = {ledger.AnswerKind.NOT_ACCEPT: text("w"), ledger.AnswerKind.ASK: text("q")}
    return Given(
        number=line.number,
        token=line.token,
        kind=kind,
        chip=text("c") if text("c") in ledger.Chip.values else "",
        words=words.get(ledger.AnswerKind(kind), "") if kind else "",
        day=text("d"),
        right_person=text("r"),
    )


def confirm_rest(given: Sequence[Given]) -> tuple[Given, ...]:
    """Confirm every line that nothing was said to; nothing is sent by that."""
    return tuple(one if one.kind else replace(one, kind=ledger.AnswerKind.CONFIRM.value) for one in given)
