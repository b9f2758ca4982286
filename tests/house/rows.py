"""A row of the matrix, and the answers that recur in it: n p m a c f x r."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """`url` as the resolver spells it, and the eight answers `n p m a c f x r`."""

    method: str
    url: str
    path: str
    answers: str
    body: dict[str, str] = field(default_factory=dict)

    def __str__(self):
        return f"{self.method} {self.path}"


#                                  n   p   m   a   c   f   x   r
EVERYBODY = "200 200 200 200 200 200 200 200"
EVERYBODY_SENT_ON = "302 302 302 302 302 302 302 302"
NOTHING_HERE = "404 404 404 404 404 404 404 404"
TOO_LATE = "410 410 410 410 410 410 410 410"
NO_TOKEN = "401 401 401 401 401 401 401 401"
STRANGERS = "200 302 302 302 302 302 302 302"
SIGNED_IN = "302 200 200 200 200 200 200 200"
MEMBERS = "302 200 200 200 404 404 404 404"
MEMBERS_SENT_ON = "302 302 302 302 404 404 404 404"
TEAM = "302 200 404 200 404 404 404 404"
TEAM_SENT_ON = "302 302 404 302 404 404 404 404"
ADMINISTRATOR = "302 404 404 200 404 404 404 404"
ADMINISTRATOR_SENT_ON = "302 404 404 302 404 404 404 404"
NO_MEMBER = "302 404 404 404 404 404 404 404"
MEMBERS_NOTHING = "302 404 404 404 404 404 404 404"
