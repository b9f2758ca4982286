"""Registers the reports room with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "yinuo.reports"
    label = "reports"

    def import_models(self) -> None:
        """Published tables live in their own file beside `models` (decision 1)."""
        super().import_models()
        import_module("yinuo.reports.published")

    def ready(self) -> None:
        """Register the letters of reports."""
        from yinuo.notices import actions as notices
        from yinuo.reports import actions, jobs

        notices.register(
            actions.PUBLISHED, side=notices.CLIENT, title=_("report published"), compose=jobs.published_letter
        )
        notices.register(
            actions.DRAFTED, side=notices.VENDOR, title=_("weekly report drafted"), compose=jobs.drafted_letter
        )
