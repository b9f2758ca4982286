"""Who meets what at the addresses of the plan; read beside `matrix`."""

from tests.house.rows import NO_MEMBER, TEAM, TEAM_SENT_ON, Row

P = "projects/<code>/plan/"
T = f"{P}tasks/<task>/"
HERE = "/projects/{code}/plan/"
TASK = f"{HERE}tasks/{{task}}/"
TYPED = {"name": "联调测试", "side": "ours", "duration": "4", "waits_for": "", "rule": "", "rule_on": ""}
ASKED = {
    "milestones": "{gate}",
    "title": "计划里程碑确认",
    "ask": "请逐项确认。",
    "contacts": "{holder}",
    "due_on": "2099-12-31",
    "authority": "window",
}
MOVED = {"task": "{task}", "revision": "2", "act": "start", "start": "2026-05-06"}
# A file is its maker's: 林知夏 handed it in, an administrator has none of that number.
MAKER = "302 200 404 404 404 404 404 404"
MAKER_SENT_ON = "302 302 404 404 404 404 404 404"
I = f"{P}import/<int:number>/"  # noqa: E741  # the letter of an import

ROWS = (
    Row("GET", f"{P}import/", f"{HERE}import/", TEAM),
    Row("POST", f"{P}import/", f"{HERE}import/", "302 422 404 422 404 404 404 404", {"note": "no file"}),
    Row("GET", I, f"{HERE}import/{{plan_file}}/", MAKER),
    Row("POST", I, f"{HERE}import/{{plan_file}}/", MAKER_SENT_ON, {"seen": "{plan_seen}", "keep": "on"}),
    Row("GET", f"{I}columns/", f"{HERE}import/{{plan_file}}/columns/", MAKER),
    Row("POST", f"{I}columns/", f"{HERE}import/{{plan_file}}/columns/", MAKER_SENT_ON, {"column-0": "name"}),
    Row("POST", f"{I}end/", f"{HERE}import/{{plan_file}}/end/", MAKER_SENT_ON),
    Row("POST", f"{I}undo/", f"{HERE}import/{{plan_taken}}/undo/", TEAM_SENT_ON),
    Row("GET", P, HERE, TEAM),
    Row("POST", f"{P}draft/", f"{HERE}draft/", TEAM_SENT_ON),
    Row("GET", f"{P}purpose/", f"{HERE}purpose/", TEAM),
    Row("POST", f"{P}purpose/", f"{HERE}purpose/", TEAM_SENT_ON, {"goal": "按期上线"}),
    Row("GET", f"{P}publishing/", f"{HERE}publishing/", TEAM),
    Row("POST", f"{P}publishing/", f"{HERE}publishing/", TEAM_SENT_ON, {"otherwise": "随联调顺延"}),
    Row("GET", f"{P}asking/", f"{HERE}asking/", TEAM),
    Row("POST", f"{P}asking/", f"{HERE}asking/", TEAM_SENT_ON, ASKED),
    Row("GET", f"{P}comparison/", f"{HERE}comparison/?from=1&to=2", TEAM),
    Row("GET", f"{P}gantt/", f"{HERE}gantt/", TEAM),
    Row("GET", f"{P}gantt/", f"{HERE}gantt/?version=99", NO_MEMBER),
    Row("POST", f"{P}gantt/moves/", f"{HERE}gantt/moves/", TEAM, MOVED),
    Row("GET", f"{P}versions/<int:number>/", f"{HERE}versions/1/", TEAM),
    Row("GET", f"{P}versions/<int:number>/", f"{HERE}versions/99/", NO_MEMBER),
    Row("POST", f"{P}versions/<int:number>/export/", f"{HERE}versions/1/export/", TEAM, {"form": "xlsx"}),
    Row("GET", f"{P}tasks/new/", f"{HERE}tasks/new/", TEAM),
    Row("POST", f"{P}tasks/new/", f"{HERE}tasks/new/", TEAM_SENT_ON, {"name": "补训", "side": "client"}),
    Row("GET", T, TASK, TEAM),
    Row("GET", T, f"{HERE}tasks/T99/", NO_MEMBER),
    Row("POST", T, TASK, TEAM_SENT_ON, TYPED),
    Row("GET", f"{T}row/", f"{TASK}row/", TEAM),
    Row("POST", f"{T}row/", f"{TASK}row/", TEAM_SENT_ON, TYPED),
    Row("POST", f"{T}place/", f"{TASK}place/", TEAM_SENT_ON, {"to": "up"}),
    Row("GET", f"{T}lines/", f"{TASK}lines/", TEAM),
    Row("GET", f"{T}lines/", f"{HERE}tasks/T99/lines/", NO_MEMBER),
    Row("POST", f"{T}lines/", f"{TASK}lines/", TEAM_SENT_ON, {"other": "{promise}"}),
    Row("POST", f"{T}lines/<other>/end/", f"{TASK}lines/{{wish}}/end/", TEAM_SENT_ON),
    Row("GET", f"{T}end/", f"{TASK}end/", TEAM),
    Row("POST", f"{T}end/", f"{TASK}end/", TEAM_SENT_ON, {"why": "并入切换"}),
)
