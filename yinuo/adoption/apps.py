"""Registers the adoption room with Django."""

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    name = "yinuo.adoption"
    label = "adoption"
