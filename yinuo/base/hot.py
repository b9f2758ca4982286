"""Hot fragments: the tables and frames drawn most, in Jinja2, which draws a row ten times faster (ADR 0043)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template, Undefined
from jinja2.runtime import Context
from jinja2.utils import internalcode
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class _Context(Context):
    """What a fragment knows. A row calls for its words, chips and days: asking each what it wants takes longer."""

    @internalcode
    def call(self, called: Any, /, *given: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any) -> Any:
        if type(called) is FunctionType and not hasattr(called, "jinja_pass_arg"):
            return called(*given, **named)
        return super().call(called, *given, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


@cache
def environment() -> Environment:
    """The one engine: everything is escaped, an unknown name is an error, words come from the rooms' catalogues."""
    rooms = FileSystemLoader([Path(settings.PACKAGE) / room / "templates" for room in settings.ROOMS])
    widgets = FileSystemLoader([Path(forms.__file__).parent / "jinja2"])
    found = Environment(
        loader=ChoiceLoader([rooms, widgets]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
    )
    found.context_class = _Context
    found.policies["ext.i18n.trimmed"] = True
    vars(found)["newstyle_gettext"] = True  # `{% trans %}` hands its variables to the functions below
    found.globals.update(
        {"_": _word, "gettext": _word, "ngettext": _counted, "pgettext": _homonym, "url": url, "below": below}
    )
    return found


def _word(text: str, **values: object) -> Markup:
    """The word of the active language; what is put into it is escaped, the word itself is ours."""
    return _filled(gettext(text), values)


def _counted(one: str, many: str, num: int, **values: object) -> Markup:
    return _filled(ngettext(one, many, num), {"num": num, **values})


def _homonym(context: str, text: str, **values: object) -> Markup:
    return _filled(pgettext(context, text), values)


def _filled(text: str, values: dict[str, object]) -> Markup:
    if "%" in text:  # as `Markup(text) % values`, which takes three times as long
        text %= {name: value if type(value) is int else escape(value) for name, value in values.items()}
    return Markup(text)  # noqa: S704  # of our own catalogue, what was put in is escaped


def url(name: str, *args: object) -> str:
    """The address of a page, as `{% url %}` gives it."""
    return reverse(name, args=args)


def below(name: str, *args: object) -> str:
    """What the address of page `name` begins with, up to its last part: for the rows of a list."""
    return reverse(name, args=[*args, "0"]).removesuffix("0/")


def offer(**functions: Callable[..., Any]) -> None:
    """Make the kit's functions known to every hot fragment."""
    environment().globals.update(functions)


@cache
def _template(name: str) -> Template:
    if name.startswith("django/"):  # written for names that may be missing
        return environment().overlay(undefined=Undefined).get_template(name)
    return environment().get_template(name)


def draw(name: str, facts: Mapping[str, Any]) -> SafeString:
    """The fragment `name` with these facts: "desk/register_rows.jinja"."""
    return mark_safe(_template(name).render(facts))  # noqa: S308  # every value in it was escaped by the engine
