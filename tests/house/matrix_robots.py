"""Rows of the robots of groups: our firm's, and a project's."""

from tests.house.rows import ADMINISTRATOR, ADMINISTRATOR_SENT_ON, TEAM, TEAM_SENT_ON, Row

ROBOT = {
    "name": "项目群",
    "address": "https://oapi.dingtalk.com/robot/send?access_token=tok-42",
    "secret": "SEC42",
    "client_reads": "on",
    "digest_at": "09:05",
}
ROWS = (
    Row("GET", "robots/", "/robots/", ADMINISTRATOR),
    Row("GET", "robots/new/", "/robots/new/", ADMINISTRATOR),
    Row("POST", "robots/new/", "/robots/new/", ADMINISTRATOR_SENT_ON, ROBOT),
    Row("GET", "robots/<int:pk>/", "/robots/{firm_robot}/", ADMINISTRATOR),
    Row("GET", "robots/<int:pk>/", "/robots/{robot}/", TEAM),
    Row("GET", "robots/<int:pk>/edit/", "/robots/{robot}/edit/", TEAM),
    Row("POST", "robots/<int:pk>/edit/", "/robots/{robot}/edit/", TEAM_SENT_ON, ROBOT),
    Row("GET", "robots/<int:pk>/off/", "/robots/{robot}/off/", TEAM),
    Row("POST", "robots/<int:pk>/off/", "/robots/{robot}/off/", TEAM_SENT_ON, {"reason": "群解散了"}),
    Row("POST", "robots/<int:pk>/test/", "/robots/{quiet_robot}/test/", TEAM_SENT_ON),
    Row(
        "POST",
        "robots/<int:pk>/messages/<int:message>/attempts/",
        "/robots/{robot}/messages/{robot_message}/attempts/",
        TEAM_SENT_ON,
    ),
    Row("GET", "projects/<slug:code>/robots/", "/projects/{code}/robots/", TEAM),
    Row("GET", "projects/<slug:code>/robots/new/", "/projects/{code}/robots/new/", TEAM),
    Row("POST", "projects/<slug:code>/robots/new/", "/projects/{code}/robots/new/", TEAM_SENT_ON, ROBOT),
)
