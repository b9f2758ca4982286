"""The letters of delivery: composed when they are sent, for our side only. Files handed in are forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from yinuo.base import jobs
from yinuo.delivery import actions
from yinuo.delivery.models import Issue
from yinuo.notices.actions import Letter
from yinuo.people.access import member_of
from yinuo.projects.access import open_to

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.notices.actions import Told
    from yinuo.people.models import Person


FILE_DAYS = timedelta(days=7)


@jobs.every(3600, "delivery.forget_files")
def forget_files(at: datetime) -> int:
    """Forget files handed in a week ago; how many."""
    return actions.forget_old(at - FILE_DAYS)


def said_letter(told: Told, person: Person) -> Letter | None:
    """The client raised an issue or answered one; nothing for somebody who may not enter the project any more."""
    code, _slash, issue_code = told.subject.partition("/")
    issue = Issue.objects.select_related("project").filter(project__code=code, code=issue_code).first()
    member = member_of(person)
    if issue is None or member is None or not open_to(member).filter(pk=issue.project_id).exists():
        return None
    answer = issue.answers.filter(is_client=True).order_by("-id").first()
    url = f"{settings.URL}/projects/{code}/issues/{issue.code}/"
    if answer is None:
        text = _("%(by)s raised an issue in the portal:\n\n%(what)s\n\n%(url)s") % {
            "by": issue.raised_by,
            "what": issue.what,
            "url": url,
        }
    else:
        text = _("%(by)s answered in the portal:\n\n%(what)s\n→ %(answer)s\n\n%(url)s") % {
            "by": answer.by_name,
            "what": issue.what,
            "answer": answer.text,
            "url": url,
        }
    return Letter(_("Issue %(code)s: the client wrote") % {"code": issue.code}, text)
