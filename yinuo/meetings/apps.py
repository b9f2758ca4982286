"""Registers the meetings room with Django."""

from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "yinuo.meetings"
    label = "meetings"

    def import_models(self) -> None:
        """Published tables live in their own file beside `models` (decision 1)."""
        super().import_models()
        import_module("yinuo.meetings.published")
