"""Who meets what at the addresses of the ledger, the outbox and the demo's mailbox; read beside `matrix`."""

from tests.house.rows import MEMBERS_NOTHING, NO_MEMBER, TEAM, TEAM_SENT_ON, Row

P = "projects/<code>/"
LINE = f"{P}lines/<entry_code>/"
SHEET = f"{P}sheets/<int:number>/"
ROW = {"kind": "expectation", "holder": "{holder}", "words": "工单可追溯", "due_on": "2026-12-31"}
WORDING = {
    "text": "工单按工序报工。",
    "due_on": "2026-12-31",
    "shape": "yes_no",
    "metric": "报工记录",
    "measurer": "{holder}",
}
COMPOSED = {
    "line": "{wish}",
    "title": "本周约定",
    "ask": "请逐项答复。",
    "contacts": "{holder}",
    "due_on": "2099-12-31",
    "authority": "window",
    **{f"{{wish}}-{name}": value for name, value in WORDING.items()},
}
SPOKEN = {
    "means": "oral",
    "signer": "{holder}",
    "signed_on": "2026-01-05",
    "sign_by": "2099-12-31",
    "line1-kind": "confirm",
}

LEDGER = (
    Row("GET", f"{P}capture/", "/projects/{code}/capture/", TEAM),
    Row(
        "POST",
        f"{P}capture/",
        "/projects/{code}/capture/",
        TEAM_SENT_ON,
        {"text": "下周五上线", "kind": "chat", "occurred_on": "2026-11-20"},
    ),
    Row("GET", f"{P}lines/new/", "/projects/{code}/lines/new/", TEAM),
    Row("POST", f"{P}lines/new/", "/projects/{code}/lines/new/", TEAM_SENT_ON, ROW),
    Row("GET", f"{P}sources/", "/projects/{code}/sources/", TEAM),
    Row("GET", f"{P}sources/<int:number>/", "/projects/{code}/sources/{source}/", TEAM),
    Row("GET", f"{P}sources/<int:number>/", "/projects/{code}/sources/99/", NO_MEMBER),
    Row("POST", f"{P}sources/<int:number>/", "/projects/{code}/sources/{source}/", TEAM_SENT_ON, ROW),
    Row("GET", f"{LINE}edit/", "/projects/{code}/lines/{wish}/edit/", TEAM),
    Row(
        "POST",
        f"{LINE}edit/",
        "/projects/{code}/lines/{wish}/edit/",
        TEAM_SENT_ON,
        {**ROW, "version": "1", "need": "少补录", "entry_class": "normal", "source_kind": "meeting"},
    ),
    Row("GET", f"{LINE}wording/", "/projects/{code}/lines/{wish}/wording/", TEAM),
    Row("POST", f"{LINE}wording/", "/projects/{code}/lines/{wish}/wording/", TEAM_SENT_ON, WORDING),
    Row("POST", f"{LINE}start/", "/projects/{code}/lines/{agreed}/start/", TEAM_SENT_ON),
    Row("GET", f"{LINE}measurement/", "/projects/{code}/lines/{agreed}/measurement/", TEAM),
    Row(
        "POST",
        f"{LINE}measurement/",
        "/projects/{code}/lines/{agreed}/measurement/",
        TEAM_SENT_ON,
        {"measured_on": "2026-11-20", "is_met": "yes"},
    ),
    Row("GET", f"{LINE}outcome/", "/projects/{code}/lines/{agreed}/outcome/", TEAM),
    Row("POST", f"{LINE}outcome/", "/projects/{code}/lines/{agreed}/outcome/", TEAM_SENT_ON, {"state": "kept"}),
    Row("GET", f"{LINE}links/", "/projects/{code}/lines/{wish}/links/", TEAM),
    Row("POST", f"{LINE}links/", "/projects/{code}/lines/{wish}/links/", TEAM_SENT_ON, {"other": "{promise}"}),
    Row("POST", f"{LINE}links/<other>/end/", "/projects/{code}/lines/{wish}/links/{promise}/end/", TEAM_SENT_ON),
    Row("GET", f"{LINE}<str:act>/", "/projects/{code}/lines/{wish}/refusal/", TEAM),
    Row("GET", f"{LINE}<str:act>/", "/projects/{code}/lines/{wish}/nothing/", NO_MEMBER),
    Row("POST", f"{LINE}<str:act>/", "/projects/{code}/lines/{wish}/refusal/", TEAM_SENT_ON, {"why": "合同外"}),
    Row("GET", f"{P}measurements/<int:pk>/telling/", "/projects/{code}/measurements/{measurement}/telling/", TEAM),
    Row(
        "POST",
        f"{P}measurements/<int:pk>/telling/",
        "/projects/{code}/measurements/{measurement}/telling/",
        TEAM_SENT_ON,
        {"note": "按期"},
    ),
)
SHEETS = (
    Row("GET", f"{P}sheets/", "/projects/{code}/sheets/", TEAM),
    Row("GET", f"{P}sheets/new/", "/projects/{code}/sheets/new/", TEAM),
    Row("GET", f"{P}sheets/new/", "/projects/{code}/sheets/new/?line={wish}", TEAM),
    Row("POST", f"{P}sheets/new/", "/projects/{code}/sheets/new/", TEAM_SENT_ON, COMPOSED),
    Row("GET", SHEET, "/projects/{code}/sheets/{sheet}/", TEAM),
    Row("GET", SHEET, "/projects/{code}/sheets/99/", NO_MEMBER),
    Row("GET", f"{SHEET}pdf/", "/projects/{code}/sheets/{sheet}/pdf/", TEAM),
    Row("POST", f"{SHEET}pdf/", "/projects/{code}/sheets/{sheet}/pdf/", TEAM),
    Row("GET", f"{SHEET}docx/", "/projects/{code}/sheets/{sheet}/docx/", TEAM),
    Row("POST", f"{SHEET}link/", "/projects/{code}/sheets/{sheet}/link/", TEAM),
    Row("POST", f"{SHEET}link/", "/projects/{code}/sheets/{sheet}/link/", TEAM_SENT_ON, {"revoke": "1"}),
    Row("GET", f"{SHEET}answers/", "/projects/{code}/sheets/{sheet}/answers/", TEAM),
    Row("POST", f"{SHEET}answers/", "/projects/{code}/sheets/{sheet}/answers/", TEAM_SENT_ON, SPOKEN),
    Row("GET", f"{SHEET}returned/", "/projects/{code}/sheets/{sheet}/returned/", TEAM),
    Row(
        "POST",
        f"{SHEET}returned/",
        "/projects/{code}/sheets/{sheet}/returned/",
        TEAM_SENT_ON,
        {"token": "{word_token}", "take": "1"},
    ),
    Row("GET", f"{SHEET}recall/", "/projects/{code}/sheets/{sheet}/recall/", TEAM),
    Row("POST", f"{SHEET}recall/", "/projects/{code}/sheets/{sheet}/recall/", TEAM_SENT_ON, {"why": "日期写错"}),
    Row(
        "POST",
        f"{SHEET}deadline/",
        "/projects/{code}/sheets/{sheet}/deadline/",
        TEAM_SENT_ON,
        {"due_on": "2099-12-31"},
    ),
    Row("POST", f"{P}views/", "/projects/{code}/views/", TEAM_SENT_ON, {"name": "我的", "query": "state=open"}),
    # A view is its owner's: 林知夏 saved it, an administrator has none of that number.
    Row("POST", f"{P}views/<int:pk>/end/", "/projects/{code}/views/{view}/end/", "302 302 404 404 404 404 404 404"),
)
OUTBOX = (
    Row("GET", "projects/<str:code>/notices/", "/projects/{code}/notices/", TEAM),
    Row(
        "POST",
        "projects/<str:code>/notices/<int:pk>/attempts/",
        "/projects/{code}/notices/{notice}/attempts/",
        TEAM_SENT_ON,
    ),
    # Only the demo has a mailbox.
    Row("GET", "demo/mailbox/", "/demo/mailbox/", MEMBERS_NOTHING),
)
ROWS = (*LEDGER, *SHEETS, *OUTBOX)
