"""The gate to a person: which side somebody stands on, how he comes in, what a visitor may see."""

from yinuo.people.access.feeds import feed_of, feed_since
from yinuo.people.access.gate import (
    WORKDAY,
    Place,
    Visitor,
    administrator_for,
    member_for,
    member_of,
)
from yinuo.people.access.second_step import (
    SecondStepAdapter,
    SecondSteps,
    TooStale,
    demand_fresh,
    has_second_step,
    recovery_digest,
    steps_of,
)
from yinuo.people.access.sign_in import (
    MONTH,
    MUST_SET_UP,
    PersonBackend,
    SignInAdapter,
    enter,
    hide_login_code,
    login_code_digest,
    post,
    post_by,
    post_written,
)
from yinuo.people.access.tokens import token_of

__all__ = [
    "MONTH",
    "MUST_SET_UP",
    "WORKDAY",
    "PersonBackend",
    "Place",
    "SecondStepAdapter",
    "SecondSteps",
    "SignInAdapter",
    "TooStale",
    "Visitor",
    "administrator_for",
    "demand_fresh",
    "enter",
    "feed_of",
    "feed_since",
    "has_second_step",
    "hide_login_code",
    "login_code_digest",
    "member_for",
    "member_of",
    "post",
    "post_by",
    "post_written",
    "recovery_digest",
    "steps_of",
    "token_of",
]
