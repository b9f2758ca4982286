"""Registers the meetings room with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class MeetingsConfig(AppConfig):
    name = "yinuo.meetings"
    label = "meetings"

    def import_models(self) -> None:
        """Published tables live in their own file beside `models` (decision 1)."""
        super().import_models()
        import_module("yinuo.meetings.published")

    def ready(self) -> None:
        """Say who hears of an invitation or a topic, in which words."""
        from yinuo.meetings import actions, jobs
        from yinuo.notices import actions as notices

        notices.register(
            actions.INVITATION,
            side=notices.CLIENT,
            title=pgettext_lazy("notice", "invitation to a meeting"),
            compose=actions.invitation_letter,
        )
        notices.register(
            actions.TOPIC,
            side=notices.VENDOR,
            title=pgettext_lazy("notice", "topic proposed by the client"),
            compose=jobs.topic_letter,
        )
