"""Services, flows and their versions, running instances, limits and dues."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hierarchy.calendar import Unit
from hierarchy.models import Grant
from hierarchy.words import Words
from ledger.ids import uuid7

WITHDRAWN = "withdrawn"
"""The outcome of a stage that a pull back took away again."""


class Profile(models.TextChoices):
    """The country whose words and services a row belongs to."""

    WB = "WB", _("West Bengal")
    BD = "BD", _("Bangladesh")
    BOTH = "both", _("Both")


class Labelled(models.Model):
    """A row that people read in two languages."""

    name_bn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Words:
        return Words(self.name_bn, self.name_en)


class Flow(Labelled):
    """A path that applications of one type take. Its text lives in versions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(unique=True)
    profile = models.CharField(max_length=4, choices=Profile)

    class Meta:
        ordering = ["code"]
        permissions = [("publish_flow", "May publish the flow")]


class FlowGrant(Grant):
    """A post may publish this flow until a day, though its rank does not publish flows."""

    what = pgettext_lazy("given until a day", "flow lent to be published")
    content_object = models.ForeignKey(Flow, models.PROTECT, related_name="grants")

    class Meta(Grant.Meta):
        abstract = False


class FlowVersion(models.Model):
    """One published closure: BPMN, called sub-flows, tables and forms. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    flow = models.ForeignKey(Flow, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    bundle = models.JSONField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["flow", "number"], name="flow_version_number"),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=models.F("drafted_by")),
                name="flow_version_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flow.code} v{self.number}"


class FlowDraft(models.Model):
    """The one draft of a flow being edited; `revision` guards two open windows."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    flow = models.OneToOneField(Flow, models.CASCADE, related_name="draft")
    base = models.ForeignKey(FlowVersion, models.PROTECT, null=True, related_name="+")
    bundle = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    editors = models.JSONField(default=list, help_text="User ids of all who changed this draft")
    updated_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.flow.code} draft {self.revision}"


class Limit(models.Model):
    """A time limit by name. Rows are dated, so that old matters keep the limit they began under."""

    class DayUnit(models.TextChoices):
        WORKING = "working", _("working days")
        CALENDAR = "calendar", _("calendar days")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.SlugField()
    profile = models.CharField(max_length=4, choices=Profile, default=Profile.BOTH)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, null=True, related_name="+")
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8, choices=DayUnit)
    source_bn = models.TextField(help_text="The order, rule or charter this limit comes from")
    source_en = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "profile", "office", "valid_from"],
                name="limit_once_a_day",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.days} {self.unit}"

    @property
    def source(self) -> Words:
        return Words(self.source_bn, self.source_en)

    @property
    def counted_in(self) -> Unit:
        """How the office's calendar counts its days."""
        return "working" if self.unit == self.DayUnit.WORKING else "calendar"


class Service(Labelled):
    """What can be applied for."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("Citizen's application")
        OFFICIAL = "official", _("Official letter")
        COPY = "copy", _("Copy")
        INTERNAL = "internal", _("Internal file")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(unique=True)
    flow = models.ForeignKey(Flow, models.PROTECT, related_name="services")
    profile = models.CharField(max_length=4, choices=Profile)
    kind = models.CharField(max_length=8, choices=Kind)
    limit = models.SlugField(help_text="Name of the limit that gives the promised date")
    section = models.SlugField(help_text="Code of the section that usually works it")
    office_kinds = ArrayField(
        models.SlugField(max_length=32),
        default=list,
        blank=True,
        help_text="Kinds of office that serve it; empty where every kind does",
    )
    facts = models.JSONField(default=dict, help_text="Facts every matter of this service starts with")
    appeal_bn = models.TextField(blank=True, help_text="Before whom a refusal is appealed, as its rule says")
    appeal_en = models.TextField(blank=True)
    final_rank = models.SlugField(
        blank=True,
        help_text="Code of the lowest rank that disposes of such cases finally; empty: no source says it",
    )
    most_levels = models.PositiveSmallIntegerField(
        null=True, help_text="The most levels to a decision, where a source says it; else as the stage has it"
    )
    disposal_source_bn = models.TextField(blank=True, help_text="What the two above follow from")
    disposal_source_en = models.TextField(blank=True)
    watch = models.SlugField(
        max_length=9, blank=True, db_default="", help_text="As what its cases are watched; empty: as nothing"
    )

    class Meta:
        ordering = ["kind", "code"]

    @property
    def appeal(self) -> Words:
        """Empty where no rule was found."""
        return Words(self.appeal_bn, self.appeal_en)

    @property
    def disposal_source(self) -> Words:
        return Words(self.disposal_source_bn, self.disposal_source_en)


class Instance(models.Model):
    """One run of one pinned version. `step` counts engine steps taken."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    version = models.ForeignKey(FlowVersion, models.PROTECT, related_name="instances")
    step = models.PositiveIntegerField(default=0)
    finished = models.BooleanField(default=False)
    disposal = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.version} step {self.step}"


class InstanceState(models.Model):
    """The engine's state after a step. Insert-only; the newest two are kept for pull back."""

    id = models.BigAutoField(primary_key=True)
    instance = models.ForeignKey(Instance, models.CASCADE, related_name="states")
    step = models.PositiveIntegerField()
    state = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instance", "step"], name="instance_state_step")]

    def __str__(self) -> str:
        return f"{self.instance_id} step {self.step}"


class OpenStage(models.Model):
    """A stage that is or was open. The id is the engine's own, stable while the stage is open."""

    id = models.UUIDField(primary_key=True)
    instance = models.ForeignKey(Instance, models.CASCADE, related_name="stages")
    element = models.CharField(max_length=100)
    index = models.PositiveSmallIntegerField(null=True)
    opened_step = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closed_step = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["instance"], condition=Q(closed_at__isnull=True), name="stage_open_idx")
        ]

    def __str__(self) -> str:
        return self.element


class OpenWait(models.Model):
    """Something the token waits for: a limit, a message, an effect, a join."""

    id = models.UUIDField(primary_key=True)
    instance = models.ForeignKey(Instance, models.CASCADE, related_name="waits")
    element = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=100, blank=True)
    stage_id = models.UUIDField(null=True, help_text="The stage the waiting token came from")
    opened_step = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closed_step = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["instance"], condition=Q(closed_step__isnull=True), name="wait_open_idx")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name or self.element}"


class Due(models.Model):
    """A date by which something should happen, with all that it was computed from."""

    class Kind(models.TextChoices):
        FIRE = "fire", _("changes the path")
        SLA = "sla", _("time limit of a stage")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    instance = models.ForeignKey(Instance, models.CASCADE, related_name="dues")
    kind = models.CharField(max_length=4, choices=Kind)
    subject_id = models.UUIDField(help_text="The open stage (sla) or wait (fire) it belongs to")
    limit = models.ForeignKey(Limit, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    due_on = models.DateField()
    calendar_version = models.PositiveIntegerField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_id"], name="due_once")]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(closed_at__isnull=True, kind="fire"), name="due_to_fire"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
