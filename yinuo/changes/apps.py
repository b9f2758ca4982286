"""Registers the changes room with Django."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "yinuo.changes"
    label = "changes"
