"""Orders that give or withhold a power."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy import powers, services
from hierarchy.administration import follow
from hierarchy.administration.acts import Act, offered
from hierarchy.administration.fields import TODAY, DayField, PostField, RankField, TextField
from hierarchy.cases import cases_of
from hierarchy.models import POWERS, Effect, PowerRow
from hierarchy.words import Words
from web.forms import Choice, WholeField
from web.templatetags.office import lakh, office_date

NO_SUCH_SERVICE = gettext_lazy("“%(value)s” is no service of this office. Choose one of the list.")


@offered
class OrderPower(Act):
    code = "order-power"
    heading = gettext_lazy("Give or withhold a power")
    said = gettext_lazy("The order is in the record.")
    beside = {
        "power.of_one": "rank",
        "power.unknown": "power",
        "power.unknown_service": "service",
        "power.not_whole": "most_amount",
        "power.no_sum": "most_amount",
        "power.last_admin": "power",
        "charge.in_the_past": "starts",
        "charge.ends_first": "ends",
        "charge.post_gone": "post",
    }
    effect = forms.ChoiceField(choices=Effect.choices, label=gettext_lazy("The order"))
    power = forms.ChoiceField(label=gettext_lazy("Power"))
    rank = RankField(required=False, help_text=gettext_lazy("A rank or a post, not both."))
    post = PostField(required=False)
    service = forms.ChoiceField(label=gettext_lazy("Only in the service"), required=False)
    most_amount = WholeField(
        label=gettext_lazy("Up to the sum"),
        required=False,
        min_value=0,
        max_value=10**15,
        help_text=gettext_lazy("Empty: any sum."),
    )
    starts = DayField(label=gettext_lazy("From"), required=False, help_text=TODAY)
    ends = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: until further orders.")
    )
    source_bn = TextField(label=gettext_lazy("Order (number and date) in Bengali"), max_length=300)
    source_en = TextField(label=gettext_lazy("Order (number and date) in English"), max_length=300)

    def set_up(self) -> None:
        named = [(code, str(case.name)) for code, case in cases_of(self.place.office).items()]
        offered = {
            "power": [(power, powers.in_words(power)) for power in POWERS],
            "service": [("", _("In all services")), *named],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        self.fields["service"].error_messages["invalid_choice"] = NO_SUCH_SERVICE

    def follows(self) -> list[str]:
        given = self.cleaned_data
        of = given["post"].title if given["post"] else given["rank"].name if given["rank"] else "–"
        named = {"of": of, "power": powers.in_words(given["power"])}
        gives = given["effect"] == Effect.GIVES
        day = follow.from_day(given["starts"], self.place)
        said = [
            (_("%(of)s may: %(power)s.") if gives else _("%(of)s may no longer: %(power)s.")) % named,
            _("The order counts %(day)s.") % {"day": day},
        ]
        if given["service"]:
            service = self.shown("service", given["service"])
            said.append(_("Only in the service “%(service)s”.") % {"service": service})
        if given["most_amount"] is not None:
            said.append(_("Only up to the sum of %(sum)s.") % {"sum": lakh(given["most_amount"])})
            if not given["service"]:
                said.append(_("The sum is asked for in: %(services)s.") % {"services": self._asking()})
        if not gives:
            said += follow.files_kept(self._order(), self.place)
        if given["ends"]:
            said.append(_("The last day is %(day)s.") % {"day": office_date(given["ends"])})
        return said

    def _order(self) -> PowerRow:
        """As it would be written."""
        given = self.cleaned_data
        return PowerRow(
            office=self.place.office,
            starts=given["starts"] or self.place.today,
            **{name: given[name] for name in ("rank", "post", "power", "effect", "service")},
        )

    def _asking(self) -> str:
        """In the other services the order gives the power whatever the sum."""
        return (
            ", ".join(str(case.name) for case in cases_of(self.place.office).values() if case.asks_sum) or "–"
        )

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.order_power(
            actor=self.place.actor,
            power=given["power"],
            effect=given["effect"],
            rank=given["rank"].pk if given["rank"] else None,
            post=given["post"].pk if given["post"] else None,
            service=given["service"],
            most_amount=given["most_amount"],
            starts=given["starts"],
            ends=given["ends"] + timedelta(days=1) if given["ends"] else None,
            source=Words(bn=given["source_bn"], en=given["source_en"]),
            now=self.place.now,
        )

    def way_on(self) -> str:
        return reverse("admin_powers")


class OrderField(Choice):
    def label_from_instance(self, obj: Any) -> str:
        return order_words(obj)


@offered
class EndPower(Act):
    code = "end-power"
    heading = gettext_lazy("End an order")
    said = gettext_lazy("The order ends.")
    beside = {"charge.in_the_past": "ends", "charge.ended": "order", "power.last_admin": "order"}
    order = OrderField(PowerRow.objects.none(), label=gettext_lazy("Order"))
    ends = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: it ends today.")
    )

    def set_up(self) -> None:
        rows = PowerRow.objects.filter(office=self.place.office).exclude(ends__lte=self.place.today)
        field = self.fields["order"]
        if isinstance(field, OrderField):
            field.queryset = rows.select_related("rank", "post").order_by("starts")

    def shown(self, name: str, value: Any) -> str:
        return order_words(value) if name == "order" else super().shown(name, value)

    def follows(self) -> list[str]:
        row: PowerRow = self.cleaned_data["order"]
        if row.starts >= (self._over() or self.place.today):
            began = row.starts == self.place.today
            return [
                _("The order began today; it ends at once.")
                if began
                else _("The order has not come into force; it is withdrawn.")
            ]
        day = self.cleaned_data["ends"]
        when = _("at the end of %(day)s") % {"day": office_date(day)} if day else _("at once")
        said = _("“%(order)s” ends %(when)s.") % {"order": order_words(row), "when": when}
        files = follow.files_kept(row, self.place, ends=True)
        return [said, _("Then the powers of the rank and the other orders count."), *files]

    def carry_out(self) -> None:
        order = self.cleaned_data["order"]
        services.end_power(
            actor=self.place.actor,
            power=order.pk,
            ends=self._over(),
            now=self.place.now,
        )

    def _over(self) -> date | None:
        """The first day on which the order counts no longer; None: today."""
        day: date | None = self.cleaned_data["ends"]
        return day + timedelta(days=1) if day else None

    def way_on(self) -> str:
        return reverse("admin_powers")


def order_words(row: PowerRow) -> str:
    of = row.post.title if row.post else row.rank.name if row.rank else ""
    return f"{of}: {row.get_effect_display()} {powers.in_words(row.power)}"
