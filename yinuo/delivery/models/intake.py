"""Files handed in for the plan or the issue list: looked at, taken in, taken back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.labels import labelled
from yinuo.people.models import Member
from yinuo.projects.models import Project


class IntakeKind(models.TextChoices):
    """What a file is taken into."""

    PLAN = "plan", pgettext_lazy("tab", "Plan")
    ISSUES = "issues", pgettext_lazy("tab", "Issues")


class FileIntake(models.Model):
    """A file between the steps of an import. Its maker's alone until it is taken in; gone seven days after it came.

    `table` is what was read of a spreadsheet, empty for a plan of Microsoft Project; `columns` what each column fills.
    `back` is there once it was taken in: what is needed to take the whole of it back.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=IntakeKind)
    number = models.PositiveIntegerField()
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    original = models.BinaryField()
    table = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    back = models.JSONField(null=True)

    LABELS = labelled(
        vendor="kind number file_name original table columns at taken_at back", person="member", system="id project"
    )

    class Meta:
        db_table = "file_intake"
        constraints = (models.UniqueConstraint(fields=["project", "kind", "number"], name="file_intake_number_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
