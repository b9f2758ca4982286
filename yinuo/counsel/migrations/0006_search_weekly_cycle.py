"""The index learns of issues, risks, tasks, memos, reports and changes: the worker reads all events once more."""

from django.db import migrations


def begin_anew(apps, schema_editor):
    apps.get_model("counsel", "IndexMark").objects.update(event_id=0)


class Migration(migrations.Migration):
    dependencies = [
        ("counsel", "0005_finding_rank"),
    ]

    operations = [
        migrations.RunPython(begin_anew, migrations.RunPython.noop),
    ]
