from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Lookup, Q


class Findable(models.Model):
    """What a matter, a dak that is none yet, or a file is found by; its id is theirs.

    The database keeps it, with each row that brings words (migrations 0017, 0028). `numbers` are receipt,
    file, foreign and memo numbers, each also from every part of it on; `words` all words ever written in it:
    subject, applicant, application, signed notes, approved letters, titles of papers. Both are folded
    (`folding`); of a file its numbers, old and new, and its subject. `names` is the subject with the
    applicant, for near spellings, and `sounds` the sounds of its words (`sounding`, migration 0036).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    matter = models.OneToOneField("efile.Matter", models.CASCADE, null=True, related_name="findable")
    dak = models.OneToOneField("efile.Dak", models.CASCADE, null=True, related_name="findable")
    file = models.OneToOneField("efile.File", models.CASCADE, null=True, related_name="findable")
    numbers = SearchVectorField()
    words = SearchVectorField()
    names = models.TextField()
    sounds = ArrayField(models.TextField(), default=list, db_default=[])

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="findable_is_its_subject",
                condition=Q(matter=F("id"), dak__isnull=True, file__isnull=True)
                | Q(dak=F("id"), matter__isnull=True, file__isnull=True)
                | Q(file=F("id"), matter__isnull=True, dak__isnull=True),
            )
        ]
        indexes = [
            GinIndex(fields=["numbers"], name="findable_numbers_idx"),
            GinIndex(fields=["words"], name="findable_words_idx"),
            GinIndex(OpClass(F("names"), "gin_trgm_ops"), name="findable_names_idx"),
            GinIndex(fields=["sounds"], name="findable_sounds_idx"),
        ]

    def __str__(self) -> str:
        return self.names


@SearchVectorField.register_lookup
class BeginEach(Lookup):  # type: ignore[type-arg]  # [generic in the stubs alone]
    """`words__begin=["sama", "pat"]`: with each of these folded words some word begins."""

    lookup_name = "begin"
    prepare_rhs = False
    joined = " & "

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", [*params, self.joined.join(map(_begins, self.rhs))]


@SearchVectorField.register_lookup
class BeginAny(BeginEach):
    lookup_name = "begin_any"
    joined = " | "


def _begins(word: str) -> str:
    r"""`'d''e\\':*`: the word as it is, past the parser of texts."""
    return "'{}':*".format(word.replace("\\", "\\\\").replace("'", "''"))
