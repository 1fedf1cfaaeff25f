"""Acts on committees: constituting one, giving and ending a seat, ending it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy import bodies, services
from hierarchy.administration import follow
from hierarchy.administration.acts import Act, offered
from hierarchy.administration.fields import (
    BengaliField,
    DayField,
    EnglishField,
    NamedField,
    PostField,
    TextField,
)
from hierarchy.models import Body, Seat, SeatRole
from hierarchy.services.committees import OF_ONE_POST
from hierarchy.words import Words
from web.forms import Choice, WholeField
from web.templatetags.office import bn_digits, office_date

FROM = gettext_lazy("Empty: from today.")
TODAY = gettext_lazy("Empty: it ends today.")
BESIDE = {
    "body.stands": "code",
    "body.quorum": "quorum",
    "seat.twice": "secretary",
    "seat.seated": "post",
    "seat.stays": "post",
    "charge.post_gone": "post",
    "charge.in_the_past": "starts",
    "charge.ended": "body",
}


class SeatField(Choice):
    def label_from_instance(self, obj: Any) -> str:
        return seat_words(obj)


class OfCommittees(Act):
    beside = BESIDE

    def set_up(self) -> None:
        field, seats = self.fields.get("body"), self.fields.get("seat")
        standing = self.place.office.bodies.exclude(ends__lte=self.place.today)
        if isinstance(field, NamedField):
            field.queryset = standing.order_by("code")
        if isinstance(seats, SeatField):
            rows = Seat.objects.filter(body__in=standing).exclude(ends__lte=self.place.today)
            rows = rows.exclude(role__in=OF_ONE_POST).select_related("post", "body")
            seats.queryset = rows.order_by("body__code", "position")

    def over(self) -> date | None:
        """The first day that is not counted; None: today."""
        day: date | None = self.cleaned_data["ends"]
        return day + timedelta(days=1) if day else None

    def when(self) -> str:
        day = self.cleaned_data["ends"]
        return _("at the end of %(day)s") % {"day": office_date(day)} if day else _("at once")

    def way_on(self) -> str:
        return reverse("admin_bodies")


@offered
class ConstituteBody(OfCommittees):
    code = "constitute-body"
    heading = gettext_lazy("Constitute a committee")
    said = gettext_lazy("The committee is constituted.")
    name_bn = BengaliField(label=gettext_lazy("Name in Bengali"))
    name_en = EnglishField(label=gettext_lazy("Name in English"))
    slug = forms.SlugField(
        label=gettext_lazy("Code"),
        max_length=64,
        help_text=gettext_lazy("By this a flow names the committee. Small Latin letters and hyphens."),
    )
    quorum = WholeField(
        label=gettext_lazy("Quorum"),
        min_value=1,
        max_value=99,
        help_text=gettext_lazy("Persons who must be present, the chair among them."),
    )
    chair = PostField(label=gettext_lazy("Chair"))
    secretary = PostField(label=gettext_lazy("Member-secretary"))
    starts = DayField(label=gettext_lazy("From"), required=False, help_text=FROM)
    source_bn = TextField(label=gettext_lazy("Order (number and date) in Bengali"), max_length=300)
    source_en = TextField(label=gettext_lazy("Order (number and date) in English"), max_length=300)
    beside = {**BESIDE, "body.stands": "slug"}

    def follows(self) -> list[str]:
        given = self.cleaned_data
        name = Words(given["name_bn"], given["name_en"])
        day = follow.from_day(given["starts"], self.place)
        return [
            _("“%(name)s” stands %(day)s.") % {"name": name, "day": day},
            _("%(chair)s is in the chair, %(secretary)s calls its meetings and keeps its papers.")
            % {"chair": given["chair"].title, "secretary": given["secretary"].title},
            _("Other members are added after this."),
        ]

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.constitute_body(
            actor=self.place.actor,
            code=given["slug"],
            name=Words(given["name_bn"], given["name_en"]),
            quorum=given["quorum"],
            chair=given["chair"].pk,
            secretary=given["secretary"].pk,
            source=Words(given["source_bn"], given["source_en"]),
            starts=given["starts"],
            now=self.place.now,
        )


@offered
class GiveSeat(OfCommittees):
    code = "give-seat"
    heading = gettext_lazy("Give a post a seat in a committee")
    said = gettext_lazy("The post has its seat.")
    body = NamedField(Body.objects.none(), label=gettext_lazy("Committee"))
    post = PostField()
    role = forms.ChoiceField(choices=SeatRole.choices, label=gettext_lazy("Seat"), initial=SeatRole.MEMBER)
    starts = DayField(label=gettext_lazy("From"), required=False, help_text=FROM)

    def follows(self) -> list[str]:
        given = self.cleaned_data
        body: Body = given["body"]
        named = {
            "post": given["post"].title,
            "body": body.name,
            "role": SeatRole(given["role"]).label,
            "day": follow.from_day(given["starts"], self.place),
        }
        said = [_("%(post)s sits in “%(body)s” as %(role)s %(day)s.") % named]
        seats = bodies.seats_on(body, given["starts"] or self.place.today)
        if given["role"] in OF_ONE_POST:
            said += [
                _("%(post)s is the %(role)s no longer.") % {"post": seat.post.title, "role": seat.role_label}
                for seat in seats
                if seat.role == given["role"] and seat.post_id != given["post"].pk
            ]
        return [*said, _("Whoever holds the post sits there, or his deputy.")]

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.give_seat(
            actor=self.place.actor,
            body=given["body"].pk,
            post=given["post"].pk,
            role=given["role"],
            starts=given["starts"],
            now=self.place.now,
        )


@offered
class EndSeat(OfCommittees):
    code = "end-seat"
    heading = gettext_lazy("End a member's seat")
    said = gettext_lazy("The seat ends.")
    beside = {"charge.in_the_past": "ends", "charge.ended": "seat", "seat.stays": "seat"}
    seat = SeatField(Seat.objects.none(), label=gettext_lazy("Seat"))
    ends = DayField(label=gettext_lazy("Last day"), required=False, help_text=TODAY)

    def shown(self, name: str, value: Any) -> str:
        return seat_words(value) if name == "seat" else super().shown(name, value)

    def follows(self) -> list[str]:
        row: Seat = self.cleaned_data["seat"]
        named = {"seat": seat_words(row), "when": self.when()}
        said = [_("“%(seat)s” ends %(when)s.") % named]
        left = len(bodies.seats_on(row.body, self.place.today)) - 1
        if left < row.body.quorum:
            said.append(
                _("Then %(left)s seats are left, fewer than the quorum of %(quorum)s.")
                % {"left": bn_digits(left), "quorum": bn_digits(row.body.quorum)}
            )
        return said

    def carry_out(self) -> None:
        seat = self.cleaned_data["seat"]
        services.end_seat(actor=self.place.actor, seat=seat.pk, ends=self.over(), now=self.place.now)


@offered
class EndBody(OfCommittees):
    code = "end-body"
    heading = gettext_lazy("End a committee")
    said = gettext_lazy("The committee ends.")
    beside = {"charge.in_the_past": "ends", "charge.ended": "body"}
    body = NamedField(Body.objects.none(), label=gettext_lazy("Committee"))
    ends = DayField(label=gettext_lazy("Last day"), required=False, help_text=TODAY)

    def follows(self) -> list[str]:
        named = {"body": self.cleaned_data["body"].name, "when": self.when()}
        return [
            _("“%(body)s” ends %(when)s; its meetings and minutes stay.") % named,
            _("No file can come before it after that. Constitute it anew under the same code to go on."),
        ]

    def carry_out(self) -> None:
        body = self.cleaned_data["body"]
        services.end_body(actor=self.place.actor, body=body.pk, ends=self.over(), now=self.place.now)


def seat_words(row: Seat) -> str:
    return f"{row.body.name}: {row.post.title} ({row.role_label})"
