"""Registers the reports room with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "yinuo.reports"
    label = "reports"
