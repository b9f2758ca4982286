"""All rules as one page of Markdown in both languages: docs/checks.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from yinuo.counsel.queries.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yinuo.counsel.queries.rules.rule import Rule

LANGUAGES = ("en", "zh-hans")
HEAD = """\
# Checks · 检查

Practice checks of a project, kept by `yinuo/counsel/queries/rules`. Each answers for each project: it fires about
something, it is silent, or the book holds not enough to judge, which is never good news. `yinuo check` prints what
fires; the page Checks of a project shows it with its advice, lets a finding be put off with a reason, and sets each
rule for the project. A check reads and stops nothing; where a rule “blocks”, the act itself refuses.

每条检查规则对每个项目给出三种回答之一：有发现、无异常、数据不足；数据不足从不当作好消息。
`yinuo check` 打印当前的发现；项目的“检查”页给出建议和去处，可以写明原因暂缓，也可以按项目设置。
检查只看不拦；标为“阻断”的规则，由相应的操作自己把关。

This page is printed by `yinuo check --rules`.
"""


def reference() -> str:
    """The page, ending in one line break."""
    return "\n".join((HEAD, *(line for rule in RULES.values() for line in _chapter(rule))))


def _chapter(rule: Rule) -> Iterator[str]:
    titles = [_in(language, rule.title) for language in LANGUAGES]
    yield f"## {rule.id} {' · '.join(titles)}\n"
    for language in LANGUAGES:
        yield f"{_in(language, rule.advice)}\n"
    severities = " · ".join(_in(language, rule.severity.label) for language in LANGUAGES)
    is_on = "" if rule.is_on else "; off until a project turns it on · 默认关闭，按项目开启"
    yield f"{severities}{is_on}; {rule.sources}\n"
    for setting in rule.settings:
        labels = " · ".join(_in(language, setting.label) for language in LANGUAGES)
        yield f"* `{setting.name}` = {setting.default} ({setting.least}–{setting.most}): {labels}\n"


def _in(language: str, words: object) -> str:
    with translation.override(language):
        return str(words)
