"""Registers the delivery room with Django."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "yinuo.delivery"
    label = "delivery"
