from django.db import models
from django.db.models.functions import Now

from ledger.ids import uuid7


class StreamKind(models.TextChoices):
    MATTER = "matter"
    FILE = "file"
    RECEIPT = "receipt"
    OFFICE = "office"
    FLOW = "flow"


class Stream(models.Model):
    """The history of one subject. Its id is the subject's own id; only an append moves its head."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=16, choices=StreamKind.choices, editable=False)
    head_seq = models.BigIntegerField(editable=False)
    head_hash = models.BinaryField(editable=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "id"], name="ledger_stream_kind")]
        constraints = [
            models.CheckConstraint(
                name="ledger_stream_kind_known", condition=models.Q(kind__in=StreamKind.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Entry(models.Model):
    """One act: exact canonical bytes, chained by hash to the entry before it in its stream."""

    pk = models.CompositePrimaryKey("stream_id", "seq")
    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.BigIntegerField(editable=False)
    kind = models.CharField(max_length=64, editable=False, help_text="subject.past_tense")
    at = models.DateTimeField(editable=False)
    body = models.BinaryField(editable=False)
    hash = models.BinaryField(editable=False)
    key_user = models.UUIDField(null=True, editable=False)
    key = models.UUIDField(null=True, editable=False)
    request = models.BinaryField(null=True, editable=False, help_text="sha256 of the request")
    answer = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                name="ledger_entry_key",
                fields=["key_user", "key"],
                condition=models.Q(key__isnull=False),
            ),
            models.CheckConstraint(name="ledger_entry_seq_from_one", condition=models.Q(seq__gte=1)),
            models.CheckConstraint(
                name="ledger_entry_key_whole",
                condition=models.Q(
                    key__isnull=True,
                    key_user__isnull=True,
                    request__isnull=True,
                    answer__isnull=True,
                )
                | models.Q(
                    key__isnull=False,
                    key_user__isnull=False,
                    request__isnull=False,
                    answer__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream_id} {self.seq} {self.kind}"


class Payload(models.Model):
    """A text or personal value an entry names by salted hash, so that it can lawfully be destroyed.

    Destroying takes value and salt together: a salt left behind would let short values be guessed.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=64, editable=False)
    salt = models.BinaryField(null=True, editable=False)
    value = models.TextField(null=True, editable=False)  # noqa: DJ001 (an empty text is not a destroyed one)
    destroyed_under = models.CharField(max_length=200, null=True, editable=False)  # noqa: DJ001 (as above)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ledger_payload_whole_or_destroyed",
                condition=models.Q(destroyed_under__isnull=True, salt__isnull=False, value__isnull=False)
                | models.Q(destroyed_under__isnull=False, salt__isnull=True, value__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class Outbox(models.Model):
    """Something that must reach the outside, written in the transaction of the act that wants it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    topic = models.CharField(max_length=64)
    body = models.JSONField()
    dedupe = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(db_default=Now())
    available_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(db_default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(db_default="")

    class Meta:
        verbose_name_plural = "outbox"
        indexes = [
            models.Index(
                fields=["available_at", "id"],
                name="ledger_outbox_open",
                condition=models.Q(done_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.dedupe}"
