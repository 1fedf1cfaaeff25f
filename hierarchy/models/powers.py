"""Powers that an office gives or withholds by order, beyond what a rank carries."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models.base import Row
from hierarchy.models.offices import POWERS, Office, Post, Rank
from hierarchy.words import Words


class Effect(models.TextChoices):
    GIVES = "gives", _("gives")
    WITHHOLDS = "withholds", _("withholds")


class PowerRow(Row):
    """A rank or a post of the office has, or has not, a power from one day to another.

    `service` narrows it to one service, `most_amount` (in the office's currency) to sums up to it;
    both empty means always. A row of a post goes before a row of its rank, withholding before giving.
    The last day is `ends`, not counted.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="powers")
    rank = models.ForeignKey(Rank, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    power = models.CharField(max_length=16)
    effect = models.CharField(max_length=10, choices=Effect, default=Effect.GIVES)
    service = models.SlugField(max_length=64, blank=True, help_text="code of the only service it is for")
    most_amount = models.PositiveBigIntegerField(null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    source_bn = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["office", "starts"], name="power_of_an_office")]
        constraints = [
            models.CheckConstraint(name="power_known", condition=Q(power__in=POWERS)),
            models.CheckConstraint(name="power_effect_known", condition=Q(effect__in=Effect.values)),
            models.CheckConstraint(
                name="power_of_a_rank_or_a_post",
                condition=Q(rank__isnull=True) ^ Q(post__isnull=True),
            ),
            models.CheckConstraint(
                name="power_ends_after_it_starts",
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
            ),
            models.CheckConstraint(
                name="power_withheld_whole",
                condition=Q(effect="gives") | Q(most_amount__isnull=True),
            ),
        ]

    @property
    def source(self) -> Words:
        return Words(bn=self.source_bn, en=self.source_en)
