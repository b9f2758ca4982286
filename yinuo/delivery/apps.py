"""Registers the delivery room with Django."""

from importlib import import_module

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "yinuo.delivery"
    label = "delivery"

    def import_models(self) -> None:
        """Published tables live beside `models` (decision 1)."""
        super().import_models()
        import_module("yinuo.delivery.published")
