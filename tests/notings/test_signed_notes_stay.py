"""CSMOP 16(i): a note once signed is never changed, replaced or removed, by no statement of any role."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import CheckViolation, ForeignKeyViolation, InsufficientPrivilege, RestrictViolation

from config.servers.interface import Role
from notings.models import Paragraph
from tests.base.plugin import database_url
from tests.notings.desk import Desk

CHANGES = (
    "UPDATE notings_paragraph SET text = 'x'",
    "UPDATE notings_paragraph SET number = number + 1",
    "UPDATE notings_paragraph SET name_bn = 'x' WHERE false",
    "DELETE FROM notings_paragraph",
    "MERGE INTO notings_paragraph p USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    "INSERT INTO notings_paragraph SELECT * FROM notings_paragraph ON CONFLICT (id) DO UPDATE SET text = 'x'",
    "UPDATE notings_notesheet SET counter = 0",
    "DELETE FROM notings_notesheet",
)
TRUNCATIONS = ("TRUNCATE notings_paragraph CASCADE", "TRUNCATE notings_notesheet CASCADE")


@pytest.fixture
def app_cursor(fresh_database: str) -> Iterator[psycopg.Cursor]:
    with psycopg.connect(database_url(Role.APP, fresh_database), autocommit=True) as connection:
        yield connection.cursor()


@pytest.fixture
def paragraph(lasting_desk: Desk) -> Paragraph:
    return lasting_desk.signed("সদয় আদেশের জন্য পেশ করা হল।")


@pytest.mark.parametrize("statement", CHANGES)
def test_the_application_is_refused(app_cursor: psycopg.Cursor, paragraph: Paragraph, statement: str) -> None:
    with pytest.raises(RestrictViolation):
        app_cursor.execute(statement)
    assert Paragraph.objects.get() == paragraph


@pytest.mark.parametrize("statement", CHANGES + TRUNCATIONS)
def test_the_owner_is_refused(owner_cursor: psycopg.Cursor, paragraph: Paragraph, statement: str) -> None:
    with pytest.raises(RestrictViolation):
        owner_cursor.execute(statement)
    assert Paragraph.objects.get().text == paragraph.text


@pytest.mark.parametrize("statement", TRUNCATIONS)
def test_the_application_may_not_truncate(
    app_cursor: psycopg.Cursor, paragraph: Paragraph, statement: str
) -> None:
    with pytest.raises(InsufficientPrivilege):
        app_cursor.execute(statement)


COPY = (
    "INSERT INTO notings_paragraph (id, office_id, sheet_id, number, text, author_user_id, author_post_id,"
    " name_bn, name_en, post_title_bn, post_title_en, charge, on_behalf_bn, on_behalf_en, side, signed_at)"
    " SELECT gen_random_uuid(), office_id, {sheet}, 40, {text}, author_user_id, author_post_id, name_bn,"
    " name_en, post_title_bn, post_title_en, charge, '', '', {side}, signed_at FROM notings_paragraph"
    " RETURNING number"
)


def copy_of(sheet: str = "sheet_id", text: str = "text", side: str = "side") -> str:
    return COPY.format(sheet=sheet, text=text, side=side)


def test_an_inserted_paragraph_gets_the_next_number_whatever_it_says(
    app_cursor: psycopg.Cursor, paragraph: Paragraph
) -> None:
    app_cursor.execute(copy_of())
    assert app_cursor.fetchone() == (2,)


def test_a_new_sheet_begins_at_nought_whatever_it_says(
    app_cursor: psycopg.Cursor, lasting_desk: Desk
) -> None:
    app_cursor.execute(
        "INSERT INTO notings_notesheet (id, office_id, counter) VALUES (gen_random_uuid(), %s, 9)"
        " RETURNING counter",
        [lasting_desk.office.id],
    )
    assert app_cursor.fetchone() == (0,)


def test_a_paragraph_stands_on_a_sheet_says_something_and_has_a_side(
    app_cursor: psycopg.Cursor, paragraph: Paragraph
) -> None:
    with pytest.raises(ForeignKeyViolation):
        app_cursor.execute(copy_of(sheet="gen_random_uuid()"))
    with pytest.raises(CheckViolation, match="paragraph_says_something"):
        app_cursor.execute(copy_of(text="''"))
    with pytest.raises(CheckViolation, match="paragraph_side_known"):
        app_cursor.execute(copy_of(side="'above'"))
