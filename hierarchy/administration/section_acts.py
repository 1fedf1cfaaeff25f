"""Acts on sections."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hierarchy import services
from hierarchy.administration import follow
from hierarchy.administration.acts import Act, offered
from hierarchy.administration.fields import (
    BengaliField,
    EnglishField,
    SectionField,
)
from hierarchy.administration.post_acts import code_field
from hierarchy.words import Words
from web.templatetags.office import bn_digits


class NamesASection(Act):
    name_bn = BengaliField(label=gettext_lazy("Name in Bengali"))
    name_en = EnglishField(label=gettext_lazy("Name in English"))

    def name(self) -> Words:
        return Words(bn=self.cleaned_data["name_bn"], en=self.cleaned_data["name_en"])

    def way_on(self) -> str:
        return reverse("admin_sections")


@offered
class MakeSection(NamesASection):
    code = "make-section"
    heading = gettext_lazy("Add a section")
    said = gettext_lazy("The section was added.")
    beside = {"section.code_taken": "slug"}
    field_order = ("slug", "name_bn", "name_en")
    slug = code_field()

    def follows(self) -> list[str]:
        return [_("The section has no posts yet; add them or move posts into it.")]

    def carry_out(self) -> None:
        services.make_section(
            actor=self.place.actor, code=self.cleaned_data["slug"], name=self.name(), now=self.place.now
        )


@offered
class RenameSection(NamesASection):
    code = "rename-section"
    heading = gettext_lazy("Rename the section")
    said = gettext_lazy("The section has its new name.")
    beside = {"section.unknown": "section"}
    field_order = ("section", "name_bn", "name_en")
    section = SectionField()

    def follows(self) -> list[str]:
        old = self.cleaned_data["section"].name
        return [_("%(old)s becomes %(new)s.") % {"old": old, "new": self.name()}]

    def carry_out(self) -> None:
        services.change_section(
            actor=self.place.actor,
            section=self.cleaned_data["section"].pk,
            name=self.name(),
            now=self.place.now,
        )


@offered
class CloseSection(Act):
    code, heading, said = (
        "close-section",
        gettext_lazy("Merge the section into another"),
        gettext_lazy("The section is merged."),
    )
    beside = {"section.unknown": "section", "successor.same": "successor", "successor.needed": "successor"}
    section = SectionField()
    successor = SectionField(label=gettext_lazy("Into"))

    def set_up(self) -> None:
        self.leave_out("section", "successor")

    def follows(self) -> list[str]:
        old, heir = self.cleaned_data["section"], self.cleaned_data["successor"]
        number = old.posts.filter(abolished_on__isnull=True).count()
        words = ngettext(
            "%(count)s post of %(old)s will sit in %(heir)s.",
            "%(count)s posts of %(old)s will sit in %(heir)s.",
            number,
        )
        named = {"count": bn_digits(number), "old": old.name, "heir": heir.name}
        pool = _("What lay in the section's pool lies in that of %(heir)s.")
        reads = _(
            "Papers of %(old)s, confidential ones too, are then read by who reads those of %(heir)s by its "
            "line of control."
        )
        both = _(
            "Whoever sits in %(old)s or in %(heir)s reads the normal papers of both from then on, older ones "
            "too."
        )
        said = [words % named, pool % named, reads % named, both % named]
        return [*said, *follow.seats_stay(old, self.place)]

    def carry_out(self) -> None:
        services.close_section(
            actor=self.place.actor,
            section=self.cleaned_data["section"].pk,
            successor=self.cleaned_data["successor"].pk,
            now=self.place.now,
        )

    def way_on(self) -> str:
        return reverse("admin_sections")
