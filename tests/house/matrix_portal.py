"""Who meets what at the client's door; read beside `matrix`."""

from tests.house.rows import EVERYBODY, EVERYBODY_SENT_ON, NO_MEMBER, NOTHING_HERE, TOO_LATE, Row

#         n   p   m   a   c   f   x   r
SEATED = "302 404 404 404 200 404 404 404"
SEAT_SENT_ON = "302 404 404 404 302 404 404 404"
ANY_SEAT = "302 404 404 404 200 404 200 404"
ANY_SEAT_SENT_ON = "302 404 404 404 302 404 302 404"
NOT_OURS = "200 404 404 404 200 200 200 200"
WAY_IN = "200 404 404 404 302 200 302 200"

L = "link/<str:secret>/"
P = "portal/<str:project>/"
S = f"{P}sheets/<str:sheet>/"
HERE = "/portal/{project_token}/"
SHEET = f"{HERE}sheets/{{sheet_token}}/"
ANSWER = {"act": "send", "a1": "confirm"}
ROWS = (
    Row("GET", "link/", "/link/", EVERYBODY_SENT_ON),
    Row("GET", L, "/link/{link_secret}/", EVERYBODY),
    Row("POST", L, "/link/{link_secret}/", EVERYBODY, ANSWER),
    Row("GET", L, "/link/nobody-made-this/", TOO_LATE),
    Row("POST", L, "/link/nobody-made-this/", TOO_LATE, ANSWER),
    Row("GET", f"{L}pdf/", "/link/{link_secret}/pdf/", EVERYBODY),
    Row("GET", f"{L}pdf/", "/link/nobody-made-this/pdf/", TOO_LATE),
    Row("GET", f"{L}docx/", "/link/{link_secret}/docx/", EVERYBODY),
    Row("GET", f"{L}docx/", "/link/nobody-made-this/docx/", TOO_LATE),
    Row("GET", f"{L}signed/<str:reply>/", "/link/{link_secret}/signed/nobody/", NOTHING_HERE),
    Row("GET", f"{L}signed/<str:reply>/", "/link/nobody-made-this/signed/nobody/", TOO_LATE),
    Row("GET", "portal/", "/portal/", ANY_SEAT),
    Row("GET", "portal/sign-in/", "/portal/sign-in/", WAY_IN),
    Row("POST", "portal/sign-in/", "/portal/sign-in/", WAY_IN, {"email": "wenning@hualing.example"}),
    Row("GET", "portal/calendar/", "/portal/calendar/", ANY_SEAT),
    Row("POST", "portal/calendar/", "/portal/calendar/", ANY_SEAT),
    Row("POST", "portal/calendar/end/", "/portal/calendar/end/", ANY_SEAT_SENT_ON),
    Row("GET", "portal/feed/<str:secret>/", "/portal/feed/{contact_feed}/", NOT_OURS),
    Row("GET", "portal/feed/<str:secret>/", "/portal/feed/{member_feed}/", NOTHING_HERE),
    Row("GET", "portal/feed/<str:secret>/", "/portal/feed/nobody-made-this/", NOTHING_HERE),
    Row("GET", P, HERE, SEATED),
    Row("GET", P, "/portal/nobody/", NO_MEMBER),
    Row("GET", S, SHEET, SEATED),
    Row("POST", S, SHEET, SEATED, ANSWER),
    Row("GET", S, f"{HERE}sheets/nobody/", NO_MEMBER),
    Row("GET", f"{S}signed/<str:reply>/", f"{HERE}sheets/{{replied_token}}/signed/{{reply_token}}/", SEATED),
    Row("GET", f"{S}signed/<str:reply>/", f"{SHEET}signed/{{reply_token}}/", NO_MEMBER),
    Row("GET", f"{S}pdf/", f"{SHEET}pdf/", SEATED),
    Row("GET", f"{S}docx/", f"{SHEET}docx/", SEATED),
    Row("GET", f"{S}dossier/", f"{SHEET}dossier/", SEATED),
    Row("GET", f"{S}dossier/", f"{HERE}sheets/nobody/dossier/", NO_MEMBER),
    Row("GET", f"{P}files/<str:file>/", f"{HERE}files/{{shown_token}}/", SEATED),
    Row("GET", f"{P}files/<str:file>/", f"{HERE}files/{{file_token}}/", NO_MEMBER),
    Row("GET", f"{P}plan/", f"{HERE}plan/", SEATED),
    Row("GET", f"{P}meetings/<str:meeting>/", f"{HERE}meetings/{{meeting_token}}/", SEATED),
    Row("GET", f"{P}meetings/<str:meeting>/", f"{HERE}meetings/nobody/", NO_MEMBER),
    Row("POST", f"{P}meetings/<str:meeting>/", f"{HERE}meetings/{{meeting_token}}/", SEAT_SENT_ON, {"words": "派工"}),
    Row("GET", f"{P}memos/", f"{HERE}memos/", SEATED),
    Row("GET", f"{P}memos/<str:memo>/", f"{HERE}memos/{{memo_token}}/", SEATED),
    Row("GET", f"{P}memos/<str:memo>/", f"{HERE}memos/nobody/", NO_MEMBER),
    Row("GET", f"{P}agreed/", f"{HERE}agreed/", SEATED),
    Row("GET", f"{P}agreed/<str:line>/", f"{HERE}agreed/{{line_token}}/", SEATED),
    Row("GET", f"{P}agreed/<str:line>/", f"{HERE}agreed/nobody/", NO_MEMBER),
    Row("GET", f"{P}agreed/<str:line>/dossier/", f"{HERE}agreed/{{line_token}}/dossier/", SEATED),
    Row("GET", f"{P}agreed/<str:line>/dossier/", f"{HERE}agreed/nobody/dossier/", NO_MEMBER),
    Row("GET", "verify/", "/verify/", EVERYBODY),
    Row("POST", "verify/", "/verify/", EVERYBODY, {"sha256": "0" * 64}),
)
