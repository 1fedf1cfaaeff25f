"""Acts on charges and deputations: who holds a post, from when to when, and who stands in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hierarchy import services
from hierarchy.administration import follow
from hierarchy.administration.acts import offered
from hierarchy.administration.fields import (
    AbsenceField,
    DayField,
    HeldField,
    KindField,
    PersonField,
    RemarksField,
    held_words,
)
from hierarchy.administration.post_acts import OfAPost, ToAPost
from hierarchy.held import files_with
from hierarchy.models import Charge, ChargeKind, Deputation, HandOver, Post
from web.templatetags.office import bn_digits, office_date

AT_ONCE = gettext_lazy("Empty: at once.")
BESIDE = {
    "charge.held": "post",
    "charge.post_gone": "post",
    "charge.account_closed": "person",
    "establishment.unknown_person": "person",
    "charge.second_substantive": "kind",
    "charge.still_there": "kind",
    "charge.same_person": "person",
    "charge.other_country": "person",
    "charge.in_the_past": "starts",
    "charge.ends_first": "ends",
    "charge.too_far": "starts",
    "deputation.deputed": "starts",
    "deputation.own_deputy": "person",
    "deputation.away": "person",
    "deputation.of_nobody": "starts",
    "deputation.outlasts": "ends",
}


@offered
class GiveCharge(OfAPost):
    code = "give-charge"
    heading = gettext_lazy("Put somebody in charge")
    said = gettext_lazy("The charge was given.")
    beside = BESIDE
    person = PersonField()
    kind = KindField()
    starts = DayField(label=gettext_lazy("From"), required=False, help_text=AT_ONCE)
    ends = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: until further orders.")
    )

    def follows(self) -> list[str]:
        given, post = self.cleaned_data, self.subject()
        kind = ChargeKind(given["kind"]).label
        said = [
            _("%(who)s holds %(post)s (%(kind)s) %(day)s.")
            % {
                "who": given["person"].name,
                "post": post.title,
                "kind": kind,
                "day": follow.from_day(given["starts"], self.place),
            }
        ]
        if given["ends"]:
            said.append(_("The last day is %(day)s.") % {"day": office_date(given["ends"])})
        about = follow.about(given["person"], self.place)
        strong = follow.strong(post, self.place)
        return [
            *strong,
            *about,
            *said,
            *follow.files(post, self.place),
            *follow.deputy_goes(post, self.place, self.place.begins(given["starts"])),
        ]

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.give_charge(
            actor=self.place.actor,
            post=self.subject().pk,
            user=given["person"].pk,
            kind=given["kind"],
            starts=self.place.begins(given["starts"]),
            ends=self.place.ends(given["ends"]),
            now=self.place.now,
        )


@offered
class Transfer(OfAPost):
    code = "transfer"
    heading = gettext_lazy("Hand the charge over")
    beside = BESIDE | {"power.last_admin": "person"}
    person = PersonField(label=gettext_lazy("New holder (user name)"))
    kind = KindField()
    starts = DayField(label=gettext_lazy("From"), required=False, help_text=AT_ONCE)
    remarks = RemarksField()

    def follows(self) -> list[str]:
        given, post = self.cleaned_data, self.subject()
        before, day = follow.holder(post, self.place), follow.from_day(given["starts"], self.place)
        said: list[str] = []
        if before:
            said.append(_("%(who)s's charge of the post ends.") % {"who": before.user.name})
            said.append(follow.work_stays(post))
        named = {"who": given["person"].name, "post": post.title, "day": day}
        kind = ChargeKind(given["kind"])
        said.append(_("%(who)s holds %(post)s (%(kind)s) %(day)s.") % {**named, "kind": kind.label})
        if kind == ChargeKind.SUBSTANTIVE:
            said += self._left()
        listed = _("What the post holds is listed, for both to sign; %(who)s confirms the list.") % named
        about = follow.about(given["person"], self.place)
        strong = follow.strong(post, self.place)
        deputy = follow.deputy_goes(post, self.place, self.place.begins(given["starts"]))
        return [*strong, *about, *said, *follow.files(post, self.place), *deputy, listed]

    def _left(self) -> list[str]:
        """The posts of his own that the new holder leaves, vacant from then; and who stands in there."""
        own = Charge.objects.filter(
            user=self.cleaned_data["person"], office=self.place.office, kind=ChargeKind.SUBSTANTIVE
        ).exclude(ends__lte=self.place.now)
        who, at = self.cleaned_data["person"].name, self.place.begins(self.cleaned_data["starts"])
        left = _("%(who)s leaves %(post)s, which is vacant then.")
        said: list[str] = []
        for row in own.exclude(post=self.subject()).select_related("post"):
            said.append(left % {"who": who, "post": row.post.title})
            said += follow.deputy_goes(row.post, self.place, at, row.ends)
        return said

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.transfer(
            actor=self.place.actor,
            post=self.subject().pk,
            user=given["person"].pk,
            kind=given["kind"],
            at=self.place.begins(given["starts"]),
            remarks=given["remarks"],
            now=self.place.now,
        )

    def told(self) -> str:
        begins = self.place.begins(self.cleaned_data["starts"])
        if begins is None:
            return _("The charge has changed hands. Print the list and sign it; the newcomer confirms it.")
        return _("%(who)s is in charge %(day)s; until then nothing changes.") % {
            "who": self.cleaned_data["person"].name,
            "day": follow.from_day(self.cleaned_data["starts"], self.place),
        }

    def way_on(self) -> str:
        """To the list of what the post holds, which both of them sign."""
        rows = HandOver.objects.filter(post=self.subject(), incoming__user=self.cleaned_data["person"])
        return reverse("handover_receipt", args=[rows.latest("handed_at").pk])


class Ends(ToAPost):
    """The end of what somebody holds: a row of the office that has not ended."""

    beside = {
        "charge.in_the_past": "ends",
        "charge.ended": "held",
        "power.last_admin": "held",
        "establishment.unknown_row": "held",
    }
    rows: ClassVar[Any]
    held = HeldField(Charge.objects.none(), label=gettext_lazy("Charge"))
    ends = DayField(label=gettext_lazy("Last day"), required=False, help_text=AT_ONCE)

    def set_up(self) -> None:
        rows = self.rows.filter(office=self.place.office).exclude(ends__lte=self.place.now)
        field = self.fields["held"]
        if isinstance(field, HeldField):
            field.queryset = rows.select_related("post", "user").order_by("post__code", "starts")

    def row(self) -> Any:
        return self.cleaned_data["held"]

    def subject(self) -> Post:
        post: Post = self.row().post
        return post

    def shown(self, name: str, value: Any) -> str:
        return held_words(value) if name == "held" else super().shown(name, value)

    def when(self) -> str:
        day = self.cleaned_data["ends"]
        return _("at the end of %(day)s") % {"day": office_date(day)} if day else _("at once")


@offered
class EndCharge(Ends):
    code = "end-charge"
    heading = gettext_lazy("End the charge")
    said = gettext_lazy("The charge ends.")
    rows = Charge.objects.all()

    def follows(self) -> list[str]:
        row = self.row()
        if row.starts > self.place.now:
            deputy = follow.deputy_goes(row.post, self.place, row.starts, row.ends)
            return [_("The charge has not begun; it is withdrawn."), *deputy]
        ends = self.place.ends(self.cleaned_data["ends"])
        deputy = follow.deputy_goes(row.post, self.place, ends, row.ends)
        said = _("%(who)s's charge of %(post)s ends %(when)s.")
        number = files_with(self.place.actor, row.post_id)
        waits = ngettext(
            "The post is vacant then, with %(count)s file, until somebody is put in charge of it.",
            "The post is vacant then, with %(count)s files, until somebody is put in charge of it.",
            number,
        )
        named = {"who": row.user.name, "post": row.post.title, "when": self.when()}
        return [
            said % named,
            *deputy,
            waits % {"count": bn_digits(number)},
            follow.work_stays(row.post),
        ]

    def carry_out(self) -> None:
        ends = self.place.ends(self.cleaned_data["ends"])
        services.end_charge(
            actor=self.place.actor,
            charge=self.row().pk,
            ends=ends,
            now=self.place.now,
        )


class StandIn(OfAPost):
    """Somebody acts, or drafts, for a post whose holder keeps his charge."""

    beside = BESIDE
    person = PersonField()
    reason = AbsenceField(label=gettext_lazy("Reason"))
    starts = DayField(label=gettext_lazy("From"), required=False, help_text=AT_ONCE)
    ends = DayField(label=gettext_lazy("Last day"))
    acts: ClassVar[bool] = True
    keeps: ClassVar[Any] = gettext_lazy(
        "%(who)s acts for %(post)s %(from)s until the end of %(day)s; the holder keeps the charge."
    )

    def follows(self) -> list[str]:
        given, post = self.cleaned_data, self.subject()
        named = {
            "who": given["person"].name,
            "post": post.title,
            "from": follow.from_day(given["starts"], self.place),
            "day": office_date(given["ends"]),
        }
        about = follow.about(given["person"], self.place)
        strong = follow.strong(post, self.place) if self.acts else []
        return [*strong, *about, str(self.keeps) % named, *follow.files(post, self.place)]

    def named(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "actor": self.place.actor,
            "post": self.subject().pk,
            "user": given["person"].pk,
            "reason": given["reason"],
            "starts": self.place.begins(given["starts"]),
            "ends": self.place.ends(given["ends"]),
            "now": self.place.now,
        }


@offered
class NameDeputy(StandIn):
    code = "name-deputy"
    heading = gettext_lazy("Name a deputy")
    said = gettext_lazy("The deputy is named.")

    def carry_out(self) -> None:
        services.name_deputy(**self.named())


@offered
class NameAssistant(StandIn):
    code = "name-assistant"
    heading = gettext_lazy("Name an assistant")
    said = gettext_lazy("The assistant is named.")
    acts = False
    keeps = gettext_lazy(
        "%(who)s drafts for %(post)s %(from)s until the end of %(day)s, and signs or sends nothing."
    )

    def carry_out(self) -> None:
        services.name_assistant(**self.named())


@offered
class EndDeputation(Ends):
    code = "end-deputation"
    heading = gettext_lazy("End the deputation")
    said = gettext_lazy("The deputation ends.")
    rows = Deputation.objects.all()

    def follows(self) -> list[str]:
        row = self.row()
        if row.starts > self.place.now:
            return [_("The deputation has not begun; it is withdrawn.")]
        named = {"who": row.user.name, "post": row.post.title, "when": self.when()}
        said = _("%(who)s stands in for %(post)s no longer: it ends %(when)s.") % named
        return [said, *follow.files(row.post, self.place)]

    def carry_out(self) -> None:
        ends = self.place.ends(self.cleaned_data["ends"])
        services.end_deputation(
            actor=self.place.actor, deputation=self.row().pk, ends=ends, now=self.place.now
        )
