"""Addresses of notices: what was not sent, and the robots of groups."""

from django.urls import path

from yinuo.notices.pages import outbox, robots

urlpatterns = [
    path("projects/<str:code>/notices/", outbox.notices, name="notices"),
    path("projects/<str:code>/notices/<int:pk>/attempts/", outbox.attempt, name="notice-attempts"),
    path("projects/<slug:code>/robots/", robots.project_robots, name="project-robots"),
    path("projects/<slug:code>/robots/new/", robots.new_project_robot, name="project-robot-new"),
    path("robots/", robots.robots, name="robots"),
    path("robots/new/", robots.new_robot, name="robot-new"),
    path("robots/<int:pk>/", robots.robot, name="robot"),
    path("robots/<int:pk>/edit/", robots.edit_robot, name="robot-edit"),
    path("robots/<int:pk>/off/", robots.switch_off, name="robot-off"),
    path("robots/<int:pk>/test/", robots.try_robot, name="robot-test"),
    path("robots/<int:pk>/messages/<int:message>/attempts/", robots.say_again, name="robot-attempts"),
]
