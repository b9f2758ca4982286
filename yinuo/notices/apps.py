"""Registers the notices room with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "yinuo.notices"
    label = "notices"
