"""Registers the evidence room with Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "yinuo.evidence"
    label = "evidence"
