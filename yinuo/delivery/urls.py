"""Addresses of delivery."""

from django.urls import path

from yinuo.delivery import pages
from yinuo.delivery.pages import export, gantt, issues, risks, telling

urlpatterns = [
    path("projects/<code>/plan/", pages.plan_page, name="plan"),
    path("projects/<code>/plan/draft/", pages.draft, name="plan-draft"),
    path("projects/<code>/plan/purpose/", pages.describe, name="plan-describe"),
    path("projects/<code>/plan/publishing/", pages.publish, name="plan-publish"),
    path("projects/<code>/plan/asking/", pages.ask, name="plan-ask"),
    path("projects/<code>/plan/comparison/", pages.compare, name="plan-compare"),
    path("projects/<code>/plan/gantt/", gantt.gantt, name="plan-gantt"),
    path("projects/<code>/plan/gantt/moves/", gantt.move_bar, name="plan-gantt-move"),
    path("projects/<code>/plan/versions/<int:number>/", pages.version, name="plan-version"),
    path("projects/<code>/plan/versions/<int:number>/export/", pages.export_plan, name="plan-export"),
    path("projects/<code>/plan/tasks/new/", pages.new_task, name="plan-task-new"),
    path("projects/<code>/plan/tasks/<task>/", pages.edit, name="plan-task"),
    path("projects/<code>/plan/tasks/<task>/row/", pages.edit_row, name="plan-row"),
    path("projects/<code>/plan/tasks/<task>/place/", pages.move, name="plan-task-move"),
    path("projects/<code>/plan/tasks/<task>/end/", pages.drop, name="plan-task-drop"),
    path("projects/<code>/issues/", issues.issues, name="issues"),
    path("projects/<code>/issues/new/", issues.new_issue, name="issue-new"),
    path("projects/<code>/issues/sheet/", telling.work_sheet, name="work-sheet"),
    path("projects/<code>/issues/export/", export.export_issues, name="issues-export"),
    path("projects/<code>/issues/<issue_code>/", issues.issue, name="issue"),
    path("projects/<code>/issues/<issue_code>/edit/", issues.edit_issue, name="issue-edit"),
    path("projects/<code>/issues/<issue_code>/answer/", issues.answer_issue, name="issue-answer"),
    path("projects/<code>/issues/<issue_code>/links/", issues.link_issue, name="issue-link"),
    path("projects/<code>/issues/<issue_code>/links/<other>/end/", issues.unlink_issue, name="issue-unlink"),
    path("projects/<code>/issues/<issue_code>/telling/", telling.tell_issue, name="issue-tell"),
    path("projects/<code>/issues/<issue_code>/<str:act>/", issues.end_issue, name="issue-end"),
    path("projects/<code>/risks/", risks.risks, name="risks"),
    path("projects/<code>/risks/new/", risks.new_risk, name="risk-new"),
    path("projects/<code>/risks/<risk_code>/", risks.risk, name="risk"),
    path("projects/<code>/risks/<risk_code>/edit/", risks.edit_risk, name="risk-edit"),
    path("projects/<code>/risks/<risk_code>/telling/", risks.tell_risk, name="risk-tell"),
    path("projects/<code>/risks/<risk_code>/<str:act>/", risks.end_risk, name="risk-end"),
]
