"""Who meets what at the door for programs: a session does not count there, so everybody is nobody; see `tests/api`."""

from tests.house.rows import NO_TOKEN, Row

P = "api/projects/<slug:code>/"
ROWS = (
    Row("GET", "api/", "/api/", NO_TOKEN),
    Row("GET", "api/openapi.json", "/api/openapi.json", NO_TOKEN),
    Row("GET", "api/projects/", "/api/projects/", NO_TOKEN),
    Row("GET", P, "/api/projects/{code}/", NO_TOKEN),
    Row("GET", f"{P}register/", "/api/projects/{code}/register/", NO_TOKEN),
    Row("GET", f"{P}entries/<str:entry_code>/", "/api/projects/{code}/entries/{wish}/", NO_TOKEN),
    Row("GET", f"{P}sheets/", "/api/projects/{code}/sheets/", NO_TOKEN),
    Row("GET", f"{P}sheets/<int:number>/", "/api/projects/{code}/sheets/{sheet}/", NO_TOKEN),
    Row("GET", "api/<path:rest>", "/api/nothing/was/here/", NO_TOKEN),
)
