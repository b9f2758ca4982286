"""Two sides, two prefixes: a member meets 404 in the portal, a contact meets 404 everywhere else."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from yinuo.people.access import MUST_SET_UP, member_of

SHARED = ("/account/", "/link/", "/verify/", "/language/", "/static/")


class SidesMiddleware:
    """Keeps each side behind its own door (decision 25). `/` only forwards, so both may knock there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Refuse the foreign side once the address is known to exist, so that both kinds of 404 are alike.

        A member whose firm demands a second step sets one up before anything else opens.
        """
        path = request.path
        if path == "/" or path.startswith(SHARED) or not request.user.is_authenticated:
            return None
        if path.startswith("/portal/") == (member_of(request.user) is not None):
            raise Http404
        return redirect("account") if request.session.get(MUST_SET_UP) else None
