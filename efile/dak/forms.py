"""What people fill in about a dak."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from efile.dak.letter import LONGEST_DESIGNATION, LONGEST_QUOTES, Letter
from efile.dak.models import Dak, DakKind, Watch
from efile.forms import channels_of, day_field
from efile.models import Channel, Priority, Secrecy
from efile.services.application import LENGTHS
from hierarchy.refusals import Refused
from web.forms import PointsAtTheFault, say_it_ourselves

BESIDE: Final = ("reminds", "again")
"""Fields of the registry's form that stand on no letter."""
FIELD_OF_REASON: Final = {
    "receive.bad_mobile": "mobile",
    "receive.bad_email": "email",
    "dak.letter_later": "letter_date",
    "dak.number": "number",
    "dak.watch": "watch",
    "dak.watch_day": "reply_by",
}


class ParticularsForm(PointsAtTheFault):
    """What may be set right after any movement. The writer's number is not even trimmed."""

    sender = forms.CharField(label=pgettext_lazy("sender", "From"), max_length=LENGTHS["applicant"])
    designation = forms.CharField(label=_("Designation"), max_length=LONGEST_DESIGNATION, required=False)
    number = forms.CharField(
        label=_("Their number"), max_length=LENGTHS["foreign_number"], required=False, strip=False
    )
    subject = forms.CharField(label=_("Subject"), max_length=LENGTHS["subject"])
    body = forms.CharField(
        label=_("What it says"),
        max_length=LENGTHS["body"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "text"}),
    )
    address = forms.CharField(label=_("Address"), max_length=LENGTHS["address"], required=False)
    mobile = forms.CharField(label=_("Mobile"), max_length=20, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=LENGTHS["email"], required=False)
    priority = forms.TypedChoiceField(
        label=_("Urgency"), choices=Priority, coerce=int, initial=Priority.ORDINARY
    )
    watch = forms.ChoiceField(
        label=_("Watched as"),
        choices=[("", "—"), *Watch.choices],
        required=False,
        help_text=_("It then stands in a watch list of its own until it is answered."),
    )
    reply_by = day_field(_("Answer asked for by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mobile"].widget.attrs["inputmode"] = "tel"
        say_it_ourselves(self)

    def take(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, else above the form."""
        self.add_error(FIELD_OF_REASON.get(refused.reason.code), refused.sentence)

    @classmethod
    def of(cls, dak: Dak) -> ParticularsForm:
        receipt, sender = dak.receipt, dak.receipt.applicant
        return cls(
            initial={
                "sender": sender.name,
                "designation": dak.designation,
                "number": receipt.foreign_number,
                "subject": receipt.subject,
                "body": receipt.body,
                "address": sender.address,
                "mobile": sender.mobile,
                "email": sender.email,
                "priority": dak.priority,
                "watch": dak.watch,
                "reply_by": dak.reply_by,
            }
        )


class DakForm(ParticularsForm):
    """One dak at the registry, in the order in which the diarist reads a letter."""

    kind = forms.ChoiceField(label=_("Kind of dak"), choices=DakKind, initial=DakKind.OFFICIAL)
    channel = forms.ChoiceField(label=_("Came by"), initial=Channel.POST)
    letter_date = day_field(_("Date of the letter"))
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), choices=Secrecy, coerce=int, initial=Secrecy.NORMAL)
    physical = forms.BooleanField(label=_("A physical item goes with it"), required=False)
    quotes = forms.CharField(
        label=_("Our number that it quotes"),
        max_length=LONGEST_QUOTES,
        required=False,
        help_text=_("Our file or receipt number, the code on our slip, or its QR scanned into this field."),
    )
    reminds = forms.CharField(label=_("Reminder of (our number)"), max_length=40, required=False)

    again = forms.BooleanField(
        label=_("It is another letter; enter it too"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, profile: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = channels_of(profile)  # type: ignore[attr-defined]  # [a ChoiceField]

    def offer_again(self) -> None:
        """To be asked beside a refusal alone: whether this letter is another than the one entered before."""
        self.fields["again"].widget = forms.CheckboxInput(attrs={"id": "id_again"})

    def letter(self) -> Letter:
        values = {name: value for name, value in self.cleaned_data.items() if name not in BESIDE}
        return Letter(**values)
