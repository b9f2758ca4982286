"""Registers the base room with Django."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "yinuo.base"
    label = "base"
