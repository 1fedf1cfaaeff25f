"""Two of a section keep the same report at the same moment."""

from __future__ import annotations

from functools import partial

from efile.periodicals import reasons, services
from efile.periodicals.models import Periodical
from tests.concurrency.racing import accepted, refused, together
from tests.efile.conftest import District


def test_the_later_is_told_that_it_is_kept(lasting_district: District) -> None:
    district = lasting_district
    keep = partial(
        services.keep,
        actor=district.actor("udc-general"),
        name="মাসিক বিবরণী",
        direction="send",
        party="রাজ্য সরকার",
        every="month",
        first_on=district.now.date(),
        now=district.wait(minutes=1),
    )
    answers = together(keep, keep, keep)
    assert len(accepted(answers)) == 1
    assert [one.reason for one in refused(answers)] == [reasons.THERE] * 2
    assert Periodical.objects.count() == 1
