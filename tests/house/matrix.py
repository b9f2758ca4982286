"""Who meets what at every address: one row an address and method, one answer an identity.

The columns, in this order (decision 25):
    n  nobody signed in         c  contact on the project
    p  its project manager      f  same firm, off the project
    m  member off the project   x  contact of another firm
    a  administrator            r  contact whose seat has ended
A path may hold slots, `{code}`, which `scene.py` fills. The body of a POST is valid: it is refused for who asks only.
An address that a room adds without a row here fails `test_matrix`.
"""

from tests.house import (
    matrix_api,
    matrix_changes,
    matrix_counsel,
    matrix_imports,
    matrix_issues,
    matrix_ledger,
    matrix_meetings,
    matrix_money,
    matrix_plan,
    matrix_portal,
    matrix_reports,
    matrix_robots,
)
from tests.house.rows import (
    ADMINISTRATOR,
    ADMINISTRATOR_SENT_ON,
    EVERYBODY,
    EVERYBODY_SENT_ON,
    MEMBERS,
    MEMBERS_NOTHING,
    MEMBERS_SENT_ON,
    NO_MEMBER,
    NOTHING_HERE,
    SIGNED_IN,
    STRANGERS,
    TEAM,
    TEAM_SENT_ON,
    TOO_LATE,
    Row,
)

PERSON = {"name": "方雯", "title": "成本会计", "email": "fangwen@hualing.example"}
LIN = {"login": "linzhixia@chengchuan.example", "password": "泵业-排产-2026"}
NEW = "三月开工-九月验收"
DOSSIER = "projects/<slug:code>/dossiers/<str:name>/"
CHANGED = {"oldpassword": LIN["password"], "password1": NEW, "password2": NEW}
NAMED = {"name": "手机"}
DAYS_OFF = {"scope": "firm", "text": "2027-02-05,off,年会", "save": "1"}
ONE_MEMBER = "302 200 302 302 404 404 404 404"
STEP = "firms/people/<int:person>/second-step/"
RESET = r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

