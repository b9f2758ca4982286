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
        from yinuo.people import access

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
        actions.register(
            "people.login_code",
            title=_("sign-in code"),
            recipients=actions.member_with_address,
            compose=actions.login_code_letter,
        )
        actions.register(
            "people.password_reset",
            title=_("new password"),
            recipients=actions.member_with_address,
            compose=actions.password_letter,
        )
        actions.register(actions.CHANGED, title=_("changed sign-in"), compose=actions.changed_letter)
        access.post_by(post_now)
        recorded.connect(actions.hear, dispatch_uid="notices.hear")
        recorded.connect(actions.hold, dispatch_uid="notices.hold")


def post_now(kind: str, email: str, secret: str) -> None:
    """Carry a letter about signing in to the outbox."""
    from yinuo.base import clock
    from yinuo.notices import actions

    actions.post(kind, email, secret, at=clock.now())
