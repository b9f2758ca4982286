"""What the provider says about people, and how it knows who they are."""

from oauth2_provider.oauth2_validators import OAuth2Validator


class Claims(OAuth2Validator):
    """An address, and whether it was verified."""

    oidc_claim_scope = None

    def get_additional_claims(self, request):
        from tests.people.provider.__main__ import PEOPLE

        email, verified = PEOPLE[request.user.username]
        return {"email": email, "email_verified": verified, "name": request.user.username}


def named_by_cookie(get_response):
    """Whoever the cookie `as` names is signed in: the provider's own sign-in is not what is tested."""

    def seen(request):
        from django.contrib.auth.models import User

        person = User.objects.filter(username=request.COOKIES.get("as", "")).first()
        if person is not None:
            request.user = person
        return get_response(request)

    return seen
