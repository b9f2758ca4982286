"""Headers of every answer that no library sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

SENSORS = "accelerometer bluetooth display-capture geolocation gyroscope hid magnetometer microphone payment serial usb"
OURS = "camera publickey-credentials-create publickey-credentials-get"
PERMISSIONS = ", ".join([*(f"{name}=(self)" for name in OURS.split()), *(f"{name}=()" for name in SENSORS.split())])


class HeadersMiddleware:
    """Pages are never stored by a browser or a proxy, use no sensor and serve no other site (ASVS 3.4, 14.3).

    Signing out asks the browser to forget what it kept: the back button must not show a client's page to the next one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_in = request.user.is_authenticated
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if was_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class CompressionMiddleware(GZipMiddleware):
    """Compresses pages and tables, not papers, which are compressed already.

    Up to a hundred random bytes hide the true length (BREACH); the one secret of a page, its form token, is masked anew
    in every answer.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The same answer, shorter, if the browser can read it."""
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith(("text/", "application/json", "application/problem+json")):
            return response
        return super().process_response(request, response)
