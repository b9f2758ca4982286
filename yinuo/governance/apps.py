"""Registers the governance room with Django."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "yinuo.governance"
    label = "governance"
