"""Who meets what at the addresses of the checks and the portfolio; read beside `matrix`."""

from tests.house.rows import MEMBERS, NO_MEMBER, TEAM, TEAM_SENT_ON, Row

CHECKS = "projects/<slug:code>/checks/"

COUNSEL = (
    Row("GET", "portfolio/", "/portfolio/", MEMBERS),
    Row("GET", CHECKS, "/projects/{code}/checks/", TEAM),
    Row("GET", f"{CHECKS}rules/<str:rule>/", "/projects/{code}/checks/rules/R19/", TEAM),
    Row("GET", f"{CHECKS}rules/<str:rule>/", "/projects/{code}/checks/rules/R99/", NO_MEMBER),
    Row(
        "POST",
        f"{CHECKS}rules/<str:rule>/",
        "/projects/{code}/checks/rules/R19/",
        TEAM_SENT_ON,
        {"is_on": "on", "days": "7"},
    ),
    Row("GET", f"{CHECKS}told/<str:subject>/", "/projects/{code}/checks/told/{wish}/", TEAM),
    Row("GET", f"{CHECKS}told/<str:subject>/", "/projects/{code}/checks/told/E999/", NO_MEMBER),
    Row(
        "POST",
        f"{CHECKS}told/<str:subject>/",
        "/projects/{code}/checks/told/{wish}/",
        TEAM_SENT_ON,
        {"told_on": "2026-01-05"},
    ),
    Row("GET", f"{CHECKS}<int:finding>/later/", "/projects/{code}/checks/{finding}/later/", TEAM),
    Row(
        "POST",
        f"{CHECKS}<int:finding>/later/",
        "/projects/{code}/checks/{finding}/later/",
        TEAM_SENT_ON,
        {"until": "{in_a_week}", "why": "等高层会"},
    ),
    Row("POST", f"{CHECKS}later/<int:snooze>/end/", "/projects/{code}/checks/later/{snooze}/end/", TEAM_SENT_ON),
)
