"""The practice checks: one small module a rule, gathered by number."""

from yinuo.counsel.queries.rules import r19, r20, r22, r23, r37, r43, r44, r45, r51
from yinuo.counsel.queries.rules.rule import Act, Asked, Facts, Found, Rule, Setting, Today

_GATHERED = (r19, r20, r22, r23, r37, r43, r44, r45, r51)
RULES: dict[str, Rule] = {module.RULE.id: module.RULE for module in _GATHERED}

__all__ = ["RULES", "Act", "Asked", "Facts", "Found", "Rule", "Setting", "Today"]
