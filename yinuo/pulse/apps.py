"""Registers the pulse room with Django."""

from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "yinuo.pulse"
    label = "pulse"
