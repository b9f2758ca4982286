"""The demo's mailbox: in the demo, on this machine, for a member; otherwise nothing is there."""

from datetime import UTC, datetime

import pytest
from django.core.mail import send_mail

from yinuo.notices import jobs
from yinuo.signing import actions as signing

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
pytestmark = pytest.mark.urls("tests.notices.urls")


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mailbox"


def test_the_mailbox_shows_links_to_follow_and_digits_to_type(demo, cast, as_lin):
    send_mail("Older", "see https://yinuo.example/link/x/", "a@example.org", ["b@example.org"])
    signing.send_code(
        "P1/S3", document_sha256="a" * 64, answers_sha256="b" * 64, person_id=cast.wen.person_id, at=AT, title="确认单"
    )
    assert jobs.send_due(AT) == 1

    page = as_lin.get("/demo/mailbox/").content.decode()

    assert '<a href="https://yinuo.example/link/x/"' in page
    assert "wenning@hualing.example" in page
    assert page.count("mail-digits") == 1
    assert page.index("wenning@") < page.index("Older")


def test_an_empty_mailbox_says_what_would_fill_it(demo, as_lin):
    assert 'class="empty"' in as_lin.get("/demo/mailbox/").content.decode()


def test_two_mails_in_one_file_are_two(demo, settings, as_lin):
    settings.EMAIL_FILE_PATH.mkdir()
    line = "-" * 79
    (settings.EMAIL_FILE_PATH / "x.log").write_text(
        f"Subject: One\nTo: a@example.org\n\nfirst\n{line}\nSubject: Two\nTo: a@example.org\n\nsecond\n{line}\n"
    )

    page = as_lin.get("/demo/mailbox/").content.decode()

    assert page.index("<h2>Two</h2>") < page.index("<h2>One</h2>")


def test_without_the_demo_there_is_no_mailbox(as_lin):
    assert as_lin.get("/demo/mailbox/").status_code == 404


def test_nobody_reaches_the_mailbox_from_elsewhere(demo, as_lin):
    assert as_lin.get("/demo/mailbox/", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert as_lin.get("/demo/mailbox/", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404


def test_a_contact_has_no_mailbox(demo, as_wen):
    assert as_wen.get("/demo/mailbox/").status_code == 404
