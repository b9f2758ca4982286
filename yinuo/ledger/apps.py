"""Registers the ledger room with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "yinuo.ledger"
    label = "ledger"

    def import_models(self) -> None:
        """Published tables live in their own file beside `models` (decision 1)."""
        super().import_models()
        import_module("yinuo.ledger.published")

    def ready(self) -> None:
        """Register the letters of the ledger."""
        from yinuo.ledger import jobs
        from yinuo.notices import actions as notices

        for kind, title, recipients, compose in (
            ("ledger.offered", _("sheet to answer"), jobs.asked_people, jobs.offered_letter),
            ("signing.reminder", _("reminder"), jobs.reminded_people, jobs.reminder_letter),
            ("ledger.receipt", _("receipt"), jobs.nobody_else, jobs.receipt_letter),
            ("ledger.measured", _("measurement"), jobs.nobody_else, jobs.measured_letter),
        ):
            notices.register(kind, side=notices.CLIENT, title=title, recipients=recipients, compose=compose)
        notices.register(
            "ledger.answered",
            side=notices.VENDOR,
            title=_("sheet answered"),
            recipients=jobs.nobody_else,
            compose=jobs.answered_letter,
        )
