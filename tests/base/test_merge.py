"""A form that two people edit reads what was posted, however odd, without failing."""

import pytest
from django import forms

from yinuo.base.merge import MARK, EditForm


class Limit(EditForm):
    limit = forms.DecimalField(max_digits=12, decimal_places=2)


@pytest.mark.parametrize("odd", ["1E+999999999", "-1E-999999999", "sNaN", "NaN", "Infinity", "9" * 400])
def test_a_number_that_nobody_can_write_out_is_refused_in_words(odd):
    opened = Limit(initial={"limit": "500.00"})
    mark = opened.fields[MARK].initial()

    form = Limit({"limit": odd, MARK: mark}, initial={"limit": "500.00"})

    assert form["limit"].errors


def test_a_long_way_of_writing_nought_is_nought():
    mark = Limit(initial={"limit": "500.00"}).fields[MARK].initial()

    form = Limit({"limit": "0E+999999999", MARK: mark}, initial={"limit": "500.00"})

    assert form.is_valid()
    assert form.cleaned_data["limit"] == 0


def test_a_number_in_another_spelling_is_no_change():
    mark = Limit(initial={"limit": "500.00"}).fields[MARK].initial()

    form = Limit({"limit": "700", MARK: mark}, initial={"limit": "500"})

    assert form.is_valid()
    assert form.clashes == ()
