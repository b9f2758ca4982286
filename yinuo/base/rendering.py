"""Forms in the kit's markup: `{{ form }}` and `{% field form.name %}` draw the same field."""

from functools import cached_property
from pathlib import Path
from typing import Any

from django import forms
from django.forms import renderers
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates
from django.utils.safestring import SafeString

from yinuo.base import hot

OURS = {"django/forms/widgets/select.html": "django/forms/widgets/select.jinja"}
BUILTINS = ["yinuo.base.templatetags.kit", "django.templatetags.i18n"]


class KitRenderer(renderers.DjangoTemplates):
    """Named by `FORM_RENDERER`; widgets stay Django's own but for the select, and are drawn by the hot engine."""

    form_template_name = "base/forms/form.html"
    field_template_name = "base/forms/field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        """Django's widget templates and ours, with the kit's tags built in."""
        return DjangoTemplates(
            {
                "APP_DIRS": True,
                "DIRS": [Path(__file__).parent / "templates", Path(forms.__file__).parent / "templates"],
                "NAME": "kitforms",
                "OPTIONS": {"builtins": BUILTINS},
            }
        )

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """Widgets hot, whole forms and fields as templates."""
        if template_name.startswith("django/forms/widgets/"):
            return SafeString(hot.draw(OURS.get(template_name, template_name), context).strip())
        drawn: SafeString = super().render(template_name, context, request)  # type: ignore[assignment]  # it is safe
        return drawn
