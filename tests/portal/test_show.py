"""The portal is shown plain facts only (decision 3)."""

from dataclasses import dataclass

import pytest
from django.template import TemplateDoesNotExist
from django.test import RequestFactory

from yinuo.people.models import Firm, FirmKind
from yinuo.portal.show import show


@dataclass(frozen=True)
class Line:
    words: str
    firm: object


@pytest.fixture
def request_(rf: RequestFactory):
    return rf.get("/portal/")


FIRM = Firm(name="华岭泵业", kind=FirmKind.CLIENT)


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"firm": FIRM}, "firm is a Firm"),
        ({"firms": Firm.objects.all()}, "firms is a QuerySet"),
        ({"firms": Firm.objects}, "firms is a "),
        ({"page": {"lines": [Line("按期上线", FIRM)]}}, r"page\['lines'\]\[0\].firm is a Firm"),
        ({"pair": ("a", {"b": FIRM})}, r"pair\[1\]\['b'\] is a Firm"),
        ({"lazy": (firm for firm in ())}, "lazy is a generator"),
        ({"act": Firm.save}, "act is a function"),
    ],
)
def test_a_row_is_refused_however_deep_it_lies(request_, facts, path):
    with pytest.raises(TypeError, match=path):
        show(request_, "base/error.html", **facts)


def test_plain_facts_are_drawn_by_the_portals_own_engine(request_):
    request_.user = FIRM  # whatever a middleware hangs on the request must not reach the template

    response = show(request_, "base/error.html", heading="没有了", sentence=Line("按期上线", None).words, status=422)

    assert response.status_code == 422
    assert "没有了" in response.content.decode()
    assert "按期上线" in response.content.decode()


def test_a_template_that_is_not_there_says_so(request_):
    with pytest.raises(TemplateDoesNotExist):
        show(request_, "portal/nowhere.html")
