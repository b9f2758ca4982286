"""Registers the base room with Django."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "yinuo.base"
    label = "base"

    def ready(self) -> None:
        """Let the house judge its tables at every start, and the database confine the portal after every migration."""
        from yinuo.base import checks, confine  # noqa: F401 - importing the checks registers them

        # Django tells only apps that have models of their own; one of them is enough, all tables stand by then.
        post_migrate.connect(confine.grant, sender=apps.get_app_config("sessions"))
