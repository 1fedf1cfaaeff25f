"""What is given to a single post until a day, and ending it: here, the office to an auditor of another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy import facts, grants, services
from hierarchy.administration.acts import Act, offered
from hierarchy.administration.fields import DayField, PostField, TextField
from hierarchy.models import Grant, OfficeGrant, Post
from hierarchy.services.auditors import auditors_elsewhere
from web.forms import Choice
from web.templatetags.office import office_date

BESIDE = {
    "grant.until": "until",
    "grant.reason_long": "reason",
    "grant.oneself": "post",
    "grant.not_an_auditor": "post",
    "grant.own_auditor": "post",
    "grant.over": "grant",
    "charge.post_gone": "post",
    "establishment.missing": "reason",
}
LAST_DAY = gettext_lazy("At most a year away.")
WHY = gettext_lazy("The order or the occasion; it stands in the record.")


class AuditorField(PostField):
    """A post of another office, told with its office."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {obj.office.name}"


class GrantField(Choice):
    def label_from_instance(self, obj: Any) -> str:
        return grant_words(obj)


class UntilADay(Act):
    """What all of them ask: the last day, and why."""

    beside = BESIDE
    until = DayField(label=gettext_lazy("Last day"), help_text=LAST_DAY)
    reason = TextField(label=gettext_lazy("Reason"), max_length=grants.LONGEST_REASON, help_text=WHY)

    def ends_by_itself(self) -> str:
        day = office_date(self.cleaned_data["until"])
        return _("It ends by itself at the end of %(day)s.") % {"day": day}

    def way_on(self) -> str:
        return reverse("admin_granted")


class Ending(Act):
    """One that is in force, ended now."""

    beside = BESIDE
    kind: type[Grant]
    grant = GrantField(OfficeGrant.objects.none(), label=gettext_lazy("What is given"))

    def set_up(self) -> None:
        field = self.fields["grant"]
        if isinstance(field, forms.ModelChoiceField):
            rows = self.kind._default_manager.filter(office=self.place.office, until__gt=self.place.now)
            field.queryset = with_posts(rows).order_by("until")

    def shown(self, name: str, value: Any) -> str:
        return grant_words(value) if name == "grant" else super().shown(name, value)

    def follows(self) -> list[str]:
        row: Grant = self.cleaned_data["grant"]
        return [_("“%(what)s” ends at once.") % {"what": grant_words(row)}]

    def way_on(self) -> str:
        return reverse("admin_granted")


@offered
class OpenToAuditor(UntilADay):
    code = "open-to-auditor"
    heading = gettext_lazy("Open the office to an auditor of another office")
    said = gettext_lazy("The auditor may read the office's files.")
    field_order = ("post", "until", "reason")
    post = AuditorField(label=gettext_lazy("Auditor's post"))

    def set_up(self) -> None:
        field = self.fields["post"]
        if isinstance(field, AuditorField):
            field.queryset = auditors_elsewhere(self.place.office, self.place.today)

    def follows(self) -> list[str]:
        post: Post = self.cleaned_data["post"]
        named = {"post": post.title, "office": post.office.name}
        return [
            _("%(post)s of %(office)s reads every file of this office but the top secret ones.") % named,
            _("The post cannot act on any of them. Who reads a graded file is written down."),
            self.ends_by_itself(),
        ]

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.open_to_auditor(
            actor=self.place.actor,
            post=given["post"].pk,
            until=given["until"],
            reason=given["reason"],
            now=self.place.now,
        )


@offered
class CloseToAuditor(Ending):
    code = "close-to-auditor"
    heading = gettext_lazy("Close the office to an auditor")
    said = gettext_lazy("The auditor reads the office's files no longer.")
    kind = OfficeGrant

    def carry_out(self) -> None:
        row = self.cleaned_data["grant"]
        services.close_to_auditor(actor=self.place.actor, grant=row.pk, now=self.place.now)


def with_posts(rows: Any) -> Any:
    return rows.select_related("group__standing_for__post__office", "given_by", "content_object", "office")


def grant_words(row: Grant) -> str:
    post = row.post
    what = post.office.name if isinstance(row, OfficeGrant) else facts.name_of(row)
    now = timezone.now()
    shown = office_date(grants.last_day(row, row.office)) if row.until > now else ""
    return ", ".join(filter(None, [str(post.title), str(what), shown]))
