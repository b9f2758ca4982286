"""Ask the practice checks of every running project, keep what they found and say it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.base import clock
from yinuo.counsel import actions, queries
from yinuo.counsel.queries.rules.reference import reference
from yinuo.projects.models import Project


class Command(BaseCommand):
    help = "Ask every practice check about the running projects and print what fires; put-off findings are left out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", metavar="CODE", help="One project only, such as P1.")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="How to print (%(default)s).")
        parser.add_argument("--rules", action="store_true", help="Print the reference of all rules as Markdown.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rules"]:
            self.stdout.write(reference(), ending="")
            return
        projects = Project.objects.filter(closed_on=None).order_by("code")
        if options["project"]:
            projects = Project.objects.filter(code=options["project"])
            if not projects:
                raise CommandError(_("There is no project %(code)s.") % {"code": options["project"]})
        fires = [row for project in projects for row in _fires(project)]
        if options["format"] == "json":
            self.stdout.write(json.dumps([_told(row) for row in fires], ensure_ascii=False, indent=2))
            return
        for row in fires:
            self.stdout.write(f"{row.project} {row.rule.id} {row.subject} [{row.word}] {row.message}")
        total = len(fires)
        self.stdout.write(ngettext("%(count)s finding.", "%(count)s findings.", total) % {"count": total})


def _fires(project: Project) -> list[queries.Shown]:
    """What fires on a project now, hardest first."""
    actions.check(project, at=clock.now())
    fires, _off = queries.findings_of(project, today=clock.today(project.time_zone))
    return fires


def _told(row: queries.Shown) -> dict[str, str]:
    return {
        "rule": row.rule.id,
        "severity": row.severity,
        "project": row.project,
        "subject": row.subject,
        "message": row.message,
    }
