"""Sums are typed as they are written in the office."""

import pytest
from django.core.exceptions import ValidationError

from web.forms import WholeField
from web.numbers import whole


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("50000", 50000),
        ("50,000", 50000),
        ("৫০,০০০", 50000),
        ("৫০০০০", 50000),
        (" 1,50,000 ", 150000),
        ("150,000", 150000),
        ("১২,৩৪,৫৬,৭৮৯", 123456789),
    ],
)
def test_a_whole_number_is_read_as_it_is_written(typed: str, number: int) -> None:
    assert whole(typed) == number
    assert WholeField().clean(typed) == number


@pytest.mark.parametrize("typed", ["50,00", ",500", "5,0000", "50,000.50", "fifty", "1,,000"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        whole(typed)
    with pytest.raises(ValidationError):
        WholeField().clean(typed)


def test_an_empty_field_that_need_not_be_filled_is_none() -> None:
    assert WholeField(required=False).clean("") is None
