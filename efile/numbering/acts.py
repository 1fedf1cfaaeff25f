"""Another way of writing numbers, with the next number as it would be."""

from __future__ import annotations

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from efile.numbering import selectors
from hierarchy import services
from hierarchy.administration import follow
from hierarchy.administration.acts import Act, offered
from hierarchy.administration.fields import DayField, TextField
from hierarchy.models import Register
from hierarchy.numbering import faults
from hierarchy.words import Words
from web.templatetags.office import bn_digits

PARTS = gettext_lazy(
    "Parts in braces: {serial} or, filled with noughts, {serial:4}; {year} or {yy}; {office}; "
    "for files {section} or {code}. All else stands as it is."
)


@offered
class OrderScheme(Act):
    code = "number-scheme"
    heading = gettext_lazy("Change how numbers are written")
    said = gettext_lazy("The order is in the record.")
    beside = {
        "number.unknown_part": "pattern",
        "number.no_serial": "pattern",
        "number.no_year": "pattern",
        "number.no_section": "pattern",
        "number.too_long": "pattern",
        "number.ordered": "starts",
        "charge.in_the_past": "starts",
    }
    register = forms.ChoiceField(choices=Register.choices, label=gettext_lazy("Register of"))
    pattern = TextField(label=gettext_lazy("Number"), max_length=80, help_text=PARTS)
    starts = DayField(
        label=gettext_lazy("From"), required=False, help_text=gettext_lazy("Empty: from today.")
    )
    source_bn = TextField(label=gettext_lazy("Order (number and date) in Bengali"), max_length=300)
    source_en = TextField(label=gettext_lazy("Order (number and date) in English"), max_length=300)

    def follows(self) -> list[str]:
        given = self.cleaned_data
        said = [_("The order counts %(day)s.") % {"day": follow.from_day(given["starts"], self.place)}]
        if not faults(given["pattern"], given["register"]):
            said.append(_("The next number would be %(number)s.") % {"number": self._next()})
        return [*said, _("Numbers already given stay as they are, and the serial goes on.")]

    def _next(self) -> str:
        given, office, today = self.cleaned_data, self.place.office, self.place.today
        if given["register"] == Register.RECEIPT:
            return bn_digits(selectors.next_receipt(office, today, given["pattern"]))
        if given["register"] == Register.ISSUE:
            return bn_digits(selectors.next_issue(office, today, given["pattern"]))
        section = self.place.sections().first()
        if section is None:
            return "–"
        return bn_digits(selectors.next_file(office, section, today, given["pattern"]))

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.order_scheme(
            actor=self.place.actor,
            register=given["register"],
            pattern=given["pattern"],
            starts=given["starts"],
            source=Words(bn=given["source_bn"], en=given["source_en"]),
            now=self.place.now,
        )

    def way_on(self) -> str:
        return reverse("admin_numbers")
