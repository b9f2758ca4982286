"""Registers the counsel room with Django."""

from django.apps import AppConfig


class CounselConfig(AppConfig):
    name = "yinuo.counsel"
    label = "counsel"
