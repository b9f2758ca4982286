"""Addresses of counsel at the desk."""

from django.urls import path

from yinuo.counsel.pages import checks, notes

CHECKS = "projects/<slug:code>/checks/"
urlpatterns = [
    path("projects/<slug:code>/notes/", notes.note, name="note-new"),
    path("projects/<slug:code>/meetings/<slug:meeting_code>/notes/", notes.meeting_notes, name="meeting-notes"),
    path(CHECKS, checks.checks, name="checks"),
    path(f"{CHECKS}rules/<str:rule>/", checks.rule, name="check-rule"),
    path(f"{CHECKS}told/<str:subject>/", checks.told, name="check-told"),
    path(f"{CHECKS}<int:finding>/later/", checks.later, name="check-later"),
    path(f"{CHECKS}later/<int:snooze>/end/", checks.sooner, name="check-sooner"),
]
