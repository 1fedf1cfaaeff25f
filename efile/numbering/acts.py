"""Another way of writing numbers, with the next number as it would be."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from efile.numbering import selectors
from hierarchy import services
from hierarchy.administration import follow
from hierarchy.administration.acts import Act, offered
from hierarchy.administration.fields import DayField, NamedField, SectionField, TextField
from hierarchy.heads import heads_on
from hierarchy.models import Register, SubjectHead
from hierarchy.numbering import faults, measured
from hierarchy.refusals import Refused
from hierarchy.services.heads import HeadLine, read_heads
from hierarchy.words import Words
from web.templatetags.office import bn_digits

PARTS = gettext_lazy(
    "Parts in braces: {serial} or, filled with noughts, {serial:4}; {year} or {yy}; {office}; "
    "for files {section}, {code} or {number}, and {head}, {primary}, {secondary}, {tertiary}, each also "
    "with a width. All else stands as it is."
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
        "number.no_codes": "pattern",
        "number.too_narrow": "pattern",
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
            number = self._next()
            said.append(_("The next number would be %(number)s.") % {"number": bn_digits(number)})
            digits, parts = measured(number)
            measures = {"digits": bn_digits(digits), "parts": bn_digits(parts)}
            said.append(_("That is %(digits)s digits in %(parts)s parts.") % measures)
        return [*said, _("Numbers already given stay as they are, and the serial goes on.")]

    def _next(self) -> str:
        given, office, today = self.cleaned_data, self.place.office, self.place.today
        if given["register"] == Register.RECEIPT:
            return selectors.next_receipt(office, today, given["pattern"])
        if given["register"] == Register.ISSUE:
            return selectors.next_issue(office, today, given["pattern"])
        section = self.place.sections().first()
        if section is None:
            return "–"
        return selectors.next_file(office, section, today, given["pattern"])

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


class ToNumbers(Act):
    def way_on(self) -> str:
        return reverse("admin_numbers")


@offered
class SetHeads(ToNumbers):
    code = "subject-heads"
    heading = gettext_lazy("Enter subject heads")
    said = gettext_lazy("The subject heads are entered.")
    beside = {"charge.in_the_past": "starts"}
    lines = forms.CharField(
        label=gettext_lazy("Heads, one a line"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Code, Bengali name, English name, and a class if there is one, with commas between: "
            "C.15.012,জমি বন্দোবস্ত,Settlement of land,B. Lines of a CSV file can be pasted."
        ),
    )
    starts = DayField(
        label=gettext_lazy("From"), required=False, help_text=gettext_lazy("Empty: from today.")
    )

    def clean_lines(self) -> list[HeadLine]:
        try:
            return read_heads(self.cleaned_data["lines"])
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from refused

    def filled(self) -> Iterator[tuple[str, str]]:
        for line in self.cleaned_data["lines"]:
            yield (
                line.path,
                f"{line.name.bn} · {line.name.en}" + (f" · {line.retention}" if line.retention else ""),
            )

    def follows(self) -> list[str]:
        """The dry run: what is new, and what is named otherwise."""
        lines = self.cleaned_data["lines"]
        known = {row.path: row.name.both() for row in self.place.office.subject_heads.all()}
        new = [line.path for line in lines if line.path not in known]
        other = [line.path for line in lines if known.get(line.path, line.name.both()) != line.name.both()]
        said = []
        if new:
            said.append(_("New: %(codes)s.") % {"codes": ", ".join(new)})
        if other:
            said.append(_("Named otherwise than now: %(codes)s.") % {"codes": ", ".join(other)})
        return [*said, _("Files keep the head and the number that they have.")]

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.set_heads(
            actor=self.place.actor, lines=given["lines"], starts=given["starts"], now=self.place.now
        )


class HeadField(NamedField):
    def label_from_instance(self, obj: object) -> str:
        return f"{obj.path} · {super().label_from_instance(obj)}" if isinstance(obj, SubjectHead) else ""


@offered
class EndHead(ToNumbers):
    code = "end-subject-head"
    heading = gettext_lazy("End a subject head")
    said = gettext_lazy("The subject head has ended.")
    beside = {"head.unknown": "head"}
    head = HeadField(queryset=SubjectHead.objects.none(), label=gettext_lazy("Subject head"))

    def set_up(self) -> None:
        field = self.fields["head"]
        if isinstance(field, HeadField):
            field.queryset = heads_on(self.place.office, self.place.today).filter(ends=None)

    def follows(self) -> list[str]:
        named = {"head": self.cleaned_data["head"].name}
        return [
            _("After today no file is opened under “%(head)s”, nor under the heads below it.") % named,
            _("Files keep the head and the number that they have."),
        ]

    def carry_out(self) -> None:
        services.end_head(actor=self.place.actor, head=self.cleaned_data["head"].pk, now=self.place.now)


@offered
class NumberSection(ToNumbers):
    code = "number-section"
    heading = gettext_lazy("Give a section its number")
    said = gettext_lazy("The section has its number.")
    beside = {
        "section_number.wrong": "number",
        "section_number.taken": "number",
        "section_number.ordered": "starts",
        "charge.in_the_past": "starts",
    }
    section = SectionField()
    number = TextField(label=gettext_lazy("Number in file numbers"), max_length=12)
    starts = DayField(
        label=gettext_lazy("From"), required=False, help_text=gettext_lazy("Empty: from today.")
    )

    def follows(self) -> list[str]:
        given = self.cleaned_data
        named = {"section": given["section"].name, "number": bn_digits(given["number"])}
        said = _("In file numbers %(section)s stands as %(number)s, where the number names it.") % named
        return [said, _("Numbers already given stay as they are, and the serial goes on.")]

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.number_section(
            actor=self.place.actor,
            section=given["section"].pk,
            code=given["number"],
            starts=given["starts"],
            now=self.place.now,
        )


@offered
class OrderClass(ToNumbers):
    code = "retention-class"
    heading = gettext_lazy("Say how long a class is kept")
    said = gettext_lazy("The order is in the record.")
    beside = {
        "retention.years": "years",
        "retention.ordered": "starts",
        "charge.in_the_past": "starts",
    }
    letter = TextField(label=gettext_lazy("Class"), max_length=4)
    name_bn = TextField(label=gettext_lazy("Name in Bengali"))
    name_en = TextField(label=gettext_lazy("Name in English"))
    forever = forms.BooleanField(label=gettext_lazy("Kept for ever"), required=False)
    years = forms.IntegerField(label=gettext_lazy("Years"), required=False, min_value=1, max_value=100)
    starts = DayField(
        label=gettext_lazy("From"), required=False, help_text=gettext_lazy("Empty: from today.")
    )
    source_bn = TextField(label=gettext_lazy("Order (number and date) in Bengali"), max_length=300)
    source_en = TextField(label=gettext_lazy("Order (number and date) in English"), max_length=300)

    def follows(self) -> list[str]:
        given = self.cleaned_data
        named = {"code": given["letter"], "years": bn_digits(given["years"] or "")}
        kept = _("Files of class %(code)s are kept for ever.") % named
        if not given["forever"]:
            kept = _("Files of class %(code)s are kept %(years)s years.") % named
        return [kept, _("The order counts %(day)s.") % {"day": follow.from_day(given["starts"], self.place)}]

    def carry_out(self) -> None:
        given = self.cleaned_data
        services.order_class(
            actor=self.place.actor,
            code=given["letter"],
            name=Words(bn=given["name_bn"], en=given["name_en"]),
            years=given["years"],
            forever=given["forever"],
            source=Words(bn=given["source_bn"], en=given["source_en"]),
            starts=given["starts"],
            now=self.place.now,
        )
