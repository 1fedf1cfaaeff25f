"""The line of control downward, as an expression of a query: no ids travel to the program and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

_BELOW = """{column} = ANY(ARRAY(
    WITH RECURSIVE below (id, section) AS (
        SELECT id, section_id FROM hierarchy_post WHERE reports_to_id = ANY(%s)
        UNION
        SELECT post.id, post.section_id
        FROM below JOIN hierarchy_post post ON post.reports_to_id = below.id
    ), {reached}
    SELECT id FROM reached
))"""


class _Under(Func):
    """Whether a column names what lies under these posts, worked out by the database once a statement.

    The whole closure, not only the posts that report directly (CSMOP 14: the channel of submission runs
    through every level).
    """

    output_field = BooleanField()
    conditional = True
    reached: ClassVar[str]

    def __init__(self, column: str, posts: Iterable[UUID]) -> None:
        super().__init__(F(column))
        self.posts = list(posts)

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **extra_context: Any,
    ) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.source_expressions[0])
        return _BELOW.format(column=column, reached=self.reached), [*params, self.posts]


class SectionUnder(_Under):
    """Whether a section is that of a post under these posts, at whatever distance, or was merged into it."""

    reached = """reached (id) AS (
        SELECT section FROM below WHERE section IS NOT NULL
        UNION
        SELECT old.id FROM reached JOIN hierarchy_section old ON old.successor_id = reached.id
    )"""


class PostUnder(_Under):
    """Whether a post is under these posts, at whatever distance, or was succeeded by one that is."""

    reached = """reached (id) AS (
        SELECT id FROM below
        UNION
        SELECT old.id FROM reached JOIN hierarchy_post old ON old.successor_id = reached.id
    )"""
