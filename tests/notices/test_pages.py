"""What was not sent is seen, and tried again, by those on the project."""

from datetime import UTC, datetime

import pytest

from yinuo.evidence.models import Event
from yinuo.notices import actions as notices
from yinuo.notices.models import Notice

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
pytestmark = pytest.mark.urls("tests.notices.urls")


@pytest.fixture
def given_up(cast, kind) -> Notice:
    [notice] = notices.tell(kind(), "P1/S3", at=AT, to=[cast.wen.person])
    Notice.objects.update(given_up_at=AT, attempts=6, last_error="SMTPServerDisconnected: gone")
    return notice


def test_a_notice_that_was_given_up_can_be_tried_again(as_lin, given_up):
    page = as_lin.get("/projects/P1/notices/").content.decode()
    assert "P1/S3" in page
    assert "温宁" in page
    assert "SMTPServerDisconnected" in page

    answer = as_lin.post(f"/projects/P1/notices/{given_up.pk}/attempts/")

    assert (answer.status_code, answer["Location"]) == (302, "/projects/P1/notices/")
    given_up.refresh_from_db()
    assert (given_up.given_up_at, given_up.attempts) == (None, 0)
    assert Event.objects.get(verb="notices.try_again").subject == "P1/S3"


def test_a_notice_of_another_project_is_not_there(as_admin, given_up):
    assert as_admin.post(f"/projects/P2/notices/{given_up.pk}/attempts/").status_code == 404
    assert "P1/S3" not in as_admin.get("/projects/P2/notices/").content.decode()


@pytest.mark.parametrize("who", ["as_zhou", "as_wen", "as_he"])
def test_whoever_is_not_on_the_project_meets_404(who, request, given_up):
    browser = request.getfixturevalue(who)

    assert browser.get("/projects/P1/notices/").status_code == 404
    assert browser.post(f"/projects/P1/notices/{given_up.pk}/attempts/").status_code == 404
    given_up.refresh_from_db()
    assert given_up.given_up_at == AT


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_at_one_row_and_at_thirty(as_lin, cast, kind, count, django_assert_max_num_queries):
    for _ in range(count):
        notices.tell(kind(), "P1/S3", at=AT, to=[cast.wen.person])

    with django_assert_max_num_queries(10):
        as_lin.get("/projects/P1/notices/")
