"""Registers the signing room with Django."""

from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "yinuo.signing"
    label = "signing"
