"""The line of control downward, as an expression of a query: no ids travel to the program and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

_BELOW = """{section} = ANY(ARRAY(
    WITH RECURSIVE below (id, section) AS (
        SELECT id, section_id FROM hierarchy_post WHERE reports_to_id = ANY(%s)
        UNION
        SELECT post.id, post.section_id
        FROM below JOIN hierarchy_post post ON post.reports_to_id = below.id
    ), sections (id) AS (
        SELECT section FROM below WHERE section IS NOT NULL
        UNION
        SELECT old.id FROM sections JOIN hierarchy_section old ON old.successor_id = sections.id
    )
    SELECT id FROM sections
))"""


class SectionUnder(Func):
    """Whether a section is that of any post under these posts, at whatever distance, or was merged into it.

    The whole closure, not only the posts that report directly (CSMOP 14: the channel of submission runs
    through every level). The database works it out once a statement.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, section: str, posts: Iterable[UUID]) -> None:
        super().__init__(F(section))
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
        return _BELOW.replace("{section}", column), [*params, self.posts]
