"""Addresses of reports at the desk."""

from django.urls import path

from yinuo.reports import pages

REPORTS = "projects/<slug:code>/reports/"
REPORT = f"{REPORTS}<int:number>/"

urlpatterns = [
    path(REPORTS, pages.reports_page, name="reports"),
    path(f"{REPORTS}hour/", pages.report_time, name="report-time"),
    path(f"{REPORTS}new/", pages.new_report, name="report-new"),
    path(REPORT, pages.report, name="report"),
    path(f"{REPORT}edit/", pages.edit_report, name="report-edit"),
    path(f"{REPORT}publishing/", pages.publish_report, name="report-publish"),
    path(f"{REPORT}correction/", pages.correct_report, name="report-correct"),
    path(f"{REPORT}questions/<int:question>/", pages.reply_to_question, name="report-reply"),
    path(f"{REPORT}pdf/", pages.report_as_pdf, name="report-pdf"),
    path(f"{REPORT}docx/", pages.report_as_docx, name="report-docx"),
]
