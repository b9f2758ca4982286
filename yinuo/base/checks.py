"""System checks of the house: what a table may be called, hold and point at. Run by every `manage.py` command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from yinuo.base.labels import Label

FLOORS: tuple[tuple[str, ...], ...] = (
    ("config",),
    ("demo",),
    ("desk", "portal", "api"),
    *((room,) for room in ("counsel", "reports", "governance", "pulse", "acceptance", "adoption", "meetings")),
    *((room,) for room in ("discovery", "changes", "delivery", "ledger", "signing", "notices", "projects", "people")),
    ("evidence",),
    ("base", "bridges"),
    ("science", "capture"),
)
"""Top floor first; the same list binds imports in `.importlinter` (decision 5)."""

Model = type[models.Model]


@register()
def house(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Judge every table of the house's own rooms."""
    rooms = [room for room in app_configs or apps.get_app_configs() if room.name.startswith("yinuo.")]
    return [flaw for room in rooms for model in room.get_models() for flaw in judge(model)]


def judge(model: Model) -> Iterator[CheckMessage]:
    """Every flaw of one table."""
    yield from _labels(model)
    yield from _name(model)
    yield from _keys(model)
    if is_published(model):
        yield from _published(model)


def is_published(model: Model) -> bool:
    """Whether the table stands in its room's `published` module, so that a client may read it (decision 1)."""
    return "published" in model.__module__.split(".")[2:]


def floor(room: str) -> int | None:
    """How far down `room` lies, from 0 at the top; None for an app that is not ours."""
    return next((depth for depth, rooms in enumerate(FLOORS) if room in rooms), None)


def labels_of(model: Model) -> dict[str, Label]:
    """The table's declared labels by field name; empty when it declares none."""
    labels: dict[str, Label] = getattr(model, "LABELS", {})
    return labels


def _labels(model: Model) -> Iterator[CheckMessage]:
    fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}  # noqa: SLF001 - documented API
    labels = labels_of(model)
    for name in sorted(fields - labels.keys()):
        yield Error(
            f"The field '{name}' carries no label.",
            hint="Name it in LABELS = labelled(...) beside the model.",
            obj=model,
            id="yinuo.E001",
        )
    for name in sorted(labels.keys() - fields):
        yield Error(
            f"LABELS names '{name}', which is no field.", hint="Take it out of LABELS.", obj=model, id="yinuo.E001"
        )


def _name(model: Model) -> Iterator[CheckMessage]:
    meta = model._meta  # noqa: SLF001 - documented API
    if not meta.proxy and "db_table" not in meta.original_attrs:
        yield Error(
            "The table has no name of its own.",
            hint="State Meta.db_table, so that the model may move to another room without renaming data.",
            obj=model,
            id="yinuo.E005",
        )


def _keys(model: Model) -> Iterator[CheckMessage]:
    room = model._meta.app_label  # noqa: SLF001 - documented API
    here = floor(room)
    for field in _relations(model):
        there = floor(_room_of(field))
        if here is not None and there is not None and there < here:
            yield Error(
                f"The key '{field.name}' points up, to '{_room_of(field)}'.",
                hint="Let the upper room hold the key (decision 7).",
                obj=model,
                id="yinuo.E003",
            )
        if room == "counsel" and field.remote_field.related_name != "+":
            yield Error(
                f"The key '{field.name}' leaves a trace on the table it points at.",
                hint='A key of counsel takes related_name="+".',
                obj=model,
                id="yinuo.E004",
            )


def _published(model: Model) -> Iterator[CheckMessage]:
    for name, label in sorted(labels_of(model).items()):
        if label is Label.VENDOR:
            yield Error(
                f"The field '{name}' is ours alone, yet its table is shown to clients.",
                hint="Keep it in the room's models.py.",
                obj=model,
                id="yinuo.E002",
            )
    if not getattr(model, "append_only", False):
        yield Error(
            "A published table may be edited.",
            hint="Set append_only = True; supersede a row by a newer one.",
            obj=model,
            id="yinuo.E006",
        )
    for field in _relations(model):
        target = field.remote_field.model
        if not isinstance(target, str) and Label.VENDOR in labels_of(target).values():
            yield Error(
                f"The key '{field.name}' leads from a published table to one of ours.",
                hint="Copy what the client may read; let our own table point here (decision 1).",
                obj=model,
                id="yinuo.E007",
            )


def _relations(model: Model) -> Iterator[models.ForeignKey[models.Model, models.Model]]:
    meta = model._meta  # noqa: SLF001 - documented API
    for field in (*meta.local_fields, *meta.local_many_to_many):
        if field.is_relation:
            yield field  # type: ignore[misc]  # many-to-many answers the same three questions


def _room_of(field: models.ForeignKey[models.Model, models.Model]) -> str:
    target = field.remote_field.model
    if isinstance(target, str):
        return target.split(".", maxsplit=1)[0].lower() if "." in target else field.model._meta.app_label  # noqa: SLF001
    return target._meta.app_label  # noqa: SLF001 - documented API
