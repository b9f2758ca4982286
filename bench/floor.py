"""The fixed program our pages are measured against: the least Django that shows the same rows to the right person.

A session, a user, one membership check, tuples, a plain template without filters in its rows. It is served as ours is,
on the same database, and is not to be tuned: a ratio means something only while this file stays as it is.
"""

from secrets import token_hex
from typing import Any

import django

django.setup()  # models can be named only after it

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Engine
from django.urls import path
from django.utils import timezone

from yinuo.ledger.models import Entry, Step
from yinuo.projects.models import Seat

settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROWS = 50
FRAME = "<!doctype html><html><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>%s</body></html>"
LIST = Engine().from_string(
    FRAME
    % (
        "<table>{% for code, words, holder, state, due_on in rows %}<tr><td><a href='/{{ title }}/{{ code }}/'>"
        "{{ code }}</a></td><td>{{ words }}</td><td>{{ holder }}</td><td>{{ state }}</td><td>{{ due_on }}</td></tr>"
        "{% endfor %}</table>"
    )
)
ITEM = Engine().from_string(
    FRAME
    % (
        "<p>{{ words }}</p><p>{{ holder }}</p><p>{{ due_on }}</p><ul>{% for state, name, why, at in steps %}"
        "<li>{{ state }} {{ name }} {{ why }} {{ at }}</li>{% endfor %}</ul>"
    )
)


def _seat(request: HttpRequest, code: str) -> tuple[int, int]:
    """The project `code` and the membership of whoever asks; 404 for everybody else."""
    if not request.user.is_authenticated:
        raise Http404
    rows = Seat.objects.filter(project__code=code, person_id=request.user.pk, until=None)
    found = rows.values_list("project_id", "person__member").first()
    if found is None or found[1] is None:
        raise Http404
    return found


def _page(template: Any, **facts: Any) -> HttpResponse:
    return HttpResponse(template.render(Context(facts)))


def items(request: HttpRequest, code: str) -> HttpResponse:
    """The first fifty lines of a project with who holds them and where they stand."""
    project, _member = _seat(request, code)
    newest = Step.objects.filter(entry=OuterRef("pk")).order_by("-id").values("state")[:1]
    rows = Entry.objects.filter(project=project).annotate(now=Subquery(newest)).order_by("due_on", "id")
    return _page(LIST, title=code, rows=rows.values_list("code", "words", "holder__name", "now", "due_on")[:ROWS])


def item(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """One line with its five steps."""
    project, _member = _seat(request, code)
    rows = Entry.objects.filter(project=project, code=entry_code)
    found = rows.values_list("pk", "words", "holder__name", "due_on").first()
    if found is None:
        raise Http404
    pk, words, holder, due_on = found
    steps = Step.objects.filter(entry=pk).order_by("id").values_list("state", "by_name", "why", "at")
    return _page(ITEM, title=entry_code, words=words, holder=holder, due_on=due_on, steps=steps)


def add(request: HttpRequest, code: str) -> HttpResponse:
    """Insert a line and its first step in one transaction."""
    project, member = _seat(request, code)
    now = timezone.now()
    with transaction.atomic():
        entry = Entry.objects.create(
            project_id=project,
            code=token_hex(6),
            kind="expectation",
            holder_id=request.POST["holder"],
            words=request.POST["words"],
            due_on=request.POST["due_on"],
            owner_id=member,
            by_id=member,
            at=now,
        )
        Step.objects.create(entry=entry, state="stated", by_name="floor", at=now)
    return HttpResponseRedirect(f"/{code}/")


urlpatterns = [
    path("<slug:code>/", items),
    path("<slug:code>/new/", add),
    path("<slug:code>/<slug:entry_code>/", item),
]

application = WSGIHandler()
