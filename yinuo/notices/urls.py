"""Addresses of notices."""

from django.urls import path

from yinuo.notices import pages

urlpatterns = [
    path("projects/<str:code>/notices/", pages.notices, name="notices"),
    path("projects/<str:code>/notices/<int:pk>/attempts/", pages.attempt, name="notice-attempts"),
]
