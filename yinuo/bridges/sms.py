"""Short messages through a gateway that takes a form with `phone` and `text`."""

from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

SECONDS_TO_WAIT = 10


class NotTaken(Exception):
    """The gateway did not take the message."""


def send(url: str, phone: str, text: str) -> None:
    """POST `phone` and `text` (UTF-8 form) to `url`, an http or https address.

    Raises:
        NotTaken: the address is not http(s), or the answer is not 2xx.
        OSError: the gateway cannot be reached within ten seconds.

    """
    if urlsplit(url).scheme not in {"http", "https"}:
        raise NotTaken("the gateway's address is neither http nor https")
    body = urlencode({"phone": phone, "text": text}).encode()
    with urlopen(Request(url, data=body, method="POST"), timeout=SECONDS_TO_WAIT) as answer:  # noqa: S310  # checked above
        if answer.status // 100 != 2:  # noqa: PLR2004  # 2xx
            raise NotTaken(f"the gateway answered {answer.status}")
