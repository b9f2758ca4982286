"""Who meets what where tables come in and go out; read beside `matrix`."""

from tests.house.matrix_portal import SEATED
from tests.house.rows import NO_MEMBER, TEAM, TEAM_SENT_ON, Row

P = "projects/<code>/imports/"
ONE = f"{P}<int:number>/"
HERE = "/projects/{code}/imports/"
#         n   p   m   a   c   f   x   r
# A draft is its maker's: 林知夏 began it, an administrator has none of that number.
MAKER = "302 200 404 404 404 404 404 404"
MAKER_SENT_ON = "302 302 404 404 404 404 404 404"

ROWS = (
    Row("GET", P, HERE, TEAM),
    # Without a file nothing is read: said again, with the reason.
    Row("POST", P, HERE, "302 422 404 422 404 404 404 404", {"note": "no file"}),
    Row("GET", f"{P}template/", f"{HERE}template/", TEAM),
    Row("GET", ONE, f"{HERE}{{import}}/", TEAM),
    Row("GET", ONE, f"{HERE}99/", NO_MEMBER),
    Row("GET", f"{ONE}columns/", f"{HERE}{{draft}}/columns/", MAKER),
    Row(
        "POST", f"{ONE}columns/", f"{HERE}{{draft}}/columns/", MAKER_SENT_ON, {"column-0": "words", "holder": "{holder}"}
    ),
    Row("GET", f"{ONE}rows/", f"{HERE}{{draft}}/rows/", MAKER),
    Row("POST", f"{ONE}rows/", f"{HERE}{{draft}}/rows/", MAKER_SENT_ON, {"take": "1"}),
    Row("GET", f"{ONE}bad-rows/", f"{HERE}{{import}}/bad-rows/", TEAM),
    Row("GET", f"{ONE}undo/", f"{HERE}{{import}}/undo/", TEAM),
    Row("POST", f"{ONE}undo/", f"{HERE}{{import}}/undo/", TEAM_SENT_ON, {"why": "选错了文件"}),
    Row("POST", f"{ONE}end/", f"{HERE}{{draft}}/end/", MAKER_SENT_ON),
    Row(
        "POST",
        "projects/<slug:code>/register/export/",
        "/projects/{code}/register/export/",
        TEAM,
        {"form": "csv", "query": "state=open"},
    ),
    Row("GET", "portal/<str:project>/agreed/csv/", "/portal/{project_token}/agreed/csv/", SEATED),
    Row("GET", "portal/<str:project>/agreed/xlsx/", "/portal/{project_token}/agreed/xlsx/", SEATED),
)
