"""Each rule about tables, broken on purpose by a throw-away model."""

# ruff: noqa: DJ008 - throw-away tables are never printed

import configparser
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from yinuo.base import checks
from yinuo.base.labels import labelled

ROOMS = ("yinuo.counsel", "yinuo.ledger", "yinuo.projects")


def told(model):
    return [(flaw.id, flaw.msg) for flaw in checks.judge(model)]


def test_the_house_has_no_flaw():
    assert checks.house(None) == []


def test_floors_are_those_of_the_import_rules():
    contracts = configparser.ConfigParser()
    contracts.read(Path(__file__).parents[2] / ".importlinter")
    layers = contracts["importlinter:contract:floors"]["layers"].split("\n")

    assert [tuple(layer.split(" | ")) for layer in layers if layer] == list(checks.FLOORS)


@isolate_apps(*ROOMS)
def test_a_sound_table_passes():
    class Draft(models.Model):
        text = models.TextField()
        LABELS = labelled(vendor="text", system="id")

        class Meta:
            app_label = "ledger"
            db_table = "draft"

    assert told(Draft) == []


@isolate_apps(*ROOMS)
def test_a_field_without_a_label_fails_and_so_does_a_label_without_a_field():
    class Draft(models.Model):
        text = models.TextField()
        LABELS = labelled(vendor="words", system="id")

        class Meta:
            app_label = "ledger"
            db_table = "draft"

    assert told(Draft) == [
        ("yinuo.E001", "The field 'text' carries no label."),
        ("yinuo.E001", "LABELS names 'words', which is no field."),
    ]


@isolate_apps(*ROOMS)
def test_a_published_table_holds_nothing_of_ours():
    class Draft(models.Model):
        __module__ = "yinuo.ledger.published"
        need = models.TextField()
        append_only = True
        LABELS = labelled(vendor="need", system="id")

        class Meta:
            app_label = "ledger"
            db_table = "draft"

    assert told(Draft) == [("yinuo.E002", "The field 'need' is ours alone, yet its table is shown to clients.")]


@isolate_apps(*ROOMS)
@pytest.mark.parametrize("target", ["counsel.PrivateNote", None])
def test_a_key_never_points_up_whether_by_name_or_by_class(target):
    class PrivateNote(models.Model):
        LABELS = labelled(system="id")

        class Meta:
            app_label = "counsel"
            db_table = "private_note"

    class Draft(models.Model):
        note = models.ForeignKey(target or PrivateNote, models.PROTECT)
        LABELS = labelled(system="id note")

        class Meta:
            app_label = "ledger"
            db_table = "draft"

    assert told(Draft) == [("yinuo.E003", "The key 'note' points up, to 'counsel'.")]


@isolate_apps(*ROOMS)
def test_a_key_up_to_a_room_that_is_not_there_yet_is_seen_by_its_name():
    class Draft(models.Model):
        note = models.ForeignKey("counsel.Unborn", models.PROTECT)
        LABELS = labelled(system="id note")

        class Meta:
            app_label = "ledger"
            db_table = "draft"

    assert told(Draft) == [("yinuo.E003", "The key 'note' points up, to 'counsel'.")]


@isolate_apps(*ROOMS)
@pytest.mark.parametrize("key", [models.ForeignKey, models.OneToOneField])
def test_counsel_leaves_no_trace(key):
    class Draft(models.Model):
        LABELS = labelled(system="id")

        class Meta:
            app_label = "ledger"
            db_table = "draft"

    class Reading(models.Model):
        draft = key(Draft, models.PROTECT, related_name="readings")
        silent = key(Draft, models.PROTECT, related_name="+")
        LABELS = labelled(system="id draft silent")

        class Meta:
            app_label = "counsel"
            db_table = "reading"

    assert told(Reading) == [("yinuo.E004", "The key 'draft' leaves a trace on the table it points at.")]


@isolate_apps(*ROOMS)
def test_a_table_is_named_in_so_many_words():
    class Draft(models.Model):
        LABELS = labelled(system="id")

        class Meta:
            app_label = "ledger"

    assert told(Draft) == [("yinuo.E005", "The table has no name of its own.")]


@isolate_apps(*ROOMS)
def test_a_published_row_is_never_edited():
    class Draft(models.Model):
        __module__ = "yinuo.ledger.published"
        LABELS = labelled(system="id")

        class Meta:
            app_label = "ledger"
            db_table = "draft"

    assert told(Draft) == [("yinuo.E006", "A published table may be edited.")]


@isolate_apps(*ROOMS)
def test_a_published_row_points_at_nothing_of_ours():
    class Thought(models.Model):
        text = models.TextField()
        LABELS = labelled(vendor="text", system="id")

        class Meta:
            app_label = "ledger"
            db_table = "thought"

    class Draft(models.Model):
        __module__ = "yinuo.ledger.published"
        thought = models.ForeignKey(Thought, models.PROTECT)
        append_only = True
        LABELS = labelled(system="id thought")

        class Meta:
            app_label = "ledger"
            db_table = "draft"

    assert told(Draft) == [("yinuo.E007", "The key 'thought' leads from a published table to one of ours.")]


def test_every_room_that_django_knows_stands_on_a_floor():
    ours = {room.label for room in apps.get_app_configs() if room.name.startswith("yinuo.")}

    assert {room for room in ours if checks.floor(room) is None} == set()
