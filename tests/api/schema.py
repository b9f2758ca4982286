"""The part of JSON Schema that the interface speaks, so that its answers can be held against its description."""

from datetime import date, datetime

KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
KNOWN = {"type", "enum", "format", "properties", "required", "additionalProperties", "items", "$ref", "anyOf"}


def flaws(value, schema, document, at="$"):
    """Every place where `value` is not what `schema` says; words this checker does not know are a flaw too."""
    if unknown := schema.keys() - KNOWN:
        return [f"{at}: the checker does not know {sorted(unknown)}"]
    if "$ref" in schema:
        return flaws(value, _found(schema["$ref"], document), document, at)
    if "anyOf" in schema:
        return [] if any(not flaws(value, way, document, at) for way in schema["anyOf"]) else [f"{at}: fits no way"]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(_is(value, kind) for kind in kinds):
        return [f"{at}: {value!r} is no {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is not in the list"]
    return _misshapen(value, schema, at) or _inside(value, schema, document, at)


def _misshapen(value, schema, at):
    if value is None or _has_format(value, schema.get("format")):
        return []
    return [f"{at}: {value!r} is no {schema['format']}"]


def _inside(value, schema, document, at):
    if isinstance(value, list):
        rows = (flaws(each, schema["items"], document, f"{at}[{place}]") for place, each in enumerate(value))
        return [flaw for found in rows for flaw in found]
    if not isinstance(value, dict):
        return []
    named = schema["properties"]
    found = [f"{at}.{name}: missing" for name in schema["required"] if name not in value]
    found += [f"{at}.{name}: not described" for name in value if name not in named]
    for name in value.keys() & named.keys():
        found += flaws(value[name], named[name], document, f"{at}.{name}")
    return found


def _found(reference, document):
    found = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def _is(value, kind):
    return isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _has_format(value, name):
    if name is None:
        return True
    try:
        moment = {"date": date, "date-time": datetime}[name].fromisoformat(value)
    except ValueError:
        return False
    return name == "date" or moment.tzinfo is not None
