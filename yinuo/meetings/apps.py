"""Registers the meetings room with Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "yinuo.meetings"
    label = "meetings"
