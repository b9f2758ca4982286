"""Addresses of counsel at the desk."""

from django.urls import path

from yinuo.counsel import pages

urlpatterns = [path("projects/<slug:code>/notes/", pages.note, name="note-new")]
