"""Reads of reminders: a reminder stands while the file lies with whom it was asked of."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from efile.desk.models import Reminder
from efile.models import Thread
from hierarchy.actors import Actor


def standing() -> Q:
    """Of threads with their newest reminder: those in which one stands, as the file still lies there."""
    there = Reminder.objects.filter(
        thread=OuterRef("pk"), to_post=OuterRef("holder"), at__gte=OuterRef("arrived_at")
    )
    return Q(Exists(there))


def unanswered(actor: Actor, today: date) -> Q:
    """Of threads with others: the actor's post asked for an answer by a day that has passed."""
    asked = Reminder.objects.filter(
        thread=OuterRef("pk"),
        by_post__in=actor.posts,
        to_post=OuterRef("holder"),
        at__gte=OuterRef("arrived_at"),
        act_by__lt=today,
    )
    return Q(Exists(asked))


def with_reminder(rows: QuerySet[Thread]) -> QuerySet[Thread]:
    """Each row with `reminder`, the newest that stands: words, act_by and the post that asks; else None."""
    newest = Reminder.objects.filter(
        thread=OuterRef("pk"), to_post=OuterRef("holder"), at__gte=OuterRef("arrived_at")
    ).order_by("-at", "-pk")
    said = JSONObject(
        words=F("words"), act_by=F("act_by"), bn=F("by_post__title_bn"), en=F("by_post__title_en")
    )
    return rows.annotate(reminder=Subquery(newest.annotate(said=said).values("said")[:1]))
