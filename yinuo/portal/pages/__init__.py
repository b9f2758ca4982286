"""The pages of the client's door."""

from yinuo.portal.pages.agreed import agreed, agreed_csv, agreed_line, agreed_xlsx, line_dossier
from yinuo.portal.pages.feed import calendar, calendar_end, feed
from yinuo.portal.pages.home import home, project
from yinuo.portal.pages.issues import issue, issues, risks
from yinuo.portal.pages.links import link, link_docx, link_pdf, link_signed
from yinuo.portal.pages.meetings import meeting
from yinuo.portal.pages.memos import memo, memos
from yinuo.portal.pages.plan import plan
from yinuo.portal.pages.reports import report, report_docx, report_pdf, reports_page
from yinuo.portal.pages.sheets import docx, dossier, file, pdf, sheet, signed
from yinuo.portal.pages.sign_in import sign_in, to_sign_in
from yinuo.portal.pages.verify import verify

__all__ = [
    "agreed",
    "agreed_csv",
    "agreed_line",
    "agreed_xlsx",
    "calendar",
    "calendar_end",
    "docx",
    "dossier",
    "feed",
    "file",
    "home",
    "issue",
    "issues",
    "line_dossier",
    "link",
    "link_docx",
    "link_pdf",
    "link_signed",
    "meeting",
    "memo",
    "memos",
    "pdf",
    "plan",
    "project",
    "report",
    "report_docx",
    "report_pdf",
    "reports_page",
    "risks",
    "sheet",
    "sign_in",
    "signed",
    "to_sign_in",
    "verify",
]
