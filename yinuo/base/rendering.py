"""Forms in the kit's markup: `{{ form }}` and `{% field form.name %}` draw the same field."""

from functools import cached_property
from pathlib import Path

from django import forms
from django.forms import renderers
from django.template.backends.django import DjangoTemplates

BUILTINS = ["yinuo.base.templatetags.kit", "django.templatetags.i18n"]


class KitRenderer(renderers.DjangoTemplates):
    """Named by `FORM_RENDERER`; widgets stay Django's own but for the select."""

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
