"""A person who comes to the office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy import services
from hierarchy.administration import follow
from hierarchy.administration.acts import Act, offered
from hierarchy.administration.charge_acts import AT_ONCE, BESIDE
from hierarchy.administration.fields import (
    BengaliField,
    DayField,
    EnglishField,
    KindField,
    PersonField,
    TextField,
)
from hierarchy.administration.post_acts import OfAPost
from hierarchy.models import ChargeKind
from hierarchy.signin.contacts import set_contact
from hierarchy.words import Words


@offered
class AddPerson(OfAPost):
    code = "add-person"
    heading = gettext_lazy("Add a person")
    said = gettext_lazy("The person was added.")
    beside = BESIDE | {"person.username_taken": "username", "person.bad_username": "username"}
    field_order = ("username", "name_bn", "name_en", "post", "kind", "starts")
    username = TextField(label=gettext_lazy("User name"), max_length=64)
    name_bn = BengaliField(label=gettext_lazy("Name in Bengali"))
    name_en = EnglishField(label=gettext_lazy("Name in English"))
    kind = KindField()
    starts = DayField(label=gettext_lazy("From"), required=False, help_text=AT_ONCE)

    def follows(self) -> list[str]:
        given, post = self.cleaned_data, self.subject()
        name = Words(bn=given["name_bn"], en=given["name_en"])
        day = follow.from_day(given["starts"], self.place)
        kind = ChargeKind(given["kind"]).label
        said = _("%(who)s holds %(post)s (%(kind)s) %(day)s.")
        return [
            _("An account is made that nobody can enter yet; print the sealed slip for it next."),
            said % {"who": name, "post": post.title, "kind": kind, "day": day},
            *follow.files(post, self.place),
            *follow.deputy_goes(post, self.place),
        ]

    def carry_out(self) -> None:
        given = self.cleaned_data
        self.made = services.add_person(
            actor=self.place.actor,
            username=given["username"],
            name=Words(bn=given["name_bn"], en=given["name_en"]),
            post=self.subject().pk,
            kind=given["kind"],
            starts=self.place.begins(given["starts"]),
            now=self.place.now,
        )

    def way_on(self) -> str:
        return reverse("officer_account", args=[self.made.user_id])


@offered
class SetContact(Act):
    code = "set-contact"
    heading = gettext_lazy("How a person is reached")
    said = gettext_lazy("Notices of meetings go there from now on.")
    beside = {
        "signin.bad_mobile": "mobile",
        "signin.bad_email": "email",
        "signin.not_of_the_office": "person",
        "signin.of_another_office": "person",
    }
    person = PersonField()
    mobile = TextField(label=gettext_lazy("Mobile number"), max_length=20, required=False)
    email = TextField(label=gettext_lazy("E-mail"), max_length=254, required=False)

    def follows(self) -> list[str]:
        who = self.cleaned_data["person"].name
        if self.cleaned_data["mobile"]:
            return [_("Notices of meetings go to %(who)s by SMS.") % {"who": who}]
        if self.cleaned_data["email"]:
            return [_("Notices of meetings go to %(who)s by e-mail.") % {"who": who}]
        return [_("%(who)s finds notices of meetings on the desk alone.") % {"who": who}]

    def carry_out(self) -> None:
        given = self.cleaned_data
        set_contact(
            actor=self.place.actor,
            user=given["person"].pk,
            mobile=given["mobile"],
            email=given["email"],
            now=self.place.now,
        )

    def way_on(self) -> str:
        return reverse("admin_people")
