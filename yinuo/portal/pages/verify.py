"""The page that says what a file is: for both sides, and for anybody who was handed a file of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yinuo.base import limits
from yinuo.portal import checking
from yinuo.portal.door import Act, Answer, open_to_all
from yinuo.portal.show import show

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

CHECKS = limits.Limit("verify", most=60, seconds=600)
"""So that nobody finds out by trying which short text was signed."""
RECEIPT = 20_000
"""Characters of a receipt; a mail with its receipt is far shorter."""


class VerifyForm(forms.Form):
    """A file, and what an earlier receipt says."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        required=False,
        help_text=gettext_lazy("A dossier (ZIP), or a PDF, Word file, text or picture of ours, just as you have it."),
    )
    sha256 = forms.RegexField(
        r"^\s*[0-9A-Fa-f]{64}\s*$",
        label=gettext_lazy("Or only its SHA-256"),
        required=False,
        error_messages={"invalid": gettext_lazy("A SHA-256 has 64 digits, 0–9 and a–f.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("If the file must not leave your computer."),
    )
    receipt = forms.CharField(
        label=gettext_lazy("Text of a receipt, if you have one"),
        required=False,
        max_length=RECEIPT,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("Only with a dossier: with it, a tail that was cut off is found."),
    )

    def clean_file(self) -> UploadedFile[bytes] | None:
        """Not larger than any file we take."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        size = (file.size or 0) if file else 0
        if size > settings.UPLOAD_MAX_BYTES:
            sizes = {"size": filesizeformat(size), "limit": filesizeformat(settings.UPLOAD_MAX_BYTES)}
            raise forms.ValidationError(
                _("This file is %(size)s; here at most %(limit)s can be checked. A dossier brings its own verify.py.")
                % sizes
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of both is needed."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("file") and not cleaned.get("sha256"):
            self.add_error("file", _("Choose a file, or give its SHA-256."))
        return cleaned


@require_http_methods(["GET", "POST"])
@limits.by_address(CHECKS)
@open_to_all
def verify(request: HttpRequest) -> Answer:
    """Hand in a file; it is read, answered and forgotten."""
    form = VerifyForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return show(request, "portal/verify.html", status=status, form=form, finding=None)
    return Act(
        lambda: _checked(request, form.cleaned_data),
        lambda found: show(request, "portal/verify.html", form=VerifyForm(), finding=found[0], name=found[1]),
    )


def _checked(request: HttpRequest, given: dict[str, Any]) -> tuple[checking.Finding, str]:
    if file := given["file"]:
        return checking.checked(request.user, file.read(), given["receipt"]), file.name
    return checking.by_hash(request.user, given["sha256"].strip().lower()), ""
