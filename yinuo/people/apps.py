"""Registers the people room with Django."""

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest

from yinuo.base import navigation, preferences


class PeopleConfig(AppConfig):
    name = "yinuo.people"
    label = "people"

    def ready(self) -> None:
        """Wishes are kept with the person, on every device; what allauth did with a member is written down."""
        from allauth.account import signals as account
        from allauth.mfa import signals as mfa

        from yinuo.people import jobs  # noqa: F401  # jobs register themselves

        preferences.keep_with(keep_wishes)
        navigation.show_only("firms", is_administrator)
        account.user_logged_in.connect(hear_sign_in, dispatch_uid="people.sign_in")
        mfa.authenticator_used.connect(hear_second_step, dispatch_uid="people.second_step")
        for news in (account.password_changed, account.password_set, account.password_reset):
            news.connect(hear_password, dispatch_uid="people.password")


def is_administrator(request: HttpRequest) -> bool:
    """Whether the page of people and firms opens to whoever asks."""
    from yinuo.people import access
    from yinuo.people.models import Role

    member = access.member_of(getattr(request, "user", None))
    return member is not None and member.role == Role.ADMINISTRATOR


def keep_wishes(request: HttpRequest, *, language: str | None, theme: str | None) -> None:
    """Write a wish of the person who is signed in."""
    from yinuo.people import actions as people
    from yinuo.people.models import Person

    if not isinstance(request.user, Person):
        return
    if language is not None:
        people.set_language(request.user, language=language)
    if theme is not None:
        people.set_theme(request.user, theme=theme)


def hear_sign_in(sender: object, *, request: HttpRequest, user: Any, **news: object) -> None:
    """A member came in: write down by which means."""
    from allauth.account.internal.flows.login import get_authentication_records

    from yinuo.people import actions as people

    met = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    people.note_sign_in(user, means="+".join(dict.fromkeys(met)))


def hear_second_step(sender: object, *, user: Any, authenticator: Any, **news: object) -> None:
    """A recovery code was used up."""
    from yinuo.people import actions as people

    if authenticator.type == authenticator.Type.RECOVERY_CODES:
        people.note_recovery_code(user)


def hear_password(sender: object, *, request: HttpRequest, user: Any, **news: object) -> None:
    """A password was set: the session that did it stays, every other one ends."""
    from yinuo.people import actions as people

    people.note_password(user, but=request.session.session_key if request.user == user else None)
