"""Whose turn it is: a side, and a person on the project or a name as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yinuo.base.sides import OwnerSide
from yinuo.projects import queries as projects
from yinuo.projects.models import Seat, SeatRole

if TYPE_CHECKING:
    from yinuo.people.models import Person
    from yinuo.projects.models import Project


class Owned(Protocol):
    """A row with an owner."""

    side: str

    @property
    def owner(self) -> Person | None: ...


LONGEST_NAME = 80
SIDES = [("", pgettext_lazy("side", "as the owner")), *OwnerSide.choices]


class Seated:
    """Who sits on a project, by name, and on which side; `also` somebody whose seat has ended. One query."""

    def __init__(self, project: Project, also: Person | None = None, also_side: str = "") -> None:
        client, vendor = projects.seated(project)
        self.people: dict[str, Person] = {}
        self.sides: dict[str, str] = {}
        for seat in (*vendor, *client):
            self.people.setdefault(seat.person.name, seat.person)
            self.sides.setdefault(seat.person.name, _side_of(seat))
        if also is not None:
            self.people.setdefault(also.name, also)
            self.sides.setdefault(also.name, also_side)
        self.names = tuple(self.people)


def _side_of(seat: Seat) -> str:
    if seat.role == SeatRole.SUPERVISOR:
        return OwnerSide.THIRD.value
    return (OwnerSide.CLIENT if seat.role in Seat.ON_CLIENT_SIDE else OwnerSide.OURS).value


class OwnedForm(forms.Form):
    """A form with `side` and `owner`; the page lists `seated.names` for the browser to offer."""

    side = forms.ChoiceField(label=gettext_lazy("Whose turn"), required=False, choices=SIDES)
    owner = forms.CharField(
        label=gettext_lazy("Owner"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"list": "seated-names", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, project: Project, standing: Owned | None = None, **options: Any) -> None:
        self.seated = Seated(project, standing.owner, standing.side) if standing else Seated(project)
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Side and owner agree; a side left out is that of the person."""
        values = super().clean() or {}
        name, side = " ".join(values.get("owner", "").split()), values.get("side", "")
        known = self.seated.sides.get(name, "")
        if not side and not known:
            self.add_error("side", _("Say whose turn it is; nobody of this name sits on the project."))
        elif side and known and side != known:
            self.add_error(
                "side",
                _("%(name)s belongs to another side: %(side)s.") % {"name": name, "side": OwnerSide(known).label},
            )
        return {**values, "side": side or known, "owner": self.seated.people.get(name, name)}
