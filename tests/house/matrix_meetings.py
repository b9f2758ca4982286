"""Who meets what at the addresses of meetings and memos; read beside `matrix`."""

from tests.house.rows import NO_MEMBER, TEAM, TEAM_SENT_ON, Row

M = "projects/<slug:code>/meetings/"
ONE = f"{M}<slug:meeting_code>/"
MEMO = "projects/<slug:code>/memos/<slug:memo_code>/"
HERE = "/projects/{code}/meetings/"
THERE = f"{HERE}{{meeting}}/"
ASKED = f"{HERE}{{meeting_told}}/"
DRAFT = "/projects/{code}/memos/{memo_draft}/"
PLANNED = {"kind": "routine", "title": "例会", "on": "2026-12-01", "begins": "09:00", "ends": "10:30", "place": "三楼"}
STEP = {"words": "给派工单样本", "side": "client", "due_on": "2026-12-04"}
SENDING = {"contacts": "{holder}", "due_on": "2099-12-31", "authority": "window"}
ROWS = (
    Row("GET", M, HERE, TEAM),
    Row("GET", f"{M}new/", f"{HERE}new/", TEAM),
    Row("POST", f"{M}new/", f"{HERE}new/", TEAM_SENT_ON, PLANNED),
    Row("GET", ONE, THERE, TEAM),
    Row("GET", ONE, f"{HERE}M99/", NO_MEMBER),
    Row("GET", f"{ONE}edit/", f"{THERE}edit/", TEAM),
    Row("POST", f"{ONE}edit/", f"{THERE}edit/", TEAM_SENT_ON, PLANNED),
    Row("GET", f"{ONE}cancellation/", f"{THERE}cancellation/", TEAM),
    Row("POST", f"{ONE}cancellation/", f"{THERE}cancellation/", TEAM_SENT_ON, {"why": "停电"}),
    Row("POST", f"{ONE}people/", f"{THERE}people/", TEAM_SENT_ON, {"person": "{holder}"}),
    Row("POST", f"{ONE}invitations/", f"{THERE}invitations/", TEAM_SENT_ON),
    Row("POST", f"{ONE}minutes/", f"{THERE}minutes/", TEAM_SENT_ON, {"line": "办 林知夏 12月4日 复核会"}),
    Row("GET", f"{ONE}topics/<str:topic>/", f"{ASKED}topics/{{topic}}/", TEAM),
    Row("GET", f"{ONE}topics/<str:topic>/", f"{THERE}topics/{{topic}}/", NO_MEMBER),
    Row("POST", f"{ONE}topics/<str:topic>/", f"{ASKED}topics/{{topic}}/", TEAM_SENT_ON, {"fate": "taken"}),
    Row("GET", f"{ONE}notes/", f"{THERE}notes/", TEAM),
    Row("POST", f"{ONE}notes/", f"{THERE}notes/", TEAM_SENT_ON, {"about": "{meeting}", "text": "先别催"}),
    Row("POST", f"{ONE}no-memo/", "/projects/{code}/meetings/{meeting_held}/no-memo/", TEAM_SENT_ON),
    Row("POST", f"{ONE}memo/", f"{THERE}memo/", TEAM_SENT_ON),
    Row("GET", MEMO, DRAFT, TEAM),
    Row("GET", MEMO, "/projects/{code}/memos/{memo_sent}/", TEAM),
    Row("GET", MEMO, "/projects/{code}/memos/MM-99/", NO_MEMBER),
    Row("GET", f"{MEMO}edit/", f"{DRAFT}edit/", TEAM),
    Row(
        "POST",
        f"{MEMO}edit/",
        f"{DRAFT}edit/",
        TEAM_SENT_ON,
        {"on": "2026-11-06", "occasion": "现场两天", "work_done": "收货演示", "purpose": "演示通过"},
    ),
    Row("GET", f"{MEMO}steps/new/", f"{DRAFT}steps/new/", TEAM),
    Row("POST", f"{MEMO}steps/new/", f"{DRAFT}steps/new/", TEAM_SENT_ON, STEP),
    Row("GET", f"{MEMO}steps/<int:number>/edit/", f"{DRAFT}steps/1/edit/", TEAM),
    Row("POST", f"{MEMO}steps/<int:number>/edit/", f"{DRAFT}steps/1/edit/", TEAM_SENT_ON, STEP),
    Row("POST", f"{MEMO}steps/<int:number>/end/", f"{DRAFT}steps/2/end/", TEAM_SENT_ON),
    Row("GET", f"{MEMO}steps/<int:number>/outcome/", f"{DRAFT}steps/1/outcome/", TEAM),
    Row("POST", f"{MEMO}steps/<int:number>/outcome/", f"{DRAFT}steps/1/outcome/", TEAM_SENT_ON, {"fate": "done"}),
    Row("POST", f"{MEMO}steps/<int:number>/plan/", "/projects/{code}/memos/{memo_sent}/steps/1/plan/", TEAM_SENT_ON),
    Row("POST", f"{MEMO}closing/", "/projects/{code}/memos/{memo_confirmed}/closing/", TEAM_SENT_ON),
    Row("GET", f"{MEMO}causes/new/", f"{DRAFT}causes/new/", TEAM),
    Row("POST", f"{MEMO}causes/new/", f"{DRAFT}causes/new/", TEAM_SENT_ON, {"side": "ours", "words": "派工单迟收"}),
    Row("POST", f"{MEMO}causes/<int:pk>/end/", f"{DRAFT}causes/{{memo_cause}}/end/", TEAM_SENT_ON),
    Row("GET", f"{MEMO}sending/", f"{DRAFT}sending/", TEAM),
    Row("POST", f"{MEMO}sending/", f"{DRAFT}sending/", TEAM_SENT_ON, SENDING),
)
