"""Who meets what at the addresses of reports; read beside `matrix`."""

from tests.house.matrix_portal import SEATED
from tests.house.rows import NO_MEMBER, TEAM, TEAM_SENT_ON, Row

R = "projects/<slug:code>/reports/"
ONE = f"{R}<int:number>/"
HERE = "/projects/{code}/reports/"
DRAFT = f"{HERE}{{report_draft}}/"
OUT = f"{HERE}{{report_out}}/"
P = "portal/<str:project>/reports/"
THEIRS = "/portal/{project_token}/reports/"
TAPPED = "302 404 404 404 302 404 404 404"
ROWS = (
    Row("GET", R, HERE, TEAM),
    Row("GET", f"{R}hour/", f"{HERE}hour/", TEAM),
    Row("POST", f"{R}hour/", f"{HERE}hour/", TEAM_SENT_ON, {"is_on": "on", "weekday": "3", "hour": "14:30"}),
    Row("POST", f"{R}new/", f"{HERE}new/", TEAM_SENT_ON),
    Row("GET", ONE, DRAFT, TEAM),
    Row("GET", ONE, OUT, TEAM),
    Row("GET", ONE, f"{OUT}?layer=internal", TEAM),
    Row("GET", ONE, f"{HERE}9977/", NO_MEMBER),
    Row("GET", f"{ONE}edit/", f"{DRAFT}edit/", TEAM),
    Row("POST", f"{ONE}edit/", f"{DRAFT}edit/", TEAM_SENT_ON, {"status": "按计划推进", "bad_news": "none"}),
    Row("GET", f"{ONE}publishing/", f"{DRAFT}publishing/", TEAM),
    Row("POST", f"{ONE}publishing/", f"{DRAFT}publishing/", TEAM_SENT_ON, {"release_why": "风险会后补"}),
    Row("GET", f"{ONE}correction/", f"{OUT}correction/", TEAM),
    Row("POST", f"{ONE}correction/", f"{OUT}correction/", TEAM_SENT_ON, {"words": "联调日期应为周四"}),
    Row("GET", f"{ONE}questions/<int:question>/", f"{OUT}questions/{{report_question}}/", TEAM),
    Row("GET", f"{ONE}questions/<int:question>/", f"{DRAFT}questions/{{report_question}}/", NO_MEMBER),
    Row("GET", f"{ONE}questions/<int:question>/", f"{OUT}questions/{{report_clear}}/", NO_MEMBER),
    Row(
        "POST",
        f"{ONE}questions/<int:question>/",
        f"{OUT}questions/{{report_question}}/",
        TEAM_SENT_ON,
        {"words": "由双方计划员各一人负责"},
    ),
    Row("GET", f"{ONE}pdf/", f"{DRAFT}pdf/", TEAM),
    Row("GET", f"{ONE}pdf/", f"{OUT}pdf/", TEAM),
    Row("GET", f"{ONE}docx/", f"{DRAFT}docx/", TEAM),
    Row("GET", f"{ONE}docx/", f"{OUT}docx/", TEAM),
    Row("GET", P, THEIRS, SEATED),
    Row("GET", f"{P}<str:report>/", f"{THEIRS}{{report_token}}/", SEATED),
    Row("GET", f"{P}<str:report>/", f"{THEIRS}nobody/", NO_MEMBER),
    Row("POST", f"{P}<str:report>/", f"{THEIRS}{{report_token}}/", TAPPED, {"kind": "clear"}),
    Row("GET", f"{P}<str:report>/pdf/", f"{THEIRS}{{report_token}}/pdf/", SEATED),
    Row("GET", f"{P}<str:report>/pdf/", f"{THEIRS}nobody/pdf/", NO_MEMBER),
    Row("GET", f"{P}<str:report>/docx/", f"{THEIRS}{{report_token}}/docx/", SEATED),
    Row("GET", f"{P}<str:report>/docx/", f"{THEIRS}nobody/docx/", NO_MEMBER),
)
