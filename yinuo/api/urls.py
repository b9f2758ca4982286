"""Addresses of the interface for programs."""

from django.urls import path

from yinuo.api import pages

PROJECT = "api/projects/<slug:code>/"
urlpatterns = [
    path("api/", pages.index, name="api"),
    path("api/openapi.json", pages.description, name="api-description"),
    path("api/projects/", pages.projects, name="api-projects"),
    path(PROJECT, pages.project, name="api-project"),
    path(f"{PROJECT}register/", pages.register, name="api-register"),
    path(f"{PROJECT}entries/<str:entry_code>/", pages.entry, name="api-entry"),
    path(f"{PROJECT}sheets/", pages.sheets, name="api-sheets"),
    path(f"{PROJECT}sheets/<int:number>/", pages.sheet, name="api-sheet"),
    path("api/<path:rest>", pages.nothing, name="api-nothing"),
]
