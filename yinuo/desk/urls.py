"""Addresses of the desk: pages that span rooms."""

from django.urls import path

from yinuo.desk.pages import (
    about,
    cockpit,
    dossiers,
    entry,
    evidence,
    export,
    feed,
    gaps,
    portfolio,
    register,
    search,
    today,
)

urlpatterns = [
    path("today/", today.today, name="today"),
    path("portfolio/", portfolio.portfolio, name="portfolio"),
    path("feed/<str:secret>/", feed.feed, name="feed"),
    path("search/", search.search, name="search"),
    path("projects/<slug:code>/", cockpit.project, name="project"),
    path("projects/<slug:code>/register/", register.register, name="register"),
    path("projects/<slug:code>/register/export/", export.register_export, name="register-export"),
    path("projects/<slug:code>/expectations/<str:entry_code>/", entry.expectation, name="entry"),
    path("projects/<slug:code>/commitments/<str:entry_code>/", entry.commitment, name="commitment"),
    path("projects/<slug:code>/gaps/", gaps.gaps, name="gaps"),
    path("projects/<slug:code>/about/", about.about, name="about"),
    path("projects/<slug:code>/about/pdf/", about.about_pdf, name="about-pdf"),
    path("projects/<slug:code>/about/proof/", about.about_proof, name="about-proof"),
    path("projects/<slug:code>/dossiers/<str:name>/", dossiers.dossier, name="dossier"),
    path("projects/<slug:code>/dossiers/<str:name>/<str:edition>/", dossiers.download, name="dossier-file"),
    path("projects/<slug:code>/evidence/", evidence.evidence, name="evidence"),
    path("projects/<slug:code>/evidence/verification/", evidence.verification, name="evidence-verify"),
]
