"""Who meets what at every address: one row an address and method, one answer an identity.

The columns, in this order (decision 25):
    n  nobody signed in         c  contact on the project
    p  its project manager      f  same firm, off the project
    m  member off the project   x  contact of another firm
    a  administrator            r  contact whose seat has ended
A path may hold slots, `{code}`, which `scene.py` fills. The body of a POST is valid: it is refused for who asks only.
An address that a room adds without a row here fails `test_matrix`.
"""

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


#                                          n   p   m   a   c   f   x   r
MEMBERS = "302 200 200 200 404 404 404 404"
OPEN = "200 200 200 200 200 200 200 200"
SENT_ON = "302 302 302 302 302 302 302 302"

ROWS = (
    Row("POST", "language/", "/language/", SENT_ON, {"language": "en", "next": "/"}),
    Row("GET", "keys/", "/keys/", MEMBERS),
    Row("GET", "kit/", "/kit/", MEMBERS),
)
