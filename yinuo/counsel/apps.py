"""Registers the counsel room with Django."""

from django.apps import AppConfig


class CounselConfig(AppConfig):
    name = "yinuo.counsel"
    label = "counsel"

    def ready(self) -> None:
        """Keep the search index up to date with whatever is recorded."""
        from yinuo.counsel import jobs
        from yinuo.evidence.actions import recorded

        recorded.connect(jobs.heard, dispatch_uid="counsel.heard")
