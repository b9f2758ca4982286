"""Indexes for Today: the lines of an owner by date, all of them and those of a kind."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_lines_of_other_rooms")]

    operations = [
        migrations.AddIndex(
            "entry", models.Index(fields=["owner", "due_on", "id"], name="entry_by_owner_and_due")
        ),
        migrations.AddIndex(
            "entry", models.Index(fields=["owner", "kind", "due_on"], name="entry_by_owner_and_kind")
        ),
    ]
