"""Many sign on one sheet at the same moment: every number once, none missing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

from django.db import connection, transaction

from notings.models import Paragraph
from tests.hierarchy.factories import make_post
from tests.notings.desk import Desk, make_actor

SIGNERS = 4
NOTES = 10


def test_numbers_have_no_gap_and_no_double(lasting_desk: Desk) -> None:
    actors = [make_actor(make_post(lasting_desk.office, f"ldc-{n}", level=6)) for n in range(SIGNERS)]
    barrier = Barrier(SIGNERS)

    def sign(number: int) -> list[int]:
        lane: UUID | None = uuid4() if number % 2 else None
        try:
            barrier.wait()
            return [
                lasting_desk.signed(f"নোট {n}", actor=actors[number], lane=lane).number for n in range(NOTES)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(SIGNERS) as pool:
        given = [number for numbers in pool.map(sign, range(SIGNERS)) for number in numbers]
    assert sorted(given) == list(range(1, SIGNERS * NOTES + 1))
    assert Paragraph.objects.count() == SIGNERS * NOTES


def test_a_double_click_signs_once(lasting_desk: Desk) -> None:
    for round_number in range(1, 6):
        lasting_desk.write(f"নোট {round_number}")
        barrier = Barrier(2)

        def click(_: int, barrier: Barrier = barrier) -> int | None:
            try:
                barrier.wait()
                paragraph = lasting_desk.sign()
                return paragraph.number if paragraph else None
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            numbers = list(pool.map(click, range(2)))
        assert sorted(numbers, key=lambda number: number is None) == [round_number, None]


def test_an_act_that_fails_after_signing_gives_the_number_and_the_draft_back(lasting_desk: Desk) -> None:
    lasting_desk.write("নোট")
    with transaction.atomic():
        lasting_desk.sign()
        transaction.set_rollback(True)

    paragraph = lasting_desk.sign()
    assert paragraph is not None
    assert (paragraph.number, paragraph.text) == (1, "নোট")
