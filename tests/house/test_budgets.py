"""A file, a function, a template and a test module are read in one sitting."""

import ast

from tests.house import tree

FILE, FUNCTION, TEMPLATE, TEST_MODULE = 400, 40, 150, 500
EXEMPT = {
    "yinuo/evidence/actions/documents.py::attach": "a verb's keywords, one a line",
    "yinuo/ledger/actions/entries.py::enter": "a verb's keywords, one a line",
    "yinuo/projects/actions/projects.py::record_contract": "a verb's keywords, one a line",
}
"""Path, or path::function, with the reason. Only ever shrinks: a name that fits its budget again must go."""


def functions(module):
    return [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function):
    """Lines from `def` to the end; decorators are not counted."""
    return function.end_lineno - function.lineno + 1


def over_budget():
    too_long = {tree.name(path): tree.lines(path) for path in tree.modules() if tree.lines(path) > FILE}
    too_long |= {tree.name(path): tree.lines(path) for path in tree.test_modules() if tree.lines(path) > TEST_MODULE}
    too_long |= {tree.name(path): tree.lines(path) for path in tree.templates() if tree.lines(path) > TEMPLATE}
    return too_long | {
        f"{tree.name(path)}::{function.name}": length(function)
        for path in tree.modules()
        for function in functions(tree.parse(path))
        if length(function) > FUNCTION
    }


def test_everything_keeps_its_budget():
    assert {name: lines for name, lines in over_budget().items() if name not in EXEMPT} == {}


def test_the_exemptions_are_not_stale():
    assert sorted(EXEMPT.keys() - over_budget().keys()) == []


def test_a_function_is_measured_from_its_name_to_its_end():
    (function,) = functions(ast.parse("@wide\ndef f():\n    return (\n        1\n    )\n"))

    assert length(function) == 4
