"""Fingerprints of stored rows, so that a row changed behind the back is found by the event that wrote it."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from yinuo.base import canonical

PREFIX = "row:"


def fact_name(row: models.Model) -> str:
    """`row:<table>:<primary key>`."""
    return f"{PREFIX}{row._meta.db_table}:{row.pk}"  # noqa: SLF001 - documented API


def fingerprint(row: models.Model, columns: Iterable[str] = ()) -> str:
    """Hash of the stored row and the columns it covers, `<64 hex digits> id text …`.

    The columns are part of it, so that a column added by a later release leaves old fingerprints standing. Raises
    `KeyError` for a column that the table no longer has.
    """
    fields = {str(field.column): field for field in row._meta.concrete_fields}  # noqa: SLF001 - documented API
    names = sorted(columns or fields)
    cells = {name: canonical.cell(fields[name].value_from_object(row)) for name in names}
    return " ".join([canonical.row(cells), *names])


def changed(witnessed: dict[str, str]) -> dict[str, str]:
    """What is wrong with witnessed rows: fact name to a sentence. `witnessed` maps fact names to fingerprints."""
    tables: dict[str, dict[str, str]] = {}
    for name in witnessed:
        _prefix, table, key = name.split(":", 2)
        tables.setdefault(table, {})[key] = name
    models_of = {model._meta.db_table: model for model in apps.get_models()}  # noqa: SLF001 - documented API
    wrong = {}
    for table, names in tables.items():
        model = models_of.get(table)
        found = {str(row.pk): row for row in model._base_manager.filter(pk__in=names)} if model else {}  # noqa: SLF001 - documented API
        for key, name in names.items():
            if key not in found:
                wrong[name] = _("Row %(key)s of table %(table)s is gone.") % {"key": key, "table": table}
            elif not _matches(found[key], witnessed[name]):
                wrong[name] = _("Row %(key)s of table %(table)s was changed.") % {"key": key, "table": table}
    return wrong


def _matches(row: models.Model, expected: str) -> bool:
    try:
        return fingerprint(row, expected.split(" ")[1:]) == expected
    except KeyError:
        return False
