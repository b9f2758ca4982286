"""Registers the portal room with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "yinuo.portal"
    label = "portal"

    def ready(self) -> None:
        """Write the day's message for groups that a client reads: nobody else may."""
        from yinuo.notices import for_client as notices
        from yinuo.portal import groups

        notices.write_to_groups(groups.write)
