"""Who meets what where changes are written down; read beside `matrix`."""

from tests.house.rows import NO_MEMBER, TEAM, TEAM_SENT_ON, Row

P = "projects/<slug:code>/changes/"
ONE = f"{P}<str:change>/"
HERE = "/projects/{code}/changes/"
THERE = f"{HERE}{{change}}/"
CHANGE = {"words": "移动审批", "kind": "requirement", "asked_by": "{stakeholder}", "asked_on": "2026-09-09"}

ROWS = (
    Row("GET", P, HERE, TEAM),
    Row("GET", f"{P}new/", f"{HERE}new/", TEAM),
    Row("POST", f"{P}new/", f"{HERE}new/", TEAM_SENT_ON, CHANGE),
    Row("GET", f"{P}budget/", f"{HERE}budget/", TEAM),
    Row("POST", f"{P}budget/", f"{HERE}budget/", TEAM_SENT_ON, {"amount": "2000.00", "why": "附件四"}),
    Row("POST", f"{P}export/", f"{HERE}export/", TEAM, {"form": "csv"}),
    Row("GET", ONE, THERE, TEAM),
    Row("GET", ONE, f"{HERE}CR-999/", NO_MEMBER),
    Row("GET", f"{ONE}edit/", f"{THERE}edit/", TEAM),
    Row("POST", f"{ONE}edit/", f"{THERE}edit/", TEAM_SENT_ON, CHANGE | {"effort_days": "22"}),
    Row("GET", f"{ONE}window/", f"{THERE}window/", TEAM),
    Row("POST", f"{ONE}window/", f"{THERE}window/", TEAM_SENT_ON, {"window_on": "2026-11-20"}),
    Row("GET", f"{ONE}approval/", f"{THERE}approval/", TEAM),
    Row(
        "POST",
        f"{ONE}approval/",
        f"{THERE}approval/",
        TEAM_SENT_ON,
        {"decided_by": "陆明诚", "decided_on": "2026-11-20", "means": "paper"},
    ),
    Row("GET", f"{ONE}work/", f"{THERE}work/", TEAM),
    Row(
        "POST",
        f"{ONE}work/",
        f"{THERE}work/",
        TEAM_SENT_ON,
        {"member": "{member}", "on": "2026-11-18", "effort_days": "1", "why": "客户催促"},
    ),
    Row("GET", f"{ONE}budget/", f"{THERE}budget/", TEAM),
    Row("POST", f"{ONE}budget/", f"{THERE}budget/", TEAM_SENT_ON, {"amount": "1.00", "on": "2026-11-18"}),
    Row("GET", f"{ONE}steps/<str:state>/", f"{THERE}steps/assessing/", TEAM),
    Row("GET", f"{ONE}steps/<str:state>/", f"{THERE}steps/approved/", NO_MEMBER),
    Row("POST", f"{ONE}steps/<str:state>/", f"{THERE}steps/assessing/", TEAM_SENT_ON),
)
