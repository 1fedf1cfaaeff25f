"""Lending a flow to a post to be published, and ending that."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hierarchy.administration.acts import offered
from hierarchy.administration.fields import NamedField, PostField
from hierarchy.administration.grant_acts import Ending, UntilADay
from workflows import publishers
from workflows.models import Flow, FlowGrant


@offered
class LetPublish(UntilADay):
    code = "let-publish"
    heading = gettext_lazy("Let a post publish a flow")
    said = gettext_lazy("The post may publish the flow.")
    field_order = ("flow", "post", "until", "reason")
    flow = NamedField(Flow.objects.none(), label=gettext_lazy("Flow"))
    post = PostField()

    def set_up(self) -> None:
        field = self.fields["flow"]
        if isinstance(field, NamedField):
            field.queryset = publishers.flows_of(self.place.office)

    def follows(self) -> list[str]:
        given = self.cleaned_data
        named = {"post": given["post"].title, "flow": given["flow"].name}
        return [
            _("%(post)s may publish drafts of the flow “%(flow)s”, and no other.") % named,
            _("Who drew in a draft still does not publish it."),
            self.ends_by_itself(),
        ]

    def carry_out(self) -> None:
        given = self.cleaned_data
        publishers.let_publish(
            actor=self.place.actor,
            flow=given["flow"].pk,
            post=given["post"].pk,
            until=given["until"],
            reason=given["reason"],
            now=self.place.now,
        )


@offered
class EndPublishing(Ending):
    code = "end-publishing"
    heading = gettext_lazy("End the lending of a flow")
    said = gettext_lazy("The post may publish the flow no longer.")
    kind = FlowGrant

    def carry_out(self) -> None:
        row = self.cleaned_data["grant"]
        publishers.end_publishing(actor=self.place.actor, grant=row.pk, now=self.place.now)
