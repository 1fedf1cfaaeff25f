"""Calling a meeting: the day, the hour and the place."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from web.forms import PointsAtTheFault, say_it_ourselves


class CallForm(PointsAtTheFault):
    """In the office's own time."""

    on = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hour = forms.TimeField(label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), max_length=200)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # [passed on as they came]
        say_it_ourselves(self)

    def at(self) -> datetime:
        given = datetime.combine(self.cleaned_data["on"], self.cleaned_data["hour"])
        return timezone.make_aware(given)
