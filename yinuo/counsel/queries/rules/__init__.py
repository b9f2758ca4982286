"""The practice checks: one small module a rule, gathered by number."""

from yinuo.counsel.queries.rules import (
    r01,
    r02,
    r03,
    r04,
    r19,
    r20,
    r22,
    r23,
    r27,
    r34,
    r37,
    r38,
    r39,
    r43,
    r44,
    r45,
    r49,
    r51,
    r52,
    r53,
)
from yinuo.counsel.queries.rules.rule import Act, Asked, Facts, Found, Rule, Setting, Today

_EARLY = (r01, r02, r03, r04, r19, r20, r22, r23, r27, r34)
_LATE = (r37, r38, r39, r43, r44, r45, r49, r51, r52, r53)
RULES: dict[str, Rule] = {module.RULE.id: module.RULE for module in (*_EARLY, *_LATE)}

__all__ = ["RULES", "Act", "Asked", "Facts", "Found", "Rule", "Setting", "Today"]
