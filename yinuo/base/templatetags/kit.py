"""The page kit's tags: built-in to every template."""

from django import template

register = template.Library()
