"""What an IT officer fills in outside the drawing: a time limit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Refused
from hierarchy.words import Words, clean
from web.forms import PointsAtTheFault, say_it_ourselves
from web.words import LATIN_DIGITS
from workflows.limits import NewLimit
from workflows.models import Limit

LONGEST = 1000
SLUG = RegexValidator(r"^[a-z][a-z0-9-]*\Z", _("Write it with small English letters, digits and -."))
FIELD_OF_REASON = {
    "workflows.limit_known": "code",
    "workflows.limit_backdated": "valid_from",
    "workflows.limit_same_day": "valid_from",
}


class _Written(forms.CharField):
    """Text whose digits may come in Bengali."""

    def to_python(self, value: object) -> str:
        return clean(str(value or "")).translate(LATIN_DIGITS)


class _Day(forms.DateInput):
    input_type = "date"


class _Source(forms.CharField):
    """The order a limit comes from, in the words of one language."""

    def __init__(self, language: str, **kwargs: Any) -> None:
        writing = forms.Textarea(attrs={"rows": 2, "lang": language})
        super().__init__(max_length=LONGEST, widget=writing, **kwargs)

    def clean(self, value: object) -> str:
        source = clean(super().clean(value))
        if not source:
            raise forms.ValidationError(_("Write where this limit comes from."))
        return source


class LimitFields(PointsAtTheFault):
    """One dated row of a time limit."""

    days = _Written(
        label=_("How many days"),
        validators=[RegexValidator(r"^\d{1,4}\Z", _("Write a whole number of days."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autofocus": True}),
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=Limit.DayUnit)
    source_bn = _Source(
        "bn",
        label=_("Source in Bengali"),
        help_text=_("The order, rule or citizen's charter that sets this limit, with number and date."),
    )
    source_en = _Source("en", label=_("Source in English"))
    valid_from = forms.DateField(
        label=_("In force from"), input_formats=["%Y-%m-%d"], widget=_Day(format="%Y-%m-%d")
    )

    def clean_days(self) -> int:
        days = int(self.cleaned_data["days"])
        if not 1 <= days <= LONGEST:
            raise forms.ValidationError(_("Write 1 to 1000 days."))
        return days

    def row_of(self, code: str, *, own: bool) -> NewLimit:
        given = self.cleaned_data
        return NewLimit(
            code=code,
            days=given["days"],
            unit=given["unit"],
            source=Words(given["source_bn"], given["source_en"]),
            valid_from=given["valid_from"],
            own=own,
        )


class LimitForm(LimitFields):
    """A limit that no row has yet: nobody uses it, and it serves a flow in every office."""

    own = forms.ChoiceField(
        label=_("For whom"),
        choices=[("yes", _("Our office alone")), ("no", _("All offices that use the flow"))],
    )
    code = forms.CharField(
        label=_("Short name"),
        required=False,
        max_length=50,
        validators=[SLUG],
        help_text=_("In small English letters, for the file of the flow; left empty, one is given."),
    )

    def __init__(self, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # [passed on as they came]
        self.fields["valid_from"].initial = today
        self.fields["own"].initial = "no"
        say_it_ourselves(self)

    def new_limit(self) -> NewLimit:
        return self.row_of(self.cleaned_data["code"], own=self.cleaned_data["own"] == "yes")

    def take(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, else above the form."""
        field = FIELD_OF_REASON.get(refused.reason.code)
        self.add_error(field if field in self.fields else None, refused.sentence)
