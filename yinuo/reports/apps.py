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

        kinds = (
            (actions.PUBLISHED, notices.CLIENT, _("report published"), jobs.published_letter),
            (actions.CORRECTED, notices.CLIENT, _("report corrected"), jobs.corrected_letter),
            (actions.REPLIED, notices.CLIENT, _("question about a report answered"), jobs.replied_letter),
            (actions.DRAFTED, notices.VENDOR, _("weekly report drafted"), jobs.drafted_letter),
            (actions.ASKED, notices.VENDOR, _("question about a report"), jobs.asked_letter),
        )
        for kind, side, title, compose in kinds:
            notices.register(kind, side=side, title=title, compose=compose)
