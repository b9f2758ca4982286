"""Registers the discovery room with Django."""

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "yinuo.discovery"
    label = "discovery"
