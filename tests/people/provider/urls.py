"""Addresses of the provider."""

from django.http import HttpResponse
from django.urls import include, path


def become(_request, name):
    """For a browser: be this person at the provider from now on."""
    response = HttpResponse("ok")
    response.set_cookie("as", name)
    return response


urlpatterns = [
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("as/<str:name>/", become),
]
