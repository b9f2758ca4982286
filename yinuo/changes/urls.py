"""Addresses of changes at the desk."""

from django.urls import path

from yinuo.changes.pages import acts, export, register

urlpatterns = [
    path("projects/<slug:code>/changes/", register.changes, name="changes"),
    path("projects/<slug:code>/changes/new/", register.new_change, name="change-new"),
    path("projects/<slug:code>/changes/budget/", register.set_budget, name="change-budget"),
    path("projects/<slug:code>/changes/export/", export.changes_export, name="changes-export"),
    path("projects/<slug:code>/changes/<str:change>/", register.change, name="change"),
    path("projects/<slug:code>/changes/<str:change>/edit/", register.edit, name="change-edit"),
    path("projects/<slug:code>/changes/<str:change>/window/", acts.route, name="change-window"),
    path("projects/<slug:code>/changes/<str:change>/approval/", acts.approve, name="change-approve"),
    path("projects/<slug:code>/changes/<str:change>/work/", acts.work, name="change-work"),
    path("projects/<slug:code>/changes/<str:change>/budget/", acts.use_budget, name="change-use"),
    path("projects/<slug:code>/changes/<str:change>/steps/<str:state>/", acts.step, name="change-step"),
]
