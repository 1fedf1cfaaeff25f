"""What an officer keeps for his own desk: labels, and views. No record of any file."""

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
