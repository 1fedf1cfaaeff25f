"""What people fill in: an application at the front desk, an internal file, the fields of a stage."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from efile.models import Channel, Priority, Secrecy
from efile.services.receiving import LENGTHS, Application
from hierarchy.refusals import Refused
from hierarchy.words import Words
from workflows.engine import Field
from workflows.models import Service

WB_CHANNELS = (Channel.BSK, Channel.CSC)
FIELD_OF_REASON = {
    "receive.bad_mobile": "mobile",
    "receive.no_service": "service",
    "receive.no_section": "service",
}


class ApplicationForm(forms.Form):
    """One application at the front desk, in the order in which the clerk asks."""

    service = forms.ChoiceField(label=_("Service"))
    channel = forms.ChoiceField(label=_("Channel"), initial=Channel.COUNTER)
    applicant = forms.CharField(label=_("Applicant"), max_length=LENGTHS["applicant"])
    address = forms.CharField(label=_("Address"), max_length=LENGTHS["address"], required=False)
    mobile = forms.CharField(label=_("Mobile"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    subject = forms.CharField(label=_("Subject"), max_length=LENGTHS["subject"])
    body = forms.CharField(
        label=_("Application text"),
        max_length=LENGTHS["body"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "text"}),
    )
    foreign_number = forms.CharField(
        label=_("Their number"), max_length=LENGTHS["foreign_number"], required=False
    )
    priority = forms.TypedChoiceField(
        label=_("Urgency"), choices=Priority, coerce=int, initial=Priority.ORDINARY
    )
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), choices=Secrecy, coerce=int, initial=Secrecy.NORMAL)

    def __init__(self, services: Iterable[Service], profile: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # [passed on as they came]
        self.fields["service"].choices = [("", "—"), *((one.code, str(one.name)) for one in services)]  # type: ignore[attr-defined]  # [a ChoiceField]
        self.fields["channel"].choices = channels_of(profile)  # type: ignore[attr-defined]  # [a ChoiceField]
        self.fields["mobile"].widget.attrs["inputmode"] = "tel"

    def application(self) -> Application:
        return Application(**self.cleaned_data)

    def point_at_the_fault(self) -> None:
        """The first wrong field gets the keyboard's focus."""
        wrong = next((name for name in self.fields if self.errors.get(name)), None)
        if wrong is not None:
            self.fields[wrong].widget.attrs["autofocus"] = True

    def take(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, else above the form."""
        self.add_error(FIELD_OF_REASON.get(refused.reason.code), refused.sentence)


class InternalForm(forms.Form):
    """A file begun by a post of the office."""

    service = forms.ChoiceField(label=_("Kind of file"))
    subject = forms.CharField(
        label=_("Subject"),
        max_length=LENGTHS["subject"],
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    priority = forms.TypedChoiceField(
        label=_("Urgency"), choices=Priority, coerce=int, initial=Priority.ORDINARY
    )
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), choices=Secrecy, coerce=int, initial=Secrecy.NORMAL)

    def __init__(self, services: Iterable[Service], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # [passed on as they came]
        self.fields["service"].choices = [(one.code, str(one.name)) for one in services]  # type: ignore[attr-defined]  # [a ChoiceField]


class StageForm(forms.Form):
    """The fields a stage declares, as inputs of their type. The service reads and checks them."""

    def __init__(self, declared: Iterable[Field], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # [passed on as they came]
        for field in declared:
            self.fields[field.id] = _input(field)


def _input(field: Field) -> forms.Field:
    label, required = str(Words(field.label_bn, field.label_en)), field.required
    match field.type:
        case "choice":
            return forms.ChoiceField(
                label=label, required=required, choices=[(one, one) for one in field.choices]
            )
        case "boolean":
            return forms.BooleanField(label=label, required=False)
        case "number":
            return forms.IntegerField(label=label, required=required)
        case "date":
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(label=label, required=required, widget=widget)
        case _:
            return forms.CharField(label=label, required=required)


def channels_of(profile: str) -> list[tuple[str, str]]:
    """Kendras and common service centres are West Bengal's; e-service centres Bangladesh's."""
    foreign = (Channel.E_SERVICE,) if profile == "WB" else WB_CHANNELS
    return [(value, str(label)) for value, label in Channel.choices if value not in foreign]
