"""Registers the evidence room with Django, and the guards of every append-only table."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate

from yinuo.base import guards


class EvidenceConfig(AppConfig):
    name = "yinuo.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Django sends `post_migrate` once an app, all of them after the last table; this app's one is enough."""
        from yinuo.evidence import jobs  # noqa: F401 - jobs register themselves

        post_migrate.connect(guards.install_after_migrate, sender=self, dispatch_uid="guards")
        checks.register(checks.Tags.database)(guards.check)
