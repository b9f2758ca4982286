"""Pages work without script, under a strict content policy, and never call outside."""

import re

import pytest

from tests.house import tree

ADDRESS = re.compile(r"""(?:https?:)?//[\w.-]+""")
KNOWN_NAMES = {"http://www.w3.org", "https://yinuo.example"}
"""Namespaces and the specimen of a link: they look like addresses and are never fetched."""
SPECIMENS = {"yinuo/base/templates/base/kit.html"}
"""Pages that show the kit to developers, with sample words."""

RULES = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a style element without a nonce": re.compile(r"<style(?![^>]*\bnonce=)[^>]*>", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>{%]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "an attribute of the old htmx": re.compile(
        r"\bhx-(on|vars|sse|ws|ext|disable|prompt|params|history|request)\b|\bhx-on:"
    ),
    "an untrimmed sentence": re.compile(r"{%-?\s*blocktranslate\b(?![^%]*\btrimmed\b)[^%]*%}"),
    "an old translation tag": re.compile(r"{%\s*(trans|blocktrans)\b"),
    "a tag library that is built in": re.compile(r"{%\s*load\s+(i18n|kit|partials)\b"),
    "trust without reason": re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off"),
    "a form that posts without its keys": re.compile(
        r"<form\b(?=[^>]*method=[\"']?post)(?:(?!</form>|{% keys %}).)*</form>", re.IGNORECASE | re.DOTALL
    ),
    "a fetch without a link behind it": re.compile(r"<a\b(?![^>]*\shref=)[^>]*\shx-get=[^>]*>"),
}
BROKEN = {
    "an inline style": '<p style="color: red">',
    "an inline script": "<script>go()</script>",
    "a style element without a nonce": "<style>p {}</style>",
    "an event attribute": '<a class="x" onclick="go()">',
    "a javascript address": '<a href="javascript:go()">',
    "an attribute of the old htmx": '<p hx-on:click="go()">',
    "an untrimmed sentence": "{% blocktranslate with a=b %}x{% endblocktranslate %}",
    "an old translation tag": '{% trans "x" %}',
    "a tag library that is built in": "{% load i18n %}",
    "trust without reason": "{{ text|safe }}",
    "a form that posts without its keys": '<form method="post"><button>Go</button></form>',
    "a fetch without a link behind it": '<a hx-get="/x/">x</a>',
}
FINE = (
    '<form method="post" action="/x/">{% keys %}<button>x</button></form><script src="/a.js" defer></script>'
    '<a href="/x/" hx-get="/x/">x</a>{% blocktranslate trimmed with a=b %}x{% endblocktranslate %}'
    '<svg><path d="M0" stroke-width="2"/></svg><p data-onset="1">x</p><style nonce="{{ n }}"></style>'
)
EXCEPTED = {
    ".txt": {"trust without reason"},  # letters in plain text
    ".jinja": {"an old translation tag", "an untrimmed sentence"},  # whose tag that is, and which always trims
}
SENTENCE = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff]")


HOT = [path for path in tree.templates() if path.suffix == ".jinja"]


@pytest.mark.parametrize("path", tree.templates(), ids=tree.name)
def test_a_template_keeps_the_rules(path):
    source = path.read_text()

    rules = set(RULES) - EXCEPTED.get(path.suffix, set())

    assert [rule for rule in rules if RULES[rule].search(source)] == []


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_can_fail(rule):
    assert RULES[rule].search(BROKEN[rule])
    assert not RULES[rule].search(FINE)


@pytest.mark.parametrize("path", [*tree.templates(), *tree.assets()], ids=tree.name)
def test_nothing_is_fetched_from_elsewhere(path):
    source = re.sub(r"^\s*//.*$|/\*.*?\*/", "", path.read_text(), flags=re.MULTILINE | re.DOTALL)

    assert set(ADDRESS.findall(source)) - KNOWN_NAMES == set()


def test_an_outside_address_is_seen_however_it_is_written():
    assert ADDRESS.findall('<img src="//cdn.example/x.png"> url(https://fonts.example/a)') == [
        "//cdn.example",
        "https://fonts.example",
    ]


@pytest.mark.parametrize("path", [path for path in tree.templates() if tree.name(path) not in SPECIMENS], ids=tree.name)
def test_every_word_on_a_page_can_be_translated(path):
    assert unspoken(path.read_text()) == []


def unspoken(source):
    """Words in a template that stand outside the translation tags; of attributes, those that people read."""
    source = re.sub(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", "", source, flags=re.DOTALL)
    source = re.sub(r"{% blocktranslate.*?endblocktranslate %}|{% trans\b.*?endtrans %}", "", source, flags=re.DOTALL)
    # The seal's character, the names of keys and of a frame are said alike in every language.
    source = re.sub(
        r"<(\w+)[^>]*(?:aria-hidden=\"true\"|seal-sign)[^>]*>诺</\1>|诺(?=</text>)|<kbd>\w+</kbd>", "", source
    )
    source = re.sub(
        r"{% block (?:door|paper)\w* %}\w*{% endblock %}|{% block \w+ %}\s*[\w-]+=\"[^\"]*\"\s*{% endblock %}",
        "",
        source,
    )
    source = re.sub(r"{%.*?%}|{{.*?}}|&\w+;", "", source, flags=re.DOTALL)
    source = re.sub(r"<(script|style)\b.*?</\1>", "", source, flags=re.DOTALL)
    read = re.findall(r'\s(?:title|alt|placeholder|aria-label)="([^"]*)"', source)
    texts = re.sub(r"<[^>]*>", "\n", source, flags=re.DOTALL).split("\n")
    words = [re.sub(r"\b(PDF|Word|DOCX|CSV)\b", "", text).strip() for text in [*texts, *read]]
    return [text for text in words if SENTENCE.search(text)]


@pytest.mark.parametrize("path", HOT, ids=tree.name)
def test_a_hot_fragment_holds_no_form_that_posts(path):
    """Tokens and keys of forms are Django's, and stay in its templates."""
    assert not re.search(r"<form\b[^>]*method=[\"']?post", path.read_text(), re.IGNORECASE)


def test_a_bare_word_is_seen():
    assert unspoken(
        '<p title="Why">{% translate "Firm" %}{% trans %}Line{% endtrans %} Name</p>'
        '<b>{{ x }}</b><i>名称</i><a href="/x/y">·</a>'
    ) == [
        "Name",
        "名称",
        "Why",
    ]


def test_the_portal_borrows_no_room_s_page():
    borrowed = re.compile(r"""{%\s*(?:extends|include|hot|from|import)\s+["']([\w-]+)/""")
    pages = [path for path in tree.templates() if path.is_relative_to(tree.PACKAGE / "portal")]

    assert {room for path in pages for room in borrowed.findall(path.read_text())} <= {"portal", "base"}
