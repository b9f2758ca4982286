"""Registers the desk room with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "yinuo.desk"
    label = "desk"

    def ready(self) -> None:
        """Write the day's message for groups of ours."""
        from yinuo.desk.queries import digest
        from yinuo.notices import actions as notices

        notices.compose_by(digest.write, client_reads=False)
