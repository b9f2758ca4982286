"""Registers the delivery room with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "yinuo.delivery"
    label = "delivery"

    def import_models(self) -> None:
        """Published tables live beside `models` (decision 1)."""
        super().import_models()
        import_module("yinuo.delivery.published")

    def ready(self) -> None:
        """Register the letters of delivery."""
        from yinuo.delivery import jobs
        from yinuo.notices import actions as notices

        title = _("issue raised or answered by the client")
        notices.register("delivery.client_said", side=notices.VENDOR, title=title, compose=jobs.said_letter)
