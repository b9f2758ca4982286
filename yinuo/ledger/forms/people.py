"""Choosing among the people who sit on a project, grouped by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base import fields
from yinuo.people.models import Person
from yinuo.projects import queries as projects

if TYPE_CHECKING:
    from yinuo.projects.models import Project, Seat


def _label(seat: Seat) -> str:
    person = seat.person
    return f"{person.name}（{person.address_as}）" if person.address_as else person.name


class SeatedField(forms.TypedChoiceField):
    """One person who sits on the project; the clean value is the Person."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=self._found, empty_value=None, **options)
        self.people: dict[str, Person] = {}

    def seat(self, project: Project, *, ours: bool = True, theirs: bool = True, also: Person | None = None) -> None:
        """Offer the people of `project`, the client's side first; `also` somebody whose seat has ended."""
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        client, vendor = projects.seated(project)
        for is_wanted, title, side in (
            (theirs, str(project.account.firm.name), client),
            (ours, str(_("Our side")), vendor),
        ):
            seats = side if is_wanted else []
            self.people |= {str(seat.person_id): seat.person for seat in seats}
            groups.append((title, [(str(seat.person_id), _label(seat)) for seat in seats]))
        if also is not None and str(also.pk) not in self.people:
            self.people[str(also.pk)] = also
            groups.append((str(_("Sat here before")), [(str(also.pk), also.name)]))
        blank = [] if self.required and self.initial else [("", "—")]
        self.choices = [*blank, *((title, rows) for title, rows in groups if rows)]

    def _found(self, value: Any) -> Person:
        return self.people[str(value)]


class DayField(fields.DayField):
    """A day as browsers send it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d"])
        super().__init__(**options)
