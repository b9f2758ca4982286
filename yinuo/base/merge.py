"""Two people edit the same thing: what does not collide is merged, what does is shown and asked (decision 39)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yinuo.base import dates

CONFLICT, INCOMPLETE, FINE = 409, 422, 200
MARK = "based_on"
_ASKED = "?"
_NOTHING = "—"
_LONGEST = 100
"""Digits written out; 1E+999999999 stays as it was typed."""


class Edited(ValueError):
    """Somebody else changed the thing after it was read: read it anew and merge again."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed differently. `choice` is the name of the question, `field_id` its control."""

    choice: str
    label: str
    yours: str
    now: str
    field_id: str


class EditForm(forms.Form):
    """A form over something that stands: `initial` is what stands now, also when something was posted.

    A hidden mark tells what was shown when the form was opened, field by field. A field that only somebody else
    changed takes what stands now; one that both changed is a clash: the form is not valid until it is chosen whose
    words stay. `clashes` and `joined` hold once the form was cleaned.
    """

    clashes: tuple[Clash, ...] = ()
    joined: tuple[str, ...] = ()
    """Labels of the fields that took what somebody else wrote meanwhile."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[MARK] = forms.CharField(required=False, widget=forms.HiddenInput, initial=self._mark)

    def full_clean(self) -> None:
        """Merge, then judge what came of it."""
        if self.is_bound:
            self._merge()
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.pop(MARK, None)
        if self.clashes:
            self.add_error(None, _("Somebody else changed the same fields meanwhile. Choose what shall stand."))

    def _edited(self) -> list[tuple[str, forms.Field]]:
        return [(name, field) for name, field in self.fields.items() if name != MARK]

    def _mark(self, asked: tuple[str, ...] = ()) -> str:
        shown = {name: _digest(field, self._now(name, field)) for name, field in self._edited()}
        return json.dumps(shown | ({_ASKED: list(asked)} if asked else {}))

    def _now(self, name: str, field: forms.Field) -> Any:
        return field.prepare_value(self.get_initial_for_field(field, name))

    def _merge(self) -> None:
        seen = _read(self.data.get(self.add_prefix(MARK), ""))
        if not seen:
            return
        merged: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict or a dict
        self.data = merged
        clashes, joined = {}, []
        for name, field in self._edited():
            now, place = self._now(name, field), self.add_prefix(name)
            mine = field.widget.value_from_datadict(self.data, self.files, place)
            choice = self.data.get(f"{place}-choice", "") if name in seen.get(_ASKED, ()) else None
            verdict = _verdict(str(seen.get(name)), _digest(field, mine), _digest(field, now), choice)
            if verdict == "clash":
                label = str(field.label or name)
                clashes[name] = Clash(f"{place}-choice", label, _words(field, mine), _words(field, now), f"id_{place}")
            if verdict in ("join", "now"):
                _put(merged, place, field, now)
            if verdict == "join":
                joined.append(str(field.label or name))
        self.clashes, self.joined = tuple(clashes.values()), tuple(joined)
        merged[self.add_prefix(MARK)] = self._mark(tuple(clashes))


def _verdict(shown: str, mine: str, now: str, choice: str | None) -> str:
    """What becomes of one field: "mine", "now" (chosen), "join" (only they changed it) or "clash".

    `choice` is None unless the form that was sent asked for one.
    """
    if mine == now:
        return "mine"
    if choice is not None:
        if choice == "now":
            return "now"
        return "mine" if choice == "mine" and now == shown else "clash"
    if now == shown:
        return "mine"
    return "join" if mine == shown else "clash"


def _read(mark: str) -> dict[str, Any]:
    try:
        seen = json.loads(mark)
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def _digest(field: forms.Field, raw: Any) -> str:
    return hashlib.sha256(_plain(field, raw).encode()).hexdigest()[:16]


def _plain(field: forms.Field, raw: Any) -> str:
    """A value in one spelling, whether it comes from a browser or from the database."""
    try:
        value = field.to_python(raw)
    except ValidationError:
        value = raw
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < _LONGEST:
        return format(value.normalize(), "f")
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else "\n".join(str(value).split("\r\n")).strip()


def _words(field: forms.Field, raw: Any) -> str:
    """A value as people read it."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if field.to_python(raw) else _("no")
    plain = _plain(field, raw)
    if isinstance(field, forms.ChoiceField):
        return str(_labels(field.choices).get(plain, plain)) or _NOTHING
    if isinstance(field, forms.DateField):
        try:
            return dates.day(date.fromisoformat(plain))
        except ValueError:
            return plain or _NOTHING
    return plain or _NOTHING


def _labels(choices: Any) -> dict[str, object]:
    labels: dict[str, object] = {}
    for value, label in choices:
        if isinstance(label, list | tuple):
            labels |= _labels(label)
        else:
            labels[str(value)] = label
    return labels


def _put(data: Any, place: str, field: forms.Field, now: Any) -> None:
    if not isinstance(field, forms.BooleanField):
        data[place] = _plain(field, now)
    elif field.to_python(now):
        data[place] = "on"
    else:
        data.pop(place, None)


def status(*edits: forms.Form) -> int:
    """The status of a page that shows these forms again: 409 for a conflict, 422 for a flaw, else 200."""
    if any(getattr(form, "clashes", ()) for form in edits):
        return CONFLICT
    return INCOMPLETE if any(form.errors for form in edits) else FINE


def tell(request: HttpRequest, *edits: EditForm) -> None:
    """Say which changes of somebody else were kept beside one's own."""
    if joined := [label for form in edits for label in form.joined]:
        messages.info(
            request,
            _("Somebody else changed this meanwhile: %(fields)s. Both changes were kept.")
            % {"fields": _(", ").join(joined)},
        )


def same(row: Model, was: Mapping[str, object] | None) -> None:
    """Raises `Edited` unless `row` still says what the form was judged against."""
    if was is not None and any(getattr(row, name) != value for name, value in was.items()):
        raise Edited
