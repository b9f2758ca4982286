"""Registers the acceptance room with Django."""

from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    name = "yinuo.acceptance"
    label = "acceptance"
