"""What a browser sends for a passkey, looked at before a form takes it apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

Page = Callable[..., HttpResponse]


def with_credential(page: Page) -> Page:
    """Refuse JSON that no reader finishes with 400: numbers of thousands of digits, lists within lists without end.

    What is merely no JSON is left to the form, which says so in words.
    """

    @wraps(page)
    def looked_at(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        try:
            json.loads(request.POST.get("credential") or "null")
        except json.JSONDecodeError:
            pass
        except (ValueError, RecursionError) as endless:
            raise BadRequest("No answer of a passkey") from endless
        return page(request, *args, **parts)

    return looked_at
