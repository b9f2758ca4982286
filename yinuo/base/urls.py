"""Addresses of the base: language and theme, the keys, the page of marks."""

from django.urls import path

from yinuo.base import pages

urlpatterns = [
    path("language/", pages.language, name="language"),
    path("keys/", pages.keys, name="keys"),
    path("kit/", pages.kit, name="kit"),
]
