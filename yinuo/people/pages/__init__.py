"""Pages about people: the ways in, one's own account, the firms."""

from yinuo.people.pages.account import account, again, end_sessions, me, password_change, password_set
from yinuo.people.pages.confirm import by_code, by_passkey, by_password
from yinuo.people.pages.entry import (
    code,
    code_confirm,
    inactive,
    link_in,
    login,
    new_password,
    passkey_in,
    reset,
    root,
    second_step,
    sign_out,
    start,
)
from yinuo.people.pages.feeds import calendar, calendar_end
from yinuo.people.pages.oidc import outside, outside_back, outside_remove
from yinuo.people.pages.persons import (
    demand_second_step,
    firms,
    new_contact,
    new_firm,
    new_member,
    shut_out,
    take_second_step,
)
from yinuo.people.pages.second_steps import (
    app,
    app_remove,
    passkey_name,
    passkey_new,
    passkey_remove,
    recovery_codes,
)
from yinuo.people.pages.tokens import token_end, token_new

__all__ = [
    "account",
    "again",
    "app",
    "app_remove",
    "by_code",
    "by_passkey",
    "by_password",
    "calendar",
    "calendar_end",
    "code",
    "code_confirm",
    "demand_second_step",
    "end_sessions",
    "firms",
    "inactive",
    "link_in",
    "login",
    "me",
    "new_contact",
    "new_firm",
    "new_member",
    "new_password",
    "outside",
    "outside_back",
    "outside_remove",
    "passkey_in",
    "passkey_name",
    "passkey_new",
    "passkey_remove",
    "password_change",
    "password_set",
    "recovery_codes",
    "reset",
    "root",
    "second_step",
    "shut_out",
    "sign_out",
    "start",
    "take_second_step",
    "token_end",
    "token_new",
]
