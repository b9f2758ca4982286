"""Registers the signing room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SigningConfig(AppConfig):
    name = "yinuo.signing"
    label = "signing"

    def ready(self) -> None:
        """Say how a code is written down, and what the worker does here."""
        from yinuo.notices import actions as notices
        from yinuo.signing import actions, jobs  # noqa: F401  # jobs register themselves

        notices.register(
            "signing.code",
            side=notices.CLIENT,
            title=_("code to confirm"),
            compose=actions.code_letter,
        )
        notices.register(
            actions.CHECKPOINT,
            side=notices.CLIENT,
            title=_("checkpoint"),
            compose=actions.checkpoint_letter,
        )
