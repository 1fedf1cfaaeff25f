"""What the surroundings say about signing in is refused in one sentence where it cannot be meant."""

import pytest

from config.servers.interface import ServerFault
from config.signing_in import read_signing_in


def test_powers_that_need_a_second_factor_are_taken_as_they_are_named() -> None:
    assert read_signing_in({"MFA_REQUIRED_POWERS": "admin, audit"}).factor_powers == {"admin", "audit"}
    assert read_signing_in({}).factor_powers == frozenset()


def test_a_power_that_there_is_not_is_refused() -> None:
    with pytest.raises(ServerFault, match="MFA_REQUIRED_POWERS names no power “admn”; the powers are admin,"):
        read_signing_in({"MFA_REQUIRED_POWERS": "admn,audit"})
