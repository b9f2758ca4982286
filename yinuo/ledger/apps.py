"""Registers the ledger room with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "yinuo.ledger"
    label = "ledger"

    def import_models(self) -> None:
        """Published tables live in their own file beside `models` (decision 1)."""
        super().import_models()
        from importlib import import_module

        import_module("yinuo.ledger.published")
