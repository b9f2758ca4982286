"""What is typed about projects, made into clean values."""

from yinuo.projects.forms.days import CalendarForm, DaysForm
from yinuo.projects.forms.paste import PasteForm, Row, read_people
from yinuo.projects.forms.project import ContractForm, FirstProjectForm, ProjectForm
from yinuo.projects.forms.seats import EditSigningForm, EndForm, NewContactForm, SeatForm, SigningForm

__all__ = [
    "CalendarForm",
    "ContractForm",
    "DaysForm",
    "EditSigningForm",
    "EndForm",
    "FirstProjectForm",
    "NewContactForm",
    "PasteForm",
    "ProjectForm",
    "Row",
    "SeatForm",
    "SigningForm",
    "read_people",
]
