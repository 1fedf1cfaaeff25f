"""What people fill in: an application at the front desk, an internal file, the fields of a stage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from efile.models import Channel, Priority, Secrecy
from efile.services.application import LENGTHS, Application
from hierarchy.refusals import Refused
from hierarchy.words import MOBILE, Words, clean
from web.forms import PointsAtTheFault, say_it_ourselves
from workflows.engine import Field
from workflows.models import Service

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WB_CHANNELS = (Channel.BSK, Channel.CSC)
FIELD_OF_REASON = {
    "receive.bad_mobile": "mobile",
    "receive.bad_email": "email",
    "receive.no_service": "service",
    "receive.no_section": "service",
}


def day_field(label: _StrPromise) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class ApplicationForm(PointsAtTheFault):
    """One application at the front desk, in the order in which the clerk asks."""

    service = forms.ChoiceField(label=_("Service"))
    channel = forms.ChoiceField(label=_("Channel"), initial=Channel.COUNTER)
    applicant = forms.CharField(label=_("Applicant"), max_length=LENGTHS["applicant"])
    address = forms.CharField(label=_("Address"), max_length=LENGTHS["address"], required=False)
    mobile = forms.CharField(label=_("Mobile"), max_length=20, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=LENGTHS["email"],
        required=False,
        error_messages={
            "invalid": _("“%(value)s” is not an e-mail address. One looks like this: name@example.org.")
        },
    )
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
        say_it_ourselves(self)

    def application(self) -> Application:
        return Application(**self.cleaned_data)

    def clean_mobile(self) -> str:
        """Said beside the other faults, not after them; the service checks it again."""
        mobile: str = self.cleaned_data["mobile"]
        digits = Application("", "", "", mobile=clean(mobile)).number_of_mobile
        if digits and not MOBILE.fullmatch(digits):
            wrong = _(
                "“%(mobile)s” is not a mobile number. Write its ten or eleven digits, in either script."
            )
            raise forms.ValidationError(wrong, params={"mobile": mobile})
        return mobile

    def take(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, else above the form."""
        self.add_error(FIELD_OF_REASON.get(refused.reason.code), refused.sentence)


class InternalForm(PointsAtTheFault):
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
        say_it_ourselves(self)


class StageForm(PointsAtTheFault):
    """The fields an outcome asks for, as inputs of their type. The service reads and checks them."""

    def __init__(self, declared: Iterable[Field], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # [passed on as they came]
        for field in declared:
            self.fields[field.id] = _input(field)
        say_it_ourselves(self)

    def take(self, refused: Refused) -> bool:
        """Show a refusal beside the field it names, with what else is missing; False without such a field."""
        named = str(refused.params.get("field", ""))
        name = next((name for name, field in self.fields.items() if str(field.label) == named), None)
        if name is not None and not self.errors.get(name):
            self.add_error(name, refused.sentence)
        self.point_at_the_fault()
        return name is not None


def _input(field: Field) -> forms.Field:
    label, required = str(Words(field.label_bn, field.label_en)), field.required
    match field.type:
        case "choice":
            return forms.ChoiceField(
                label=label, required=required, choices=[(one, one) for one in field.choices]
            )
        case "boolean":
            answers = [("", ""), ("yes", _("yes")), ("no", _("no"))]
            return forms.ChoiceField(label=label, required=required, choices=answers)
        case "number":
            return forms.CharField(
                label=label, required=required, widget=forms.TextInput(attrs={"inputmode": "numeric"})
            )
        case "date":
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(label=label, required=required, widget=widget)
        case _ if field.tells:
            told = _("The applicant reads this as you write it: in the notice and on the tracking page.")
            writing = forms.Textarea(attrs={"rows": 3, "class": "text"})
            return forms.CharField(label=label, required=required, widget=writing, help_text=told)
        case _:
            return forms.CharField(label=label, required=required)


def channels_of(profile: str) -> list[tuple[str, str]]:
    """Kendras and common service centres are West Bengal's; e-service centres Bangladesh's."""
    foreign = (Channel.E_SERVICE,) if profile == "WB" else WB_CHANNELS
    return [(value, str(label)) for value, label in Channel.choices if value not in foreign]
