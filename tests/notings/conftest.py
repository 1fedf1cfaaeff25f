import pytest

from tests.notings.desk import Desk, make_desk


@pytest.fixture
def desk(db: None) -> Desk:
    """Rolled back after the test."""
    return make_desk()


@pytest.fixture
def lasting_desk(fresh_database: str) -> Desk:
    """Committed in a database of the test's own, for races and raw SQL."""
    return make_desk()