BASE = (
    Row("POST", "language/", "/language/", EVERYBODY_SENT_ON, {"language": "en", "next": "/"}),
    Row("GET", "keys/", "/keys/", MEMBERS),
    Row("GET", "kit/", "/kit/", MEMBERS),
)
PEOPLE = (
    Row("GET", "", "/", EVERYBODY_SENT_ON),
    Row("GET", "start/", "/start/", NOTHING_HERE),
    Row("POST", "start/", "/start/", NOTHING_HERE, PERSON | {"firm": "澄川", "password": "泵业-排产-2026"}),
    Row("GET", "link/in/<str:secret>/", "/link/in/nobody-made-this/", TOO_LATE),
    Row("POST", "link/in/<str:secret>/", "/link/in/nobody-made-this/", TOO_LATE),
    Row("GET", "link/in/<str:secret>/", "/link/in/{invitation}/", EVERYBODY),
    Row("POST", "link/in/<str:secret>/", "/link/in/{invitation}/", EVERYBODY_SENT_ON),
    Row("GET", "firms/", "/firms/", ADMINISTRATOR),
    Row("GET", "firms/new/", "/firms/new/", ADMINISTRATOR),
    Row("POST", "firms/new/", "/firms/new/", ADMINISTRATOR_SENT_ON, {"name": "东澜化工", "kind": "client"}),
    Row("GET", "firms/members/new/", "/firms/members/new/", ADMINISTRATOR),
    Row("POST", "firms/members/new/", "/firms/members/new/", ADMINISTRATOR_SENT_ON, PERSON | {"role": "member"}),
    Row("GET", "firms/<int:firm>/contacts/new/", "/firms/{firm}/contacts/new/", ADMINISTRATOR),
    Row("POST", "firms/<int:firm>/contacts/new/", "/firms/{firm}/contacts/new/", ADMINISTRATOR_SENT_ON, PERSON),
    Row("GET", "firms/people/<int:person>/shut-out/", "/firms/people/{person}/shut-out/", ADMINISTRATOR),
    Row("POST", "firms/people/<int:person>/shut-out/", "/firms/people/{person}/shut-out/", ADMINISTRATOR_SENT_ON),
    Row("GET", "firms/second-step/", "/firms/second-step/", ADMINISTRATOR),
    Row("POST", "firms/second-step/", "/firms/second-step/", ADMINISTRATOR_SENT_ON, {"since": "2027-01-04"}),
    Row("GET", STEP, "/firms/people/{member_person}/second-step/", ADMINISTRATOR),
    Row("POST", STEP, "/firms/people/{member_person}/second-step/", ADMINISTRATOR_SENT_ON, {"reason": "丢了手机"}),
    Row("GET", STEP, "/firms/people/{person}/second-step/", NO_MEMBER),
    Row("GET", "account/me/", "/account/me/", MEMBERS),
    Row("POST", "account/me/", "/account/me/", MEMBERS_SENT_ON, {"name": "林知夏"}),
)
ACCOUNT = (
    Row("GET", "account/login/", "/account/login/", STRANGERS),
    Row("POST", "account/login/", "/account/login/", EVERYBODY_SENT_ON, LIN),
    Row("GET", "account/login/code/", "/account/login/code/", STRANGERS),
    Row("POST", "account/login/code/", "/account/login/code/", EVERYBODY_SENT_ON, {"email": LIN["login"]}),
    Row("GET", "account/login/code/confirm/", "/account/login/code/confirm/", EVERYBODY_SENT_ON),
    Row("POST", "account/login/code/confirm/", "/account/login/code/confirm/", EVERYBODY_SENT_ON, {"code": "123456"}),
    Row("GET", "account/logout/", "/account/logout/", SIGNED_IN),
    Row("POST", "account/logout/", "/account/logout/", EVERYBODY_SENT_ON),
    Row("GET", "account/inactive/", "/account/inactive/", EVERYBODY),
    Row("GET", "account/password/change/", "/account/password/change/", MEMBERS),
    Row("POST", "account/password/change/", "/account/password/change/", MEMBERS_SENT_ON, CHANGED),
    Row("GET", "account/password/set/", "/account/password/set/", MEMBERS_SENT_ON),
    Row("POST", "account/password/set/", "/account/password/set/", MEMBERS_SENT_ON, CHANGED),
    Row("GET", "account/password/reset/", "/account/password/reset/", EVERYBODY),
    Row("POST", "account/password/reset/", "/account/password/reset/", EVERYBODY_SENT_ON, {"email": LIN["login"]}),
    Row("GET", "account/password/reset/done/", "/account/password/reset/done/", EVERYBODY),
    Row("GET", "account/password/reset/key/done/", "/account/password/reset/key/done/", EVERYBODY),
    Row("GET", RESET, "/account/password/reset/key/1-nobody-made-this/", EVERYBODY),
    Row(
        "POST",
        RESET,
        "/account/password/reset/key/1-nobody-made-this/",
        EVERYBODY,
        {"password1": NEW, "password2": NEW},
    ),
)
SECOND_STEPS = (
    Row("GET", "account/", "/account/", MEMBERS),
    Row("GET", "account/again/", "/account/again/", MEMBERS),
    Row("POST", "account/sessions/end/", "/account/sessions/end/", MEMBERS_SENT_ON),
    # Each of these asks first who is there, so a member is sent on; `tests/people` goes through.
    Row("GET", "account/app/", "/account/app/", MEMBERS_SENT_ON),
    Row("POST", "account/app/", "/account/app/", MEMBERS_SENT_ON, {"code": "123456"}),
    Row("GET", "account/app/remove/", "/account/app/remove/", MEMBERS_SENT_ON),
    Row("POST", "account/app/remove/", "/account/app/remove/", MEMBERS_SENT_ON),
    Row("GET", "account/passkeys/new/", "/account/passkeys/new/", MEMBERS_SENT_ON),
    Row("POST", "account/passkeys/new/", "/account/passkeys/new/", MEMBERS_SENT_ON, {"name": "手机"}),
    Row("GET", "account/passkeys/<int:key>/name/", "/account/passkeys/{passkey}/name/", MEMBERS_SENT_ON),
    Row("POST", "account/passkeys/<int:key>/name/", "/account/passkeys/{passkey}/name/", MEMBERS_SENT_ON, NAMED),
    Row("GET", "account/passkeys/<int:key>/remove/", "/account/passkeys/{passkey}/remove/", MEMBERS_SENT_ON),
    Row("POST", "account/passkeys/<int:key>/remove/", "/account/passkeys/{passkey}/remove/", MEMBERS_SENT_ON),
    Row("GET", "account/oidc/remove/", "/account/oidc/remove/", MEMBERS_SENT_ON),
    Row("POST", "account/oidc/remove/", "/account/oidc/remove/", MEMBERS_SENT_ON),
    Row("GET", "account/recovery-codes/", "/account/recovery-codes/", MEMBERS_SENT_ON),
    Row("POST", "account/recovery-codes/", "/account/recovery-codes/", MEMBERS_SENT_ON),
    Row("GET", "account/tokens/new/", "/account/tokens/new/", MEMBERS_SENT_ON),
    Row("POST", "account/tokens/new/", "/account/tokens/new/", MEMBERS_SENT_ON, {"name": "报表", "days": "90"}),
    Row("GET", "account/tokens/<int:token>/end/", "/account/tokens/{token}/end/", MEMBERS_SENT_ON),
    Row("POST", "account/tokens/<int:token>/end/", "/account/tokens/{token}/end/", MEMBERS_SENT_ON),
    Row("GET", "account/calendar/", "/account/calendar/", MEMBERS),
    Row("POST", "account/calendar/", "/account/calendar/", MEMBERS),
    # Only 林知夏 has an address that could end.
    Row("POST", "account/calendar/end/", "/account/calendar/end/", "302 302 404 404 404 404 404 404"),
    Row("GET", "feed/<str:secret>/", "/feed/{member_feed}/", "200 200 200 200 404 404 404 404"),
    Row("GET", "feed/<str:secret>/", "/feed/{contact_feed}/", NOTHING_HERE),
    Row("GET", "feed/<str:secret>/", "/feed/nobody-made-this/", NOTHING_HERE),
    Row("GET", "account/confirm/", "/account/confirm/", MEMBERS),
    Row("POST", "account/confirm/", "/account/confirm/", MEMBERS_SENT_ON, {"password": LIN["password"]}),
    # Only 林知夏 has set a second step up; who has none is asked for the password instead.
    Row("GET", "account/confirm/code/", "/account/confirm/code/", ONE_MEMBER),
    Row("POST", "account/confirm/code/", "/account/confirm/code/", ONE_MEMBER, {"code": "000000"}),
    Row("GET", "account/confirm/passkey/", "/account/confirm/passkey/", MEMBERS_SENT_ON),
    Row("POST", "account/confirm/passkey/", "/account/confirm/passkey/", MEMBERS_SENT_ON, {"credential": "{{}}"}),
    Row("GET", "account/login/passkey/", "/account/login/passkey/", EVERYBODY_SENT_ON),
    Row("POST", "account/login/passkey/", "/account/login/passkey/", EVERYBODY_SENT_ON, {"credential": "{{}}"}),
    Row("GET", "account/login/second-step/", "/account/login/second-step/", EVERYBODY_SENT_ON),
    Row("POST", "account/login/second-step/", "/account/login/second-step/", EVERYBODY_SENT_ON, {"code": "000000"}),
    # Without a provider in the settings there is nothing; `tests/people/test_oidc.py` has one.
    Row("POST", "account/oidc/", "/account/oidc/", NOTHING_HERE),
    Row("GET", "account/oidc/callback/", "/account/oidc/callback/?state=x&code=y", NOTHING_HERE),
)
PROJECTS = (
    Row("GET", "start/project/", "/start/project/", NO_MEMBER),
    Row("POST", "start/project/", "/start/project/", NO_MEMBER, {"client": "东澜化工", "code": "P9", "name": "二期"}),
    Row(
        "POST", "start/people/<slug:code>/", "/start/people/{code}/", NO_MEMBER, {"text": "方雯 成本会计", "save": "1"}
    ),
    Row("GET", "start/people/<slug:code>/", "/start/people/{code}/", NO_MEMBER),
    Row("GET", "projects/", "/projects/", MEMBERS),
    Row("GET", "projects/new/", "/projects/new/", ADMINISTRATOR),
    Row(
        "POST",
        "projects/new/",
        "/projects/new/",
        ADMINISTRATOR_SENT_ON,
        {
            "firm": "{firm}",
            "code": "P9",
            "name": "二期",
            "manager": "{member}",
            "started_on": "2026-10-01",
            "time_zone": "Asia/Shanghai",
            "language": "zh-hans",
        },
    ),
    Row("GET", "projects/<slug:code>/people/", "/projects/{code}/people/", TEAM),
    Row("GET", "projects/<slug:code>/people/new/", "/projects/{code}/people/new/", TEAM),
    Row(
        "POST",
        "projects/<slug:code>/people/new/",
        "/projects/{code}/people/new/",
        TEAM_SENT_ON,
        PERSON | {"role": "key_user", "since": "2026-10-01"},
    ),
    Row("GET", "projects/<slug:code>/people/seat/", "/projects/{code}/people/seat/", TEAM),
    Row(
        "POST",
        "projects/<slug:code>/people/seat/",
        "/projects/{code}/people/seat/",
        TEAM_SENT_ON,
        {"person": "{newcomer}", "role": "key_user", "since": "2026-10-01"},
    ),
    Row("GET", "projects/<slug:code>/people/paste/", "/projects/{code}/people/paste/", TEAM),
    Row(
        "POST", "projects/<slug:code>/people/paste/", "/projects/{code}/people/paste/", TEAM, {"text": "方雯 成本会计"}
    ),
    Row("GET", "projects/<slug:code>/people/<int:seat>/end/", "/projects/{code}/people/{seat}/end/", TEAM),
    Row(
        "POST",
        "projects/<slug:code>/people/<int:seat>/end/",
        "/projects/{code}/people/{seat}/end/",
        TEAM_SENT_ON,
        {"until": "2026-11-20"},
    ),
    Row("GET", "projects/<slug:code>/people/<int:seat>/signing/", "/projects/{code}/people/{seat}/signing/", TEAM),
    Row(
        "POST",
        "projects/<slug:code>/people/<int:seat>/signing/",
        "/projects/{code}/people/{seat}/signing/",
        TEAM_SENT_ON,
        {"may_sign": "on", "limit": "10000"},
    ),
    Row(
        "POST",
        "projects/<slug:code>/people/<int:seat>/invitation/",
        "/projects/{code}/people/{seat}/invitation/",
        TEAM_SENT_ON,
    ),
    Row("GET", "calendars/", "/calendars/", ADMINISTRATOR),
    Row("GET", "calendars/new/", "/calendars/new/", ADMINISTRATOR),
    Row("POST", "calendars/new/", "/calendars/new/", ADMINISTRATOR_SENT_ON, DAYS_OFF),
    Row("GET", "calendars/<int:pk>/", "/calendars/{day_list}/", ADMINISTRATOR),
    Row("GET", "calendars/<int:pk>/undo/", "/calendars/{day_list}/undo/", ADMINISTRATOR),
    Row("POST", "calendars/<int:pk>/undo/", "/calendars/{day_list}/undo/", ADMINISTRATOR_SENT_ON),
    Row("GET", "projects/<slug:code>/calendar/", "/projects/{code}/calendar/", TEAM),
    Row(
        "POST",
        "projects/<slug:code>/calendar/",
        "/projects/{code}/calendar/",
        TEAM_SENT_ON,
        {"country": "CN", "works_by": "firm"},
    ),
    Row("GET", "projects/<slug:code>/contract/", "/projects/{code}/contract/", TEAM),
    Row("GET", "projects/<slug:code>/contract/new/", "/projects/{code}/contract/new/", TEAM),
    Row(
        "POST",
        "projects/<slug:code>/contract/new/",
        "/projects/{code}/contract/new/",
        TEAM_SENT_ON,
        {"number": "HL-1", "amount": "100", "currency": "CNY", "signed_on": "2026-03-01"},
    ),
    Row("GET", "projects/<slug:code>/files/<str:token>/", "/projects/{code}/files/{file_token}/", TEAM),
    Row("GET", "projects/<slug:code>/files/<str:token>/", "/projects/{code}/files/nobody/", NO_MEMBER),
)
DESK = (
    Row("GET", "today/", "/today/", MEMBERS),
    Row("GET", "search/", "/search/?q=报工", MEMBERS),
    Row("GET", "projects/<slug:code>/", "/projects/{code}/", TEAM),
    Row("GET", "projects/<slug:code>/register/", "/projects/{code}/register/?state=open", TEAM),
    Row("GET", "projects/<slug:code>/expectations/<str:entry_code>/", "/projects/{code}/expectations/{wish}/", TEAM),
    Row("GET", "projects/<slug:code>/expectations/<str:entry_code>/", "/projects/{code}/expectations/E9/", NO_MEMBER),
    Row("GET", "projects/<slug:code>/commitments/<str:entry_code>/", "/projects/{code}/commitments/{promise}/", TEAM),
    Row(
        "GET",
        "projects/<slug:code>/commitments/<str:entry_code>/",
        "/projects/{code}/commitments/{wish}/",
        TEAM_SENT_ON,
    ),
    Row("GET", "projects/<slug:code>/gaps/", "/projects/{code}/gaps/", TEAM),
    Row("GET", "projects/<slug:code>/about/", "/projects/{code}/about/?q=报工", TEAM),
    Row("GET", "projects/<slug:code>/about/pdf/", "/projects/{code}/about/pdf/?q=报工", TEAM),
    Row("GET", "projects/<slug:code>/about/proof/", "/projects/{code}/about/proof/?q=报工", TEAM_SENT_ON),
    Row("GET", DOSSIER, "/projects/{code}/dossiers/S1/", TEAM),
    Row("GET", DOSSIER, "/projects/{code}/dossiers/{wish}/", TEAM),
    Row("GET", DOSSIER, "/projects/{code}/dossiers/S99/", MEMBERS_NOTHING),
    Row("GET", f"{DOSSIER}<str:edition>/", "/projects/{code}/dossiers/S1/client/", TEAM),
    Row("GET", f"{DOSSIER}<str:edition>/", "/projects/{code}/dossiers/{wish}/vendor/", TEAM),
    Row("GET", f"{DOSSIER}<str:edition>/", "/projects/{code}/dossiers/{wish}/court/", MEMBERS_NOTHING),
    Row("GET", "projects/<slug:code>/evidence/", "/projects/{code}/evidence/", TEAM),
    Row("POST", "projects/<slug:code>/evidence/verification/", "/projects/{code}/evidence/verification/", TEAM),
    Row(
        "POST",
        "projects/<slug:code>/notes/",
        "/projects/{code}/notes/",
        TEAM_SENT_ON,
        {"about": "{wish}", "text": "先别催"},
    ),
)
ROWS = (
    *BASE,
    *matrix_counsel.COUNSEL,
    *PEOPLE,
    *ACCOUNT,
    *SECOND_STEPS,
    *PROJECTS,
    *DESK,
    *matrix_ledger.ROWS,
    *matrix_imports.ROWS,
    *matrix_plan.ROWS,
    *matrix_changes.ROWS,
    *matrix_money.ROWS,
    *matrix_meetings.ROWS,
    *matrix_issues.ROWS,
    *matrix_reports.ROWS,
    *matrix_robots.ROWS,
    *matrix_portal.ROWS,
    *matrix_api.ROWS,
)
