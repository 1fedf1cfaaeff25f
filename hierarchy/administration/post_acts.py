"""Acts on posts and sections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hierarchy import powers, services
from hierarchy.administration import follow
from hierarchy.administration.acts import Act, offered
from hierarchy.administration.fields import (
    BengaliField,
    EnglishField,
    PostField,
    RankField,
    SectionField,
    TelephoneField,
)
from hierarchy.models import Post
from hierarchy.words import Words
from web.templatetags.office import bn_digits

CODE_HELP = gettext_lazy("Small Latin letters, digits and hyphens; it is never changed.")
CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class ToAPost(Act):
    """An act that leads back to a post on the chart."""

    def subject(self) -> Post:
        raise NotImplementedError

    def way_on(self) -> str:
        return f"{reverse('edit_chart')}?post={self.subject().code}#{self.subject().code}"


class OfAPost(ToAPost):
    """An act on one post, which is its first field."""

    post = PostField()

    def subject(self) -> Post:
        row: Post = self.cleaned_data["post"]
        return row


def code_field() -> forms.RegexField:
    wrong = {"invalid": CODE_HELP}
    return forms.RegexField(
        CODE, label=gettext_lazy("Code"), max_length=64, help_text=CODE_HELP, error_messages=wrong
    )


@offered
class MakePost(Act):
    code = "make-post"
    heading = gettext_lazy("Add a post")
    said = gettext_lazy("The post was added.")
    beside = {
        "post.code_taken": "slug",
        "charge.post_gone": "reports_to",
        "post.unknown_rank": "rank",
        "post.beside_the_head": "rank",
        "section.unknown": "section",
    }
    reports_to = PostField(label=gettext_lazy("Reports to"))
    slug = code_field()
    title_bn = BengaliField(label=gettext_lazy("Title in Bengali"))
    title_en = EnglishField(label=gettext_lazy("Title in English"))
    rank = RankField()
    section = SectionField(required=False)

    def follows(self) -> list[str]:
        given = self.cleaned_data
        may = [powers.in_words(power) for power in given["rank"].powers]
        return [
            _("The post reports to %(above)s.") % {"above": given["reports_to"].title},
            _("Its rank may: %(powers)s.") % {"powers": ", ".join(may) or "–"},
            _("It is vacant until somebody is put in charge of it."),
        ]

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.make_post(
            actor=self.place.actor,
            code=given["slug"],
            title=Words(bn=given["title_bn"], en=given["title_en"]),
            rank=given["rank"].pk,
            reports_to=given["reports_to"].pk,
            section=given["section"].pk if given["section"] else None,
            now=self.place.now,
        )

    def way_on(self) -> str:
        slug = self.cleaned_data["slug"]
        return f"{reverse('edit_chart')}?post={slug}#{slug}"


@offered
class RenamePost(OfAPost):
    code = "rename-post"
    heading = gettext_lazy("Rename the post")
    said = gettext_lazy("The post has its new title.")
    beside = {"charge.post_gone": "post"}
    title_bn = BengaliField(label=gettext_lazy("Title in Bengali"))
    title_en = EnglishField(label=gettext_lazy("Title in English"))

    def follows(self) -> list[str]:
        given, post = self.cleaned_data, self.subject()
        new = Words(bn=given["title_bn"], en=given["title_en"])
        return [
            _("%(old)s becomes %(new)s.") % {"old": post.title, "new": new},
            _("Papers signed before keep the title of their day."),
        ]

    def carry_out(self) -> None:
        title = Words(bn=self.cleaned_data["title_bn"], en=self.cleaned_data["title_en"])
        services.change_post(actor=self.place.actor, post=self.subject().pk, title=title, now=self.place.now)


@offered
class SetTelephone(OfAPost):
    code = "set-telephone"
    heading = gettext_lazy("Telephone of the post")
    said = gettext_lazy("Letters of the post carry it from now on.")
    beside = {"charge.post_gone": "post", "post.bad_telephone": "telephone"}
    telephone = TelephoneField(
        label=gettext_lazy("Telephone"),
        help_text=gettext_lazy("As it is to stand under the post's letters. Empty: nothing is printed."),
    )

    def follows(self) -> list[str]:
        given, post = self.cleaned_data, self.subject()
        if not given["telephone"]:
            return [_("Letters signed by %(post)s carry no telephone.") % {"post": post.title}]
        return [
            _("Letters signed by %(post)s carry it, whoever holds the post.") % {"post": post.title},
            _("Letters made ready before stay as they are."),
        ]

    def carry_out(self) -> None:
        services.set_telephone(
            actor=self.place.actor,
            post=self.subject().pk,
            telephone=self.cleaned_data["telephone"],
            now=self.place.now,
        )

    def shown(self, name: str, value: Any) -> str:
        return bn_digits(value) if name == "telephone" else super().shown(name, value)


@offered
class MovePost(OfAPost):
    code = "move-post"
    heading = gettext_lazy("Change the superior")
    said = gettext_lazy("The post has its new superior.")
    beside = {
        "post.reports_round": "reports_to",
        "charge.post_gone": "reports_to",
        "section.unknown": "section",
    }
    reports_to = PostField(label=gettext_lazy("Reports to"))
    section = SectionField(required=False, help_text=gettext_lazy("Empty: the section stays as it is."))

    def set_up(self) -> None:
        self.leave_out("post", "reports_to")

    def follows(self) -> list[str]:
        post, above = self.subject(), self.cleaned_data["reports_to"]
        was = post.reports_to.title if post.reports_to else "–"
        said = [
            _("%(post)s reports to %(new)s instead of %(old)s.")
            % {"post": post.title, "new": above.title, "old": was}
        ]
        under = follow.below(post)
        if under:
            words = ngettext(
                "%(count)s post below it moves with it.", "%(count)s posts below it move with it.", under
            )
            said.append(words % {"count": bn_digits(under)})
        if self.cleaned_data["section"]:
            said.append(_("It belongs to %(section)s.") % {"section": self.cleaned_data["section"].name})
        return [*said, *follow.files(post, self.place), _("Files stay where they lie.")]

    def carry_out(self) -> None:
        section = self.cleaned_data["section"]
        services.change_post(
            actor=self.place.actor,
            post=self.subject().pk,
            reports_to=self.cleaned_data["reports_to"].pk,
            section=section.pk if section else None,
            now=self.place.now,
        )


@offered
class AbolishPost(OfAPost):
    code = "abolish-post"
    heading = gettext_lazy("Abolish the post")
    said = gettext_lazy("The post is abolished.")
    beside = {
        "successor.needed": "successor",
        "successor.same": "successor",
        "successor.gone": "successor",
        "post.head_stays": "post",
        "successor.already_gone": "post",
        "power.last_admin": "post",
    }
    successor = PostField(
        label=gettext_lazy("Successor"),
        help_text=gettext_lazy("Who stands for the post and for all that lies with it."),
    )

    def set_up(self) -> None:
        self.leave_out("post", "successor")

    def follows(self) -> list[str]:
        post, heir = self.subject(), self.cleaned_data["successor"]
        said = [*follow.files_pass(post, heir, self.place), *follow.heir_falls_short(post, heir, self.place)]
        said += [follow.reads_pass(post, heir), *follow.seats_pass(post, heir, self.place)]
        charge = follow.holder(post, self.place)
        if charge:
            said.append(_("%(who)s's charge of the post ends at once.") % {"who": charge.user.name})
        said += follow.deputy_goes(post, self.place)
        under = post.reporting_posts.filter(abolished_on__isnull=True).exclude(pk=heir.pk).count()
        if under:
            words = ngettext(
                "%(count)s post that reported to it reports to %(heir)s.",
                "%(count)s posts that reported to it report to %(heir)s.",
                under,
            )
            said.append(words % {"count": bn_digits(under), "heir": heir.title})
        return [*said, _("This cannot be taken back; the post's record stays.")]

    def carry_out(self) -> None:
        services.abolish_post(
            actor=self.place.actor,
            post=self.subject().pk,
            successor=self.cleaned_data["successor"].pk,
            now=self.place.now,
        )

    def way_on(self) -> str:
        heir = self.cleaned_data["successor"].code
        return f"{reverse('edit_chart')}?post={heir}#{heir}"
