"""Every form of the product, found by opening its address: who may send it, a body that is taken, its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import html

from tests.house.matrix import ROWS
from tests.house.test_matrix import IDENTITIES

if TYPE_CHECKING:
    from tests.hostile.asking import Asking
    from tests.house.rows import Row

TEXTS = frozenset({"text", "textarea", "search", "email", "tel", "url", "password", "hidden"})
DAYS = frozenset({"date", "datetime-local", "month"})
NUMBERS = frozenset({"number"})
ASKERS = ("lin", "admin", "wen", "zhou", "nobody")
OURS = frozenset({"csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class Target:
    """One address that takes a form. `fields` says the type of each field, `body` is taken as it stands."""

    row: Row
    path: str
    identity: str
    body: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    """What the page's own form would send if nobody typed anything."""

    def __str__(self) -> str:
        return f"{self.row.method} {self.row.url} as {self.identity}"

    def named(self, *types: frozenset[str]) -> list[str]:
        """Fields of these types; a field that the page does not show counts as text."""
        wanted = frozenset().union(*types)
        return sorted(name for name, kind in self.fields.items() if kind in wanted and name not in OURS)


def askers(row: Row) -> list[str]:
    """Who gets furthest: the first of the cast, and nobody where strangers are heard."""
    answers = dict(zip(IDENTITIES, row.answers.split(), strict=True))
    known = [name for name in ASKERS[:-1] if answers[name] in {"200", "302"}]
    known.sort(key=lambda name: answers[name] != "200" and row.method == "GET")
    is_open = row.url.startswith(("account/", "link/", "start/", "language/", "portal/sign-in", "verify"))
    return [*known[:1], *(["nobody"] if is_open or not known else [])]


def readable(asking: Asking) -> list[Target]:
    """Every address that is only read."""
    return [
        Target(row, row.path.format(**asking.scene.slots), who, {})
        for row in ROWS
        if row.method == "GET"
        for who in askers(row)
    ]


def forms(asking: Asking) -> list[Target]:
    """Every address that takes a form, once for each of its askers."""
    shown = {who: _shown(asking, who) for who in ASKERS}
    found: dict[tuple[str, str], Target] = {}
    for row in ROWS:
        if row.method != "POST":
            continue
        for who in askers(row):
            path = row.path.format(**asking.scene.slots)
            body = {n.format(**asking.scene.slots): v.format(**asking.scene.slots) for n, v in row.body.items()}
            form, fields = shown[who].get(path, ({}, {}))
            known = found.get((path, who))
            if known is None or len(body) > len(known.body):
                found[path, who] = Target(row, path, who, body, dict.fromkeys(body, "text") | fields, form)
    return list(found.values())


def uploads(asking: Asking) -> list[tuple[Target, str]]:
    """Every address with a field for a file, and the field's name."""
    return [(target, name) for target in forms(asking) for name in target.named(frozenset({"file"}))]


def _shown(asking: Asking, who: str) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """Values and types of the fields of every form that `who` meets, by the address the form is sent to."""
    found: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    for target in readable(asking):
        if target.identity != who:
            continue
        answer = asking.ask(str(target), who, lambda client, path=target.path: client.get(path), may_write=True)
        if answer.status != 200 or not answer.text.strip():
            continue
        for form in html.fromstring(answer.text).forms:
            if form.method == "POST":
                path = (form.action or target.path).partition("#")[0].partition("?")[0]
                _learn(form, *found.setdefault(path or target.path.partition("?")[0], ({}, {})))
    return found


def _learn(form: Any, values: dict[str, str], kinds: dict[str, str]) -> None:
    for one in form.iterfind(".//*[@name]"):
        kind = (one.get("type") or "text") if one.tag == "input" else one.tag
        if kind not in {"submit", "button"} and one.get("name") not in OURS:
            kinds.setdefault(one.get("name"), kind)
    for name, value in form.fields.items():
        if value and name not in OURS:
            values.setdefault(name, value if isinstance(value, str) else str(next(iter(value), "")))
