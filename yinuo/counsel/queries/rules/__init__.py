"""The practice checks: one small module a rule, gathered by number."""

from yinuo.counsel.queries.rules import r19, r20, r22, r23, r37, r45
from yinuo.counsel.queries.rules.rule import Act, Asked, Facts, Found, Rule, Setting, Today

RULES: dict[str, Rule] = {rule.id: rule for rule in (r19.RULE, r20.RULE, r22.RULE, r23.RULE, r37.RULE, r45.RULE)}

__all__ = ["RULES", "Act", "Asked", "Facts", "Found", "Rule", "Setting", "Today"]
