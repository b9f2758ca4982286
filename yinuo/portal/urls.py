"""Addresses of the client's door; tokens of 128 bits, never numbers (decision 4)."""

from django.urls import path

from yinuo.portal import pages

urlpatterns = [
    path("link/", pages.to_sign_in, name="link-door"),
    path("link/<str:secret>/", pages.link, name="link"),
    path("link/<str:secret>/signed/<str:reply>/", pages.link_signed, name="link-signed"),
    path("link/<str:secret>/pdf/", pages.link_pdf, name="link-pdf"),
    path("link/<str:secret>/docx/", pages.link_docx, name="link-docx"),
    path("verify/", pages.verify, name="verify"),
    path("portal/", pages.home, name="portal-home"),
    path("portal/sign-in/", pages.sign_in, name="portal-sign-in"),
    path("portal/calendar/", pages.calendar, name="portal-calendar"),
    path("portal/calendar/end/", pages.calendar_end, name="portal-calendar-end"),
    path("portal/feed/<str:secret>/", pages.feed, name="portal-feed"),
    path("portal/<str:project>/", pages.project, name="portal-project"),
    path("portal/<str:project>/sheets/<str:sheet>/", pages.sheet, name="portal-sheet"),
    path("portal/<str:project>/sheets/<str:sheet>/signed/<str:reply>/", pages.signed, name="portal-signed"),
    path("portal/<str:project>/sheets/<str:sheet>/pdf/", pages.pdf, name="portal-pdf"),
    path("portal/<str:project>/sheets/<str:sheet>/docx/", pages.docx, name="portal-docx"),
    path("portal/<str:project>/sheets/<str:sheet>/dossier/", pages.dossier, name="portal-dossier"),
    path("portal/<str:project>/files/<str:file>/", pages.file, name="portal-file"),
    path("portal/<str:project>/plan/", pages.plan, name="portal-plan"),
    path("portal/<str:project>/meetings/<str:meeting>/", pages.meeting, name="portal-meeting"),
    path("portal/<str:project>/memos/", pages.memos, name="portal-memos"),
    path("portal/<str:project>/memos/<str:memo>/", pages.memo, name="portal-memo"),
    path("portal/<str:project>/reports/", pages.reports_page, name="portal-reports"),
    path("portal/<str:project>/reports/<str:report>/", pages.report, name="portal-report"),
    path("portal/<str:project>/reports/<str:report>/pdf/", pages.report_pdf, name="portal-report-pdf"),
    path("portal/<str:project>/reports/<str:report>/docx/", pages.report_docx, name="portal-report-docx"),
    path("portal/<str:project>/issues/", pages.issues, name="portal-issues"),
    path("portal/<str:project>/issues/<str:issue>/", pages.issue, name="portal-issue"),
    path("portal/<str:project>/risks/", pages.risks, name="portal-risks"),
    path("portal/<str:project>/agreed/", pages.agreed, name="portal-agreed"),
    path("portal/<str:project>/agreed/csv/", pages.agreed_csv, name="portal-agreed-csv"),
    path("portal/<str:project>/agreed/xlsx/", pages.agreed_xlsx, name="portal-agreed-xlsx"),
    path("portal/<str:project>/agreed/<str:line>/", pages.agreed_line, name="portal-agreed-line"),
    path("portal/<str:project>/agreed/<str:line>/dossier/", pages.line_dossier, name="portal-line-dossier"),
]
