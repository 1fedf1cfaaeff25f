"""What every row of the hierarchy has."""

from django.db import models

from hierarchy.words import Words
from ledger.ids import uuid7


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class Named(Row):
    name_bn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Words:
        return Words(bn=self.name_bn, en=self.name_en)
