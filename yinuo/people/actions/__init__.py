"""The verbs of people: firms and persons come in, sign in, and are kept up to date."""

from yinuo.people.actions.links import LinkGone, TooManyLinks, mint_link, use_link
from yinuo.people.actions.persons import (
    AlreadyThere,
    NotBoth,
    NotYours,
    WrongFirm,
    add_contact,
    add_firm,
    add_member,
    begin,
    set_language,
    set_profile,
    set_theme,
    shut_out,
)

__all__ = [
    "AlreadyThere",
    "LinkGone",
    "NotBoth",
    "NotYours",
    "TooManyLinks",
    "WrongFirm",
    "add_contact",
    "add_firm",
    "add_member",
    "begin",
    "mint_link",
    "set_language",
    "set_profile",
    "set_theme",
    "shut_out",
    "use_link",
]
