"""The one way a portal page is drawn: plain facts into the portal's own template engine (decision 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from uuid import UUID

from django.forms import BaseForm, BaseFormSet
from django.forms.models import BaseModelForm, BaseModelFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

PLAIN = (str, bytes, int, float, bool, Decimal, date, time, timedelta, Enum, UUID, Promise, type(None))


def show(request: HttpRequest, template: str, /, *, status: int = 200, **facts: object) -> HttpResponse:
    """Draw `template` with `facts`: values, collections, frozen dataclasses and forms.

    TypeError names the path of anything else, above all rows, querysets and managers, however deep they lie.
    """
    for name, value in facts.items():
        _check(value, name)
    return render(request, template, facts, status=status, using="portal")


def _check(value: object, path: str) -> None:
    if isinstance(value, PLAIN):
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            _check(key, f"{path} (key {key!r})")
            _check(item, f"{path}[{key!r}]")
    elif isinstance(value, list | tuple | set | frozenset):
        for index, item in enumerate(value):
            _check(item, f"{path}[{index}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            _check(getattr(value, field.name), f"{path}.{field.name}")
    elif not _is_plain_form(value):
        raise TypeError(f"{path} is a {type(value).__qualname__}: the portal is shown plain facts only.")


def _is_plain_form(value: object) -> bool:
    """A form that carries no row with it."""
    return isinstance(value, BaseForm | BaseFormSet) and not isinstance(value, BaseModelForm | BaseModelFormSet)
