"""Addresses of the ledger at the desk. The register and an entry's own page span rooms and live in `desk`."""

from django.urls import path

from yinuo.ledger import pages

urlpatterns = [
    path("projects/<code>/capture/", pages.capture, name="capture"),
    path("projects/<code>/lines/new/", pages.new_line, name="line-new"),
    path("projects/<code>/sources/", pages.sources, name="sources"),
    path("projects/<code>/sources/<int:number>/", pages.source, name="source"),
    path("projects/<code>/lines/<entry_code>/edit/", pages.clarify, name="entry-edit"),
    path("projects/<code>/lines/<entry_code>/wording/", pages.word, name="entry-word"),
    path("projects/<code>/lines/<entry_code>/start/", pages.begin, name="entry-begin"),
    path("projects/<code>/lines/<entry_code>/measurement/", pages.measure, name="entry-measure"),
    path("projects/<code>/lines/<entry_code>/outcome/", pages.conclude, name="entry-conclude"),
    path("projects/<code>/lines/<entry_code>/links/", pages.link, name="entry-link"),
    path("projects/<code>/lines/<entry_code>/links/<other>/end/", pages.unlink, name="entry-unlink"),
    path("projects/<code>/lines/<entry_code>/<str:act>/", pages.end, name="entry-end"),
    path("projects/<code>/measurements/<int:pk>/telling/", pages.tell, name="measurement-tell"),
    path("projects/<code>/sheets/", pages.board, name="sheets"),
    path("projects/<code>/sheets/new/", pages.new_sheet, name="sheet-new"),
    path("projects/<code>/sheets/<int:number>/", pages.sheet, name="sheet"),
    path("projects/<code>/sheets/<int:number>/pdf/", pages.sheet_pdf, name="sheet-pdf"),
    path("projects/<code>/sheets/<int:number>/docx/", pages.sheet_docx, name="sheet-docx"),
    path("projects/<code>/sheets/<int:number>/link/", pages.link_of_sheet, name="sheet-link"),
    path("projects/<code>/sheets/<int:number>/answers/", pages.record_answers, name="sheet-answers"),
    path("projects/<code>/sheets/<int:number>/returned/", pages.returned, name="sheet-returned"),
    path("projects/<code>/sheets/<int:number>/recall/", pages.recall, name="sheet-recall"),
    path("projects/<code>/sheets/<int:number>/deadline/", pages.extend, name="sheet-deadline"),
    path("projects/<code>/imports/", pages.imports, name="imports"),
    path("projects/<code>/imports/template/", pages.import_template, name="import-template"),
    path("projects/<code>/imports/<int:number>/", pages.import_page, name="import"),
    path("projects/<code>/imports/<int:number>/columns/", pages.import_columns, name="import-columns"),
    path("projects/<code>/imports/<int:number>/rows/", pages.import_rows, name="import-rows"),
    path("projects/<code>/imports/<int:number>/bad-rows/", pages.import_bad_rows, name="import-bad-rows"),
    path("projects/<code>/imports/<int:number>/undo/", pages.import_undo, name="import-undo"),
    path("projects/<code>/imports/<int:number>/end/", pages.import_drop, name="import-drop"),
    path("projects/<code>/views/", pages.save_view, name="view-save"),
    path("projects/<code>/views/<int:pk>/end/", pages.drop_view, name="view-drop"),
]
