"""Short messages: a form posted to the gateway of this installation."""

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from yinuo.bridges import sms
from yinuo.notices import jobs
from yinuo.notices.models import Notice
from yinuo.signing import actions as signing

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


@pytest.fixture
def gateway():
    """A gateway on this machine that writes down what it is given and answers as told."""
    taken: list[dict[str, list[str]]] = []

    class Gateway(BaseHTTPRequestHandler):
        status = 200

        def do_POST(self):
            taken.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(Gateway.status)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Gateway) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        server.taken, server.kind = taken, Gateway
        server.url = f"http://127.0.0.1:{server.server_port}/send"
        yield server
        server.shutdown()
        thread.join()


def test_a_code_by_short_message_reaches_the_phone(cast, gateway, settings):
    settings.SMS_URL = gateway.url
    cast.wen.person.phone = "+8613900000000"
    cast.wen.person.save()

    signing.send_code(
        "P1/S3", document_sha256="a" * 64, answers_sha256="b" * 64, person_id=cast.wen.person_id, at=AT, channel="sms"
    )

    assert jobs.send_due(AT) == 1
    [message] = gateway.taken
    assert message["phone"] == ["+8613900000000"]
    assert "P1/S3" in message["text"][0]
    assert Notice.objects.get().payload == ""


def test_a_gateway_that_does_not_take_a_message_is_asked_again(cast, gateway, settings, kind):
    gateway.kind.status = 503

    with pytest.raises(OSError, match="503"):
        sms.send(gateway.url, "+8613900000000", "text")
    with pytest.raises(sms.NotTaken):
        sms.send("file:///etc/hostname", "+8613900000000", "text")
