"""What was taken in from a spreadsheet, row by row, and what is still being looked at."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yinuo.base.labels import labelled
from yinuo.ledger.models.entries import Entry
from yinuo.ledger.models.sources import Source
from yinuo.people.models import Member
from yinuo.projects.models import Project


class ImportDraft(models.Model):
    """A file between the steps of an import: what was read of it and how its maker settled columns and rows.

    It is nobody else's, and gone once taken in, or after seven days.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    original = models.BinaryField()
    table = models.JSONField()
    columns = models.JSONField(default=dict)
    settled = models.JSONField(default=dict)
    at = models.DateTimeField()

    LABELS = labelled(vendor="number file_name original table columns settled at", person="member", system="id project")

    class Meta:
        db_table = "import_draft"
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="import_draft_number_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.file_name}"


class Import(models.Model):
    """One spreadsheet taken into the ledger in one act; the file itself is its source."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="imports")
    number = models.PositiveIntegerField()
    source = models.OneToOneField(Source, models.PROTECT, related_name="taken_in")
    file_name = models.CharField(_("file"), max_length=200)
    sheet = models.CharField(_("worksheet"), max_length=60, blank=True)
    header = models.JSONField()
    columns = models.JSONField()
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="number file_name sheet header columns at", person="by", system="id project source")

    class Meta:
        db_table = "import"
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="import_number_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.file_name}"


class ImportRow(models.Model):
    """One row of an imported file: the line it became, or why it became none."""

    taken_in = models.ForeignKey(Import, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField()
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="import_row", null=True)
    why = models.CharField(max_length=500, blank=True)

    append_only = True
    LABELS = labelled(vendor="number cells why", system="id taken_in entry")

    class Meta:
        db_table = "import_row"
        constraints = (models.UniqueConstraint(fields=["taken_in", "number"], name="import_row_once"),)

    def __str__(self) -> str:
        return f"{self.taken_in_id} {self.number}"


class ImportUndo(models.Model):
    """An import was taken back: its unused lines were withdrawn in one act, the used ones stayed."""

    taken_in = models.OneToOneField(Import, models.PROTECT, related_name="undo")
    why = models.CharField(_("reason"), max_length=500)
    withdrawn = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="why withdrawn kept at", person="by", system="id taken_in")

    class Meta:
        db_table = "import_undo"

    def __str__(self) -> str:
        return f"{self.taken_in_id} {self.why}"
