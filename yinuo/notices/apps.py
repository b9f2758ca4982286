"""Registers the notices room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "yinuo.notices"
    label = "notices"

    def ready(self) -> None:
        """Register the letters about people, what the worker does here, and whom an invitation goes to."""
        from yinuo.evidence.actions import recorded
        from yinuo.notices import actions, jobs  # noqa: F401  # jobs register themselves

        actions.register(
            "people.sign_in",
            side=actions.CLIENT,
            title=_("sign-in link"),
            recipients=actions.contact_with_address,
            compose=actions.sign_in_letter,
        )
        actions.register(
            "people.invitation",
            side=actions.CLIENT,
            title=_("invitation"),
            compose=actions.invitation_letter,
        )
        recorded.connect(actions.hear, dispatch_uid="notices.hear")
        recorded.connect(actions.hold, dispatch_uid="notices.hold")
