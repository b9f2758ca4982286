"""Pages of the base: language and theme, the keys, errors, and the page that shows every mark."""

from __future__ import annotations

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yinuo.base import outage, preferences, samples
from yinuo.base.frame import frame_of
from yinuo.base.language import without_person as language_without_person

INTERNAL_ERROR = 500


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch language (`language`) or theme (`theme`, "" follows the device), then return to `next`."""
    wish, theme = request.POST.get("language"), request.POST.get("theme")
    if wish is not None and wish not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if theme is not None and theme not in ("", *preferences.THEMES):
        return HttpResponseBadRequest()
    back = request.POST.get("next", "/")
    hosts, is_secure = {request.get_host()}, request.is_secure()
    # An address of ours begins with a slash; anything else could be taken for the name of a page.
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, hosts, require_https=is_secure)
    if not is_ours:
        back = "/"
    response = redirect(back)
    preferences.keep(request, response, language=wish, theme=theme)
    return response


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """All keys of the desk."""
    return render(request, "base/keys.html")


@require_GET
def kit(request: HttpRequest) -> HttpResponse:
    """Every mark of the product on one page, for whoever builds pages."""
    form = samples.SampleForm({"words": "", "kind": "commitment", "seconds": "3"})
    return render(
        request,
        "base/kit.html",
        {"sample": samples.sample(), "form": form, "blank": samples.SampleForm(auto_id="blank_%s")},
    )


def _error(request: HttpRequest, status: int, heading: str, sentence: str) -> HttpResponse:
    """One frame for every error: nothing of the request but its language and theme (alike for foreign and missing)."""
    facts = {"frame": frame_of(request), "heading": heading, "sentence": sentence}
    return HttpResponse(render_to_string("base/error.html", facts), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _error(request, 400, _("This request cannot be read"), _("Go back, load the page again and repeat the act."))


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403, also for a form that was open too long."""
    return _error(
        request,
        403,
        _("This form is too old"),
        _("Nothing was saved. Go back, load the page again and send the form once more."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what does not exist and for what is not yours."""
    return _error(
        request,
        404,
        _("There is nothing here"),
        _("The address is wrong, or this page is not open to you. Ask whoever gave you the address."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 507 and 503 where it is the disk or the database: asks neither database nor session."""
    code = getattr(request, "LANGUAGE_CODE", "") or language_without_person(request)
    with translation.override(code):
        status, heading, sentence = _outage(outage.kind_of(sys.exc_info()[1]))
        facts = {"frame": None, "heading": heading, "sentence": sentence}
        response = HttpResponse(render_to_string("base/error.html", facts), status=status)
    response.headers["Content-Language"] = code
    response.headers["Cache-Control"] = "no-store"
    if status != INTERNAL_ERROR:
        response.headers["Retry-After"] = str(outage.RETRY_AFTER)
    return response


def _outage(kind: outage.Kind | None) -> tuple[int, str, str]:
    if kind is outage.Kind.FULL:
        return (
            507,
            _("The store is full"),
            _(
                "Nothing was saved. Go back: what you typed is still in the form; send it again once the administrator "
                "has made room. Reading goes on meanwhile."
            ),
        )
    if kind is outage.Kind.AWAY:
        return (
            503,
            _("The database does not answer"),
            _("Nothing was saved. Go back: what you typed is still in the form; send it again in a few seconds."),
        )
    return INTERNAL_ERROR, _("Something broke on our side"), _("Nothing was saved. Try again in a minute.")
