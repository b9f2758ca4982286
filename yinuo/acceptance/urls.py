"""Addresses of money at the desk; clients have none."""

from django.urls import path

from yinuo.acceptance.pages import export, money, records

urlpatterns = [
    path("money/", money.everywhere, name="money-everywhere"),
    path("projects/<slug:code>/money/", money.project_money, name="money"),
    path("projects/<slug:code>/money/new/", money.new_milestone, name="payment-new"),
    path("projects/<slug:code>/money/export/", export.money_export, name="money-export"),
    path("projects/<slug:code>/money/<str:payment>/", money.payment, name="payment"),
    path("projects/<slug:code>/money/<str:payment>/edit/", money.edit, name="payment-edit"),
    path("projects/<slug:code>/money/<str:payment>/lines/", money.tie, name="payment-tie"),
    path("projects/<slug:code>/money/<str:payment>/lines/<str:entry_code>/end/", money.untie, name="payment-untie"),
    path("projects/<slug:code>/money/<str:payment>/paper/", records.paper, name="payment-paper"),
    path("projects/<slug:code>/money/<str:payment>/invoice/", records.invoice, name="payment-invoice"),
    path("projects/<slug:code>/money/<str:payment>/receipt/", records.receipt, name="payment-receipt"),
    path("projects/<slug:code>/money/<str:payment>/correction/", records.take_out, name="payment-out"),
    path(
        "projects/<slug:code>/money/<str:payment>/<str:kind>/<int:pk>/correction/",
        records.correction,
        name="payment-correction",
    ),
]
