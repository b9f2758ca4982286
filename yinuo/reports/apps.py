"""Registers the reports room with Django."""

from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "yinuo.reports"
    label = "reports"

    def import_models(self) -> None:
        """Published tables live in their own file beside `models` (decision 1)."""
        super().import_models()
        import_module("yinuo.reports.published")
