"""Which line of the ledger a task serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.ledger.models import Entry

if TYPE_CHECKING:
    from yinuo.delivery.models import Task


class ServeForm(forms.Form):
    """One line of the ledger that the task does not serve yet."""

    other = forms.ChoiceField(label=_("Line of the ledger"))

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Entry.objects.of(task.project).filter(is_undone=False).exclude(pk__in=task.serves.values("entry"))
        field = self.fields["other"]
        if isinstance(field, forms.ChoiceField):
            found = rows.order_by("code").values_list("code", "words")
            field.choices = [("", "—"), *((code, f"{code} {words[:60]}") for code, words in found)]
