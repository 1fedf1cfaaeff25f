from django.db import connection


def test_role(db):
    with connection.cursor() as c:
        c.execute("select current_user, current_database()")
        assert c.fetchone() == ("app", "test_gotipath")


def test_fresh(fresh_database):
    with connection.cursor() as c:
        c.execute("select current_user, current_database()")
        assert c.fetchone() == ("app", fresh_database)
