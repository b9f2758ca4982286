"""The methods that pages understand."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

KNOWN = ("GET", "HEAD", "POST", "OPTIONS")


class MethodsMiddleware:
    """Answers 405 to any other method, before a library's page takes PUT for POST (RFC 9110, ASVS V4)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request) if request.method in KNOWN else HttpResponseNotAllowed(KNOWN)
