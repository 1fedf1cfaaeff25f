import pytest

from config.dsn import django_database, with_credentials, with_database, without_password


def test_an_address_becomes_a_django_database() -> None:
    found = django_database(
        "postgresql://app:p%40ss@db.office:6432/gotipath?sslmode=require", lock_timeout_ms=3000
    )

    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("gotipath", "app", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.office", "6432")
    assert found["OPTIONS"] == {"sslmode": "require", "options": "-c lock_timeout=3000"}


def test_a_socket_folder_may_stand_in_the_query() -> None:
    found = django_database("postgresql://app@/gotipath?host=/run/postgresql", lock_timeout_ms=None)

    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize("address", ["postgresql://app:secret@host:1/db", "redis://:secret@host:1/0"])
def test_no_password_is_shown(address: str) -> None:
    assert "secret" not in without_password(address)
    assert "host:1" in without_password(address)


def test_another_space_of_the_same_broker() -> None:
    assert with_database("redis://:secret@host:6379/0", "1") == "redis://:secret@host:6379/1"


def test_another_role_of_the_same_server() -> None:
    address = with_credentials("postgresql://postgres:x@host:5432/postgres?sslmode=require", "app", "y", "g")

    assert address == "postgresql://app:y@host:5432/g?sslmode=require"
