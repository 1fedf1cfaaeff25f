"""What an officer keeps for his own desk: labels, views, what he follows. Reminders are on record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hierarchy.models import Row


class Label(Row):
    """A word of one person at one post for files of his desk. It says nothing of priority or secrecy."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    user = models.ForeignKey("hierarchy.User", models.PROTECT, related_name="+")
    name = models.CharField(max_length=30)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["post", "user", "name"], name="label_once")]

    def __str__(self) -> str:
        return self.name


class Labelled(Row):
    """A matter with a label on it."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    label = models.ForeignKey(Label, models.CASCADE, related_name="labelled")
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["label", "matter"], name="labelled_once")]

    def __str__(self) -> str:
        return f"{self.label_id} {self.matter_id}"


class SavedView(Row):
    """Filters of the desk under a name: a person's at his post, or a section's for all its posts."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+", help_text="Who kept it")
    user = models.ForeignKey("hierarchy.User", models.PROTECT, null=True, related_name="+")
    section = models.ForeignKey("hierarchy.Section", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=200, help_text="As it stands in the address of the desk")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) ^ Q(section__isnull=True), name="view_is_ones_or_a_sections"
            ),
            models.UniqueConstraint(
                fields=["post", "user", "name"], condition=Q(user__isnull=False), name="view_of_one_once"
            ),
            models.UniqueConstraint(
                fields=["section", "name"], condition=Q(section__isnull=False), name="view_of_section_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Follow(Row):
    """A person at a post wants to know when a matter moves. `seen`: the movement he knows of."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    user = models.ForeignKey("hierarchy.User", models.PROTECT, related_name="+")
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField()
    since = models.DateTimeField()

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [models.UniqueConstraint(fields=["post", "user", "matter"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.matter_id}"


class Reminder(Row):
    """An officer with whom a file lies is asked for it. It stands while the file lies there."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="reminders")
    thread = models.ForeignKey("efile.Thread", models.PROTECT, related_name="reminders")
    by_post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    to_post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    act_by = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["thread", "-at"], name="reminder_thread_idx"),
            models.Index(fields=["by_post", "-at"], name="reminder_by_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.by_post_id} {self.matter_id}"
