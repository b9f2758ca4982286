"""Addresses of delivery."""

from django.urls import path

from yinuo.delivery import pages

urlpatterns = [
    path("projects/<code>/plan/", pages.plan_page, name="plan"),
    path("projects/<code>/plan/draft/", pages.draft, name="plan-draft"),
    path("projects/<code>/plan/purpose/", pages.describe, name="plan-describe"),
    path("projects/<code>/plan/publishing/", pages.publish, name="plan-publish"),
    path("projects/<code>/plan/asking/", pages.ask, name="plan-ask"),
    path("projects/<code>/plan/comparison/", pages.compare, name="plan-compare"),
    path("projects/<code>/plan/versions/<int:number>/", pages.version, name="plan-version"),
    path("projects/<code>/plan/tasks/new/", pages.new_task, name="plan-task-new"),
    path("projects/<code>/plan/tasks/<task>/", pages.edit, name="plan-task"),
    path("projects/<code>/plan/tasks/<task>/row/", pages.edit_row, name="plan-row"),
    path("projects/<code>/plan/tasks/<task>/place/", pages.move, name="plan-task-move"),
    path("projects/<code>/plan/tasks/<task>/end/", pages.drop, name="plan-task-drop"),
]
