"""The interface in the words of OpenAPI 3.1: one table of addresses and one of shapes, from which the rest is drawn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from yinuo import __version__
from yinuo.api import problems
from yinuo.ledger.models import EntryClass, EntryKind, Shape, SourceKind, State
from yinuo.ledger.published import AnswerKind, Authority, Chip, LineKind
from yinuo.ledger.queries.board import OPEN, SETTLED
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from collections.abc import Iterable

    Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
TRUTH: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
NUMBER: Schema = {"type": "number"}
OUTCOMES = ("met", "missed", "open")


def one_of(values: Iterable[str]) -> Schema:
    """A word out of these."""
    return {"type": "string", "enum": [str(value) for value in values]}


def or_none(schema: Schema) -> Schema:
    """A shape that may also be null."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    found = {**schema, "type": [schema["type"], "null"]}
    return {**found, "enum": [*schema["enum"], None]} if "enum" in schema else found


def each(name: str) -> Schema:
    """A list of a shape."""
    return {"type": "array", "items": shape(name)}


def shape(name: str) -> Schema:
    """A shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _whole(**fields: Schema) -> Schema:
    """An object with exactly these fields; a trailing underscore spells a word that Python keeps for itself."""
    named = {name.rstrip("_"): schema for name, schema in fields.items()}
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}


_PROJECT = {
    "code": TEXT,
    "name": TEXT,
    "client": TEXT,
    "started_on": DAY,
    "closed_on": or_none(DAY),
    "time_zone": TEXT,
    "href": TEXT,
}
SHAPES: dict[str, Schema] = {
    "Index": _whole(projects=TEXT, description=TEXT, member=TEXT),
    "ListedProject": _whole(**_PROJECT),
    "Projects": _whole(projects=each("ListedProject"), next=or_none(TEXT)),
    "Project": _whole(**_PROJECT, register=TEXT, sheets=TEXT),
    "Gap": _whole(
        words=TEXT,
        value=TEXT,
        target=TEXT,
        outcome=one_of(OUTCOMES),
        performance=or_none(NUMBER),
        measured_on=DAY,
    ),
    "Line": _whole(
        code=TEXT,
        kind=one_of(EntryKind),
        words=TEXT,
        holder=TEXT,
        owner=TEXT,
        due_on=or_none(DAY),
        state=one_of(State),
        since=MOMENT,
        gap=or_none(shape("Gap")),
    ),
    "Register": _whole(project=TEXT, lines=each("Line"), next=or_none(TEXT)),
    "Criterion": _whole(shape=one_of(Shape), metric=TEXT, target=TEXT, measurer=or_none(TEXT)),
    "Offer": _whole(
        sheet=WHOLE,
        line=WHOLE,
        offered_at=MOMENT,
        answer=or_none(one_of(AnswerKind)),
        reason=or_none(one_of(Chip)),
        words=TEXT,
        by=or_none(TEXT),
        means=or_none(one_of(Means)),
        signed_on=or_none(DAY),
        is_agreed=TRUTH,
        has_authority=TRUTH,
    ),
    "Wording": _whole(
        version=WHOLE,
        text=TEXT,
        due_on=or_none(DAY),
        origin=TEXT,
        by=TEXT,
        at=MOMENT,
        is_agreed=TRUTH,
        criterion=or_none(shape("Criterion")),
        offers=each("Offer"),
    ),
    "Step": _whole(state=one_of(State), by=TEXT, why=TEXT, at=MOMENT),
    "Measurement": _whole(
        value=TEXT,
        gap=TEXT,
        outcome=one_of(OUTCOMES),
        performance=or_none(NUMBER),
        measured_on=DAY,
        note=TEXT,
        by=TEXT,
        is_told=TRUTH,
    ),
    "Link": _whole(code=TEXT, kind=one_of(EntryKind), state=one_of(State)),
    "Entry": _whole(
        project=TEXT,
        code=TEXT,
        kind=one_of(EntryKind),
        words=TEXT,
        need=TEXT,
        class_=one_of(EntryClass),
        importance=or_none(WHOLE),
        holder=TEXT,
        towards=or_none(TEXT),
        owner=TEXT,
        due_on=or_none(DAY),
        source=one_of(SourceKind),
        state=one_of(State),
        wordings=each("Wording"),
        steps=each("Step"),
        measurements=each("Measurement"),
        links=each("Link"),
    ),
    "ListedSheet": _whole(
        number=WHOLE,
        title=TEXT,
        authority=one_of(Authority),
        due_on=DAY,
        offered_at=MOMENT,
        is_recalled=TRUTH,
        lines=WHOLE,
        href=TEXT,
    ),
    "Sheets": _whole(project=TEXT, sheets=each("ListedSheet"), next=or_none(TEXT)),
    "Place": _whole(sheet=WHOLE, line=WHOLE),
    "SheetLine": _whole(
        number=WHOLE,
        kind=one_of(LineKind),
        text=TEXT,
        entry=or_none(TEXT),
        status=one_of((*OPEN, *SETTLED, "recalled")),
        has_authority=TRUTH,
        by=or_none(TEXT),
        means=or_none(one_of(Means)),
        on=or_none(DAY),
        reason=or_none(one_of(Chip)),
        words=TEXT,
        until=or_none(DAY),
        newer=or_none(shape("Place")),
    ),
    "Sheet": _whole(
        project=TEXT,
        number=WHOLE,
        title=TEXT,
        ask=TEXT,
        language=TEXT,
        authority=one_of(Authority),
        due_on=DAY,
        offered_at=MOMENT,
        sha256=TEXT,
        asked={"type": "array", "items": TEXT},
        is_recalled=TRUTH,
        lines=each("SheetLine"),
    ),
    "Problem": _whole(type=TEXT, title=TEXT, status=WHOLE, code=one_of(problem.code for problem in problems.ALL)),
}
_PARTS: dict[str, Schema] = {"code": TEXT, "entry": TEXT, "number": {"type": "integer", "minimum": 0}}
_PAGED: dict[str, Schema] = {"after": TEXT, "limit": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}}
PATHS: dict[str, tuple[str, str, bool]] = {
    "/api/": ("Index", "Where everything begins.", False),
    "/api/projects/": ("Projects", "The projects the member may enter, by code.", True),
    "/api/projects/{code}/": ("Project", "One project, and where its lists are.", False),
    "/api/projects/{code}/register/": ("Register", "The lines, in the order they were written down.", True),
    "/api/projects/{code}/entries/{entry}/": ("Entry", "One line with everything that happened to it.", False),
    "/api/projects/{code}/sheets/": ("Sheets", "The confirmation sheets, by number.", True),
    "/api/projects/{code}/sheets/{number}/": ("Sheet", "One sheet with its lines and their answers.", False),
}
"""Address: the shape of its answer, what it is in a sentence, whether it is read in pages."""


@cache
def description() -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Yinuo 一诺",
            "version": __version__,
            "description": "Reads what a member may read. Days are local to the project, moments carry their zone.",
        },
        "security": [{"token": []}],
        "paths": {path: {"get": _get(path, *told)} for path, told in PATHS.items()},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": SHAPES,
            "responses": {"Problem": _content("application/problem+json", "Problem", "Refused; code says why.")},
        },
        "x-problems": {problem.code: problems.facts(problem) for problem in problems.ALL},
    }


def _get(path: str, name: str, sentence: str, is_paged: bool) -> dict[str, Any]:
    asked = [_parameter(part, "path") for part in _PARTS if f"{{{part}}}" in path]
    return {
        "operationId": f"read{name}",
        "summary": sentence,
        "parameters": [*asked, *(_parameter(part, "query") for part in _PAGED if is_paged)],
        "responses": {
            "200": _content("application/json", name, sentence),
            "304": {"description": "As it was when you were told the ETag in If-None-Match."},
            "default": {"$ref": "#/components/responses/Problem"},
        },
    }


def _parameter(name: str, place: str) -> dict[str, Any]:
    schema = {**_PARTS, **_PAGED}[name]
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def _content(media_type: str, name: str, sentence: str) -> dict[str, Any]:
    return {"description": sentence, "content": {media_type: {"schema": shape(name)}}}
