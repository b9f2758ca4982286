"""Paste or drop a source, then take a line from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base.fields import FileField
from yinuo.capture import chat, files
from yinuo.ledger.forms.people import DayField, SeatedField
from yinuo.ledger.models import EntryKind, SourceKind

if TYPE_CHECKING:
    from datetime import date

    from yinuo.projects.models import Project

LONGEST = 200_000
# Each can be taken by itself: the page shows them all.
MOST_LINES = 10_000


class CaptureForm(forms.Form):
    """A pasted text, or one file; a picture needs the words that count typed beside it."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12, "data-paste": ""}),
        help_text=_("Paste a group chat, minutes or a mail as it is. The original is kept."),
    )
    file = FileField(
        label=_("or a file"),
        required=False,
        help_text=_(".txt .md .docx .eml or a picture; with a picture, type the words that count above."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.md,.docx,.eml,.png,.jpg,.jpeg,.webp"}),
    )
    title = forms.CharField(
        label=_("Heading"), required=False, max_length=160, help_text=_("Left empty, the first line or the file name.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=SourceKind.choices, initial=SourceKind.CHAT)
    occurred_on = DayField(
        label=_("Date"),
        required=False,
        help_text=_("Left empty, the last day that the text or the file bears, or today."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.read: files.Read | None = None
        self.data_of_file = b""

    def clean(self) -> dict[str, Any]:
        """Read the file, if there is one; what was typed wins over what was read."""
        values = super().clean() or {}
        upload = values.get("file")
        if upload:
            self.data_of_file = upload.read()
            try:
                self.read = files.read(upload.name, self.data_of_file)
            except files.Unreadable as reason:
                self.add_error("file", _REASONS[reason.reason])
                return values
        text = values.get("text") or (self.read.text if self.read else "")
        if not text.strip() and "file" not in self.errors:
            self.add_error(
                "text",
                _("Type the words that count: nothing can be read from a picture.")
                if upload
                else _("Paste some text, or choose a file."),
            )
        values["text"] = text = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > LONGEST or text.count("\n") > MOST_LINES:
            self.add_error("file" if upload else "text", _REASONS[files.Reason.TOO_LARGE])
        if self.read and values.get("kind") == SourceKind.CHAT:
            values["kind"] = _KINDS.get(self.read.media_type.partition("/")[0], _KINDS.get(self.read.media_type))
        values["kind"] = values.get("kind") or SourceKind.CHAT
        values["title"] = values.get("title") or self._title(text)
        values["occurred_on"] = values.get("occurred_on") or self._day(text)
        return values

    def _day(self, text: str) -> date:
        if self.read and self.read.when:
            return self.read.when
        days = [said.when for said in chat.utterances(text, self.today) if said.when and said.when <= self.today]
        return days[-1] if days else self.today

    def _title(self, text: str) -> str:
        if self.read and self.read.title:
            return self.read.title[:160]
        first = next((line.strip() for line in text.splitlines() if line.strip()), "")
        return first[:60]


# What a file most likely is, where nobody chose another kind than the one proposed first.
_KINDS = {
    "image": SourceKind.PICTURE,
    "message/rfc822": SourceKind.MAIL,
    "message": SourceKind.MAIL,
    files.DOCX: SourceKind.MINUTES,
}
_REASONS = {
    files.Reason.TOO_LARGE: _("The file is too large. Cut out the part that counts, or paste the text."),
    files.Reason.NOT_TEXT: _("The characters of this file cannot be told. Save it as UTF-8, or paste the text."),
    files.Reason.OTHER_KIND: _(
        "Files of this kind cannot be read here. Use .txt .md .docx .eml or a picture, or paste the text."
    ),
    files.Reason.EMPTY: _("The file holds no text. Paste the words instead."),
    files.Reason.DAMAGED: _("The file is damaged. Open and save it anew, or paste the text."),
}


class RowForm(forms.Form):
    """One quick row: kind, who, the words, by when (decision 20). `start` and `end` are code points of the source."""

    start = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    end = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    kind = forms.ChoiceField(label=_("Kind"), choices=EntryKind.choices, widget=forms.RadioSelect)
    holder = SeatedField(label=_("Who"))
    words = forms.CharField(
        label=_("The line"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "data-next": ""}),
    )
    due_on = DayField(label=_("By when"), required=False)

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["holder"]
        if isinstance(field, SeatedField):
            field.seat(project)

    def clean(self) -> dict[str, Any]:
        """The side of the person has to fit the kind of line."""
        values = super().clean() or {}
        holder, kind = values.get("holder"), values.get("kind")
        if holder is not None and kind:
            is_ours = hasattr(holder, "member")
            if is_ours and kind != EntryKind.COMMITMENT:
                self.add_error("holder", _("A wish or a duty belongs to somebody of the client."))
            if not is_ours and kind == EntryKind.COMMITMENT:
                self.add_error("holder", _("Our commitment is made by one of us."))
        return values
