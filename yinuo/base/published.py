"""The client's search index: the words of published rows only (decision 26)."""

from __future__ import annotations

from django.db import models

from yinuo.base.labels import labelled


class ClientSearchEntry(models.Model):
    """One published row as a client may find it. `folded` is what is compared, `token` leads to the row.

    Found by project and plain comparison: a project publishes hundreds of rows, and so the confined connection
    needs no tables of an index beside the published ones.
    """

    project_id = models.BigIntegerField()
    token = models.CharField(max_length=22)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    text = models.TextField()
    folded = models.TextField()
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(client="kind title text folded at", system="id project_id token")

    class Meta:
        db_table = "client_search_entry"
        constraints = (
            models.UniqueConstraint(fields=["project_id", "kind", "token"], name="client_search_entry_once"),
        )
        indexes = (models.Index(fields=["project_id", "-at"], name="client_search_by_project"),)

    def __str__(self) -> str:
        return self.title
