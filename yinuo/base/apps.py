"""Registers the base room with Django."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "yinuo.base"
    label = "base"

    def ready(self) -> None:
        """Let the house judge its tables at every start."""
        from yinuo.base import checks  # noqa: F401 - importing registers
