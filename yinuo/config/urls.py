"""Addresses: every room lists its own, this page only opens the doors."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
