"""Addresses of the demo."""

from django.urls import path

from yinuo.demo import pages

urlpatterns = [path("demo/mailbox/", pages.mailbox, name="mailbox")]
