"""Addresses: every room lists its own, this page only opens the doors."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("yinuo.base.urls")),
    path("", include("yinuo.people.urls")),
    path("", include("yinuo.projects.urls")),
    path("", include("yinuo.notices.urls")),
    path("", include("yinuo.ledger.urls")),
    path("", include("yinuo.delivery.urls")),
    path("", include("yinuo.acceptance.urls")),
    path("", include("yinuo.meetings.urls")),
    path("", include("yinuo.changes.urls")),
    path("", include("yinuo.reports.urls")),
    path("", include("yinuo.portal.urls")),
    path("", include("yinuo.demo.urls")),
    path("", include("yinuo.counsel.urls")),
    path("", include("yinuo.api.urls")),
    path("", include("yinuo.desk.urls")),
]

handler400 = "yinuo.base.pages.bad_request"
handler403 = "yinuo.base.pages.forbidden"
handler404 = "yinuo.base.pages.not_found"
handler429 = "yinuo.base.limits.too_many"  # asked for by the libraries that count tries
handler500 = "yinuo.base.pages.broken"
