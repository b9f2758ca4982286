"""The WSGI door that granian and other servers open."""

import gc
import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

RINGS = 10_000
"""Objects made and not yet let go until the youngest are looked through for rings; a page makes fewer."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinuo.config.settings")
_django = get_wsgi_application()

# What was loaded stays. Without this, one page in eighty waits a twentieth of a second while all of it is looked at.
gc.collect()
gc.freeze()
gc.set_threshold(RINGS)
_BOUNDARY = re.compile(r"boundary=(?:\"[^\"]*\"|[^;\s]*)", re.IGNORECASE)


def application(asked: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Django, entered in UTF-8.

    A charset of the client's own is left out, as Django does with one it does not know: one that is no text encoding,
    such as base64, would stop it before any handler of errors is reached.
    """
    kind = str(asked.get("CONTENT_TYPE", ""))
    if "charset" in kind.lower():
        boundary = _BOUNDARY.search(kind)
        asked["CONTENT_TYPE"] = kind.partition(";")[0] + (f"; {boundary[0]}" if boundary else "")
    answer: Iterable[bytes] = _django(asked, start_response)
    return answer
