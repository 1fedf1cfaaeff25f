"""Changing a limit that is in use, and taking back a change that has not begun: acts of two persons who may
publish flows (ADR 25). Each waits, as it was filled in, on the desk of the second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy.administration.acts import Act, waits
from hierarchy.administration.asked import ask
from hierarchy.administration.views import needs_second
from hierarchy.models import AskedAct, Office
from hierarchy.refusals import Refused
from web.templatetags.office import bn_digits, office_date
from workflows import reasons
from workflows.forms import FIELD_OF_REASON, LimitFields
from workflows.limits import LimitLine, NewLimit, add_limit, all_limit_lines, days_of, withdraw_limit
from workflows.models import Limit
from workflows.publishers import PUBLISH


class _OfALimit(Act):
    second = PUBLISH
    beside = FIELD_OF_REASON

    def way_on(self) -> str:
        return reverse("limits")

    def filled(self) -> Iterator[tuple[str, str]]:
        """Without what only tells the product which row it is."""
        for name, field in self.fields.items():
            if name not in self.hidden:
                yield str(field.label), self.shown(name, self.cleaned_data[name])

    def shown(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return office_date(value)
        return bn_digits(value) if isinstance(value, int) else super().shown(name, value)


@waits
class ChangeLimit(_OfALimit, LimitFields):
    code = "change-limit"
    heading = gettext_lazy("Change a time limit")
    said = gettext_lazy("The time limit is changed.")
    hidden = ("limit",)
    limit = forms.SlugField()

    def set_up(self) -> None:
        self.fields["valid_from"].initial = self.place.today

    def new_limit(self) -> NewLimit:
        """A day that passed while the change waited is the present one: nothing begins before its second
        person."""
        row = self.row_of(self.cleaned_data["limit"], own=True)
        return replace(row, valid_from=max(row.valid_from, self.place.today))

    def follows(self) -> list[str]:
        new = self.new_limit()
        line = line_of(self.place.office, self.place.today, new.code)
        named = {
            "name": line.purpose,
            "was": line.days,
            "days": days_of(Limit(days=new.days, unit=new.unit)),
            "day": office_date(new.valid_from),
        }
        return [
            _("“%(name)s”: %(days)s instead of %(was)s in our office from %(day)s.") % named,
            _("What comes to the stage from that day on is promised by it; promised dates stay as they are."),
        ]

    def carry_out(self) -> None:
        add_limit(actor=self.place.actor, new=self.new_limit(), anew=False, now=self.place.now)


@waits
class WithdrawLimit(_OfALimit):
    code = "withdraw-limit"
    heading = gettext_lazy("Withdraw a time limit that is still to come")
    said = gettext_lazy("The time limit still to come is withdrawn.")
    hidden = ("row",)
    row = forms.UUIDField()

    def follows(self) -> list[str]:
        row = Limit.objects.filter(pk=self.cleaned_data["row"]).first()
        if row is None:
            raise Refused(reasons.LIMIT_ROW_GONE)
        line = line_of(self.place.office, self.place.today, row.name)
        named = {"name": line.purpose, "days": days_of(row), "day": office_date(row.valid_from)}
        return [_("“%(name)s”: %(days)s from %(day)s will not come.") % named]

    def carry_out(self) -> None:
        withdraw_limit(actor=self.place.actor, row=self.cleaned_data["row"], now=self.place.now)


def asked_for(form: ChangeLimit | WithdrawLimit) -> None:
    """Let the act wait. What it would be refused for, it is refused for here."""
    if not form.is_valid():
        raise Refused(reasons.LIMIT_ROW_GONE)
    if isinstance(form, ChangeLimit) and form.cleaned_data["valid_from"] < form.place.today:
        raise Refused(reasons.LIMIT_BACKDATED)
    needs_second(form)
    ask(form)


def line_of(office: Office, on: date, code: str) -> LimitLine:
    """The limit as the office reads it; Refused when it has none of the name."""
    for line in all_limit_lines(office, on):
        if line.code == code:
            return line
    raise Refused(reasons.LIMIT_UNKNOWN, code=code)


def changes_asked(office: Office, now: datetime) -> Mapping[str, list[AskedAct]]:
    """By limit the acts upon it that wait for a second person, the oldest first."""
    acts = (ChangeLimit.code, WithdrawLimit.code)
    rows = AskedAct.objects.filter(AskedAct.waits(now), office=office, act__in=acts)
    found: dict[str, list[AskedAct]] = defaultdict(list)
    for row in rows.select_related("asked_by", "post").order_by("asked_at"):
        found[_limit_of(row)].append(row)
    return found


def _limit_of(row: AskedAct) -> str:
    if row.act == ChangeLimit.code:
        return str(row.given["limit"][0])
    named = Limit.objects.filter(pk=row.given["row"][0]).values_list("name", flat=True)
    return next(iter(named), "")
