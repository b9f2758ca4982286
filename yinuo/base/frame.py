"""What every page of a door needs: language, theme, address of the other language."""

from typing import Any

from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context of the vendor's frame."""
    return {}


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context of the client's frame: plain facts only."""
    return {}
