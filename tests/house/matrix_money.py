"""Who meets what where money is written down: the team alone, no client whatever the seat; read beside `matrix`."""

from tests.house.rows import MEMBERS, NO_MEMBER, TEAM, TEAM_SENT_ON, Row

P = "projects/<slug:code>/money/"
ONE = f"{P}<str:payment>/"
HERE = "/projects/{code}/money/"
TERMS = {"name": "上线款", "trigger_kind": "go_live", "trigger_name": "上线确认单", "due_on": "2026-12-21"}

ROWS = (
    Row("GET", "money/", "/money/", MEMBERS),
    Row("GET", P, HERE, TEAM),
    Row("GET", f"{P}new/", f"{HERE}new/", TEAM),
    Row("POST", f"{P}new/", f"{HERE}new/", TEAM_SENT_ON, TERMS | {"contract": "{contract}", "amount": "1.00"}),
    Row("POST", f"{P}export/", f"{HERE}export/", TEAM, {"form": "csv"}),
    Row("GET", ONE, f"{HERE}{{payment}}/", TEAM),
    Row("GET", ONE, f"{HERE}F99/", NO_MEMBER),
    Row("GET", f"{ONE}edit/", f"{HERE}{{payment}}/edit/", TEAM),
    Row(
        "POST",
        f"{ONE}edit/",
        f"{HERE}{{payment}}/edit/",
        TEAM_SENT_ON,
        TERMS | {"amount": "700.00", "why": "补充协议"},
    ),
    Row("GET", f"{ONE}lines/", f"{HERE}{{payment}}/lines/", TEAM),
    Row("POST", f"{ONE}lines/", f"{HERE}{{payment}}/lines/", TEAM_SENT_ON, {"line": "{promise}"}),
    Row("POST", f"{ONE}lines/<str:entry_code>/end/", f"{HERE}{{payment}}/lines/{{wish}}/end/", TEAM_SENT_ON),
    Row("GET", f"{ONE}paper/", f"{HERE}{{payment}}/paper/", TEAM),
    Row(
        "POST",
        f"{ONE}paper/",
        f"{HERE}{{payment}}/paper/",
        TEAM_SENT_ON,
        {"name": "上线确认单", "signed_on": "2026-11-18"},
    ),
    Row("GET", f"{ONE}invoice/", f"{HERE}{{payment}}/invoice/", TEAM),
    Row(
        "POST",
        f"{ONE}invoice/",
        f"{HERE}{{payment}}/invoice/",
        TEAM_SENT_ON,
        {"number": "FP-9", "issued_on": "2026-11-18", "amount": "1.00"},
    ),
    Row("GET", f"{ONE}receipt/", f"{HERE}{{payment}}/receipt/", TEAM),
    Row(
        "POST",
        f"{ONE}receipt/",
        f"{HERE}{{payment}}/receipt/",
        TEAM_SENT_ON,
        {"received_on": "2026-11-18", "amount": "1.00"},
    ),
    Row("GET", f"{ONE}correction/", f"{HERE}{{spare_payment}}/correction/", TEAM),
    Row("POST", f"{ONE}correction/", f"{HERE}{{spare_payment}}/correction/", TEAM_SENT_ON, {"why": "写重了"}),
    Row(
        "GET",
        f"{ONE}<str:kind>/<int:pk>/correction/",
        f"{HERE}{{payment}}/receipt/{{receipt}}/correction/",
        TEAM,
    ),
    Row(
        "GET",
        f"{ONE}<str:kind>/<int:pk>/correction/",
        f"{HERE}{{payment}}/ledger/{{receipt}}/correction/",
        NO_MEMBER,
    ),
    Row(
        "POST",
        f"{ONE}<str:kind>/<int:pk>/correction/",
        f"{HERE}{{payment}}/receipt/{{receipt}}/correction/",
        TEAM_SENT_ON,
        {"why": "金额写错"},
    ),
)
