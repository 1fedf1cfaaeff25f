"""What an act asks of the database, and that a long history costs nothing."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from efile.models import Matter
from tests.efile.conftest import District

FRAMING = ("SAVEPOINT", "RELEASE SAVEPOINT")
LONG = 40


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        act()
    return sum(not query["sql"].startswith(FRAMING) for query in caught.captured_queries)


def forward_and_back(district: District, matter: Matter) -> None:
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")


def forward(district: District, matter: Matter) -> Callable[[], object]:
    return lambda: district.forward("oc-general", matter, "cic-general")


def complete(district: District, matter: Matter) -> Callable[[], object]:
    return lambda: district.complete("oc-general", matter, "recommend")


READS_OF_THE_TEST = 5
"""Of the helper around the service: holder, deputies, actor and twice the thread."""


@pytest.mark.parametrize(("act", "most"), [(forward, 10), (complete, 23)])
def test_an_act_with_its_note_costs_the_same_after_a_long_history(
    district: District, act: Callable[[District, Matter], Callable[[], object]], most: int
) -> None:
    found = []
    for length in (1, LONG):
        matter = district.marked()
        for _ in range(length // 2 + 1):
            forward_and_back(district, matter)
        district.note("oc-general", matter)
        found.append(statements(act(district, matter)))
    assert found[0] == found[1]
    assert found[0] - READS_OF_THE_TEST <= most
