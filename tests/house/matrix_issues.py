"""Who meets what at the addresses of issues and risks; read beside `matrix`."""

from tests.house.rows import NO_MEMBER, TEAM, TEAM_SENT_ON, Row

P = "projects/<code>/issues/"
I = f"{P}<issue_code>/"  # noqa: E741  # the letter of an issue
HERE = "/projects/{code}/issues/"
ISSUE = f"{HERE}{{issue}}/"
TYPED = {
    "what": "打印机换了型号",
    "side": "ours",
    "owner": "林知夏",
    "due_on": "2026-12-31",
    "severity": "low",
    "raised_by": "温宁",
    "raised_on": "2026-11-20",
}
ISSUES = (
    Row("GET", P, HERE, TEAM),
    Row("GET", P, f"{HERE}?state=live&side=ours&order=-age&page=2", TEAM),
    Row("GET", f"{P}new/", f"{HERE}new/", TEAM),
    Row("POST", f"{P}new/", f"{HERE}new/", TEAM_SENT_ON, TYPED),
    Row("GET", I, ISSUE, TEAM),
    Row("GET", I, f"{HERE}I999/", NO_MEMBER),
    Row("GET", f"{I}edit/", f"{ISSUE}edit/", TEAM),
    Row("POST", f"{I}edit/", f"{ISSUE}edit/", TEAM_SENT_ON, TYPED),
    Row("GET", f"{I}answer/", f"{ISSUE}answer/", TEAM),
    Row("POST", f"{I}answer/", f"{ISSUE}answer/", TEAM_SENT_ON, {"text": "周五前补齐"}),
    Row("GET", f"{I}links/", f"{ISSUE}links/", TEAM),
    Row("POST", f"{I}links/", f"{ISSUE}links/", TEAM_SENT_ON, {"other": "{promise}"}),
    Row("POST", f"{I}links/<other>/end/", f"{ISSUE}links/{{wish}}/end/", TEAM_SENT_ON),
    Row("GET", f"{I}<str:act>/", f"{ISSUE}closing/", TEAM),
    Row("GET", f"{I}<str:act>/", f"{ISSUE}nothing/", NO_MEMBER),
    Row("POST", f"{I}<str:act>/", f"{ISSUE}closing/", TEAM_SENT_ON, {"why": "样本齐了"}),
)
# A file is its maker's: 林知夏 handed it in, an administrator has none of that number.
MAKER = "302 200 404 404 404 404 404 404"
MAKER_SENT_ON = "302 302 404 404 404 404 404 404"
M = f"{P}import/<int:number>/"
FILE = f"{HERE}import/{{issue_file}}/"
IMPORTS = (
    Row("GET", f"{P}import/", f"{HERE}import/", TEAM),
    Row("POST", f"{P}import/", f"{HERE}import/", "302 422 404 422 404 404 404 404", {"note": "no file"}),
    Row("GET", M, FILE, MAKER),
    Row("POST", M, FILE, MAKER_SENT_ON, {"take": "1"}),
    Row("GET", f"{M}columns/", f"{FILE}columns/", MAKER),
    Row("POST", f"{M}columns/", f"{FILE}columns/", MAKER_SENT_ON, {"column-0": "what"}),
    Row("POST", f"{M}end/", f"{FILE}end/", MAKER_SENT_ON),
    Row("POST", f"{M}undo/", f"{HERE}import/{{issues_taken}}/undo/", TEAM_SENT_ON),
)
R = "projects/<code>/risks/"
K = f"{R}<risk_code>/"
RISKS_HERE = "/projects/{code}/risks/"
RISK = f"{RISKS_HERE}{{risk}}/"
WEIGHED = {
    "what": "排产规则依赖一人",
    "cause": "规则没有写下来",
    "probability": "4",
    "impact": "5",
    "response_kind": "mitigate",
    "owner": "邵国梁",
    "known_on": "2026-11-20",
}
ASKED = {
    "issue": "{issue}",
    "risk": "{risk}",
    "title": "问题与风险",
    "ask": "请逐项确认。",
    "contacts": "{holder}",
    "due_on": "2099-12-31",
    "authority": "window",
}
TOLD = (
    Row("GET", f"{I}telling/", f"{ISSUE}telling/", TEAM),
    Row("POST", f"{I}telling/", f"{ISSUE}telling/", TEAM_SENT_ON, {"what": "样本还没有收到", "answer": "在催"}),
    Row("GET", f"{P}sheet/", f"{HERE}sheet/?issue={{issue}}&risk={{risk}}", TEAM),
    Row("GET", f"{P}sheet/", f"{HERE}sheet/", TEAM_SENT_ON),
    Row("POST", f"{P}export/", f"{HERE}export/", TEAM, {"form": "xlsx", "query": "state=live"}),
    Row("POST", f"{P}sheet/", f"{HERE}sheet/", TEAM_SENT_ON, ASKED),
)
RISKS = (
    Row("GET", R, RISKS_HERE, TEAM),
    Row("GET", f"{R}new/", f"{RISKS_HERE}new/", TEAM),
    Row("POST", f"{R}new/", f"{RISKS_HERE}new/", TEAM_SENT_ON, WEIGHED),
    Row("GET", K, RISK, TEAM),
    Row("GET", K, f"{RISKS_HERE}K999/", NO_MEMBER),
    Row("GET", f"{K}edit/", f"{RISK}edit/", TEAM),
    Row("POST", f"{K}edit/", f"{RISK}edit/", TEAM_SENT_ON, WEIGHED),
    Row("GET", f"{K}telling/", f"{RISK}telling/", TEAM),
    Row("POST", f"{K}telling/", f"{RISK}telling/", TEAM_SENT_ON, {"what": "规则只有一人掌握"}),
    Row("GET", f"{K}<str:act>/", f"{RISK}happening/", TEAM),
    Row("GET", f"{K}<str:act>/", f"{RISK}nothing/", NO_MEMBER),
    Row("POST", f"{K}<str:act>/", f"{RISK}happening/", TEAM_SENT_ON, {"why": "他休假了"}),
)
SEATED = "302 404 404 404 200 404 404 404"
SEATED_SENT_ON = "302 404 404 404 302 404 404 404"
D = "portal/<str:project>/"
DOOR = "/portal/{project_token}/"
PORTAL = (
    Row("GET", f"{D}issues/", f"{DOOR}issues/", SEATED),
    Row("POST", f"{D}issues/", f"{DOOR}issues/", SEATED_SENT_ON, {"what": "打印机连不上", "severity": "low"}),
    Row("GET", f"{D}issues/<str:issue>/", f"{DOOR}issues/{{shown_issue}}/", SEATED),
    Row("GET", f"{D}issues/<str:issue>/", f"{DOOR}issues/nobody/", NO_MEMBER),
    Row("POST", f"{D}issues/<str:issue>/", f"{DOOR}issues/{{shown_issue}}/", SEATED_SENT_ON, {"text": "明天送到"}),
    Row("GET", f"{D}risks/", f"{DOOR}risks/", SEATED),
)
ROWS = (*ISSUES, *IMPORTS, *TOLD, *RISKS, *PORTAL)
