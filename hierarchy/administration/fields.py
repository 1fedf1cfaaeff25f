"""Fields that name a post, a person, a section, a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hierarchy.establishment.reasons import TOO_FAR
from hierarchy.handing import LONGEST
from hierarchy.models import Charge, ChargeKind, Deputation, Post, Rank, Section, User
from hierarchy.refusals import Refused
from hierarchy.services.giving import REACH
from hierarchy.telephones import read_telephone
from hierarchy.words import BENGALI, clean
from web.forms import NO_DATE, Choice
from web.templatetags.office import office_date

UNKNOWN = _("There is no person with the user name “%(name)s”.")
TODAY = _("Empty: from today.")


class PostField(Choice):
    """A post of the office; the form gives it the queryset."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Post of the office"))
        super().__init__(Post.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} · {obj.code}"


class SectionField(Choice):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Section"))
        super().__init__(Section.objects.none(), **options)


class RankField(Choice):
    def __init__(self, **options: Any) -> None:
        super().__init__(Rank.objects.none(), **{"label": _("Rank"), **options})


class NamedField(Choice):
    """A choice of rows that have a name in both languages."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class PersonField(forms.CharField):
    """A user name; the browser offers the office's people by name. Cleans to the person."""

    def __init__(self, **options: Any) -> None:
        attrs = {"list": "people", "autocomplete": "off", "spellcheck": "false"}
        options.setdefault("label", _("Person (user name)"))
        super().__init__(max_length=150, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> Any:
        name = clean(super().clean(value))
        if not name:
            return None
        person = User.objects.filter(username__iexact=name).first()
        if person is None:
            raise ValidationError(
                _("There is no person with the user name “%(name)s”."), params={"name": name}
            )
        return person


class KindField(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(choices=ChargeKind.choices, **{"label": _("Kind of charge"), **options})


FIRST_YEAR = 1900


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value.year < FIRST_YEAR:
            raise ValidationError(NO_DATE)
        if value is not None and value > timezone.localdate() + REACH:
            raise ValidationError(str(TOO_FAR.sentence))


class RemarksField(forms.CharField):
    """A few lines for the list of what is handed over."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        options.setdefault("label", _("Remarks"))
        super().__init__(**{"max_length": LONGEST, "required": False, "widget": widget, **options})


class TextField(forms.CharField):
    """One line of text, as it may be stored."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 200, **options})

    def clean(self, value: Any) -> str:
        return clean(str(super().clean(value)))


class TelephoneField(TextField):
    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        super().__init__(**{"max_length": 200, "required": False, "widget": widget, **options})

    def clean(self, value: Any) -> str:
        try:
            return read_telephone(super().clean(value))
        except Refused as refused:
            raise ValidationError(refused.sentence) from refused


class BengaliField(TextField):
    """A title or a name as the table of the establishment takes it too."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and not BENGALI.search(text):
            raise ValidationError(_("“%(value)s” has no Bengali letter."), params={"value": text})
        return text


class EnglishField(TextField):
    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if BENGALI.search(text):
            raise ValidationError(_("“%(value)s” is written in Bengali script."), params={"value": text})
        return text


class AbsenceField(TextField):
    """Why a holder is away; the browser offers the usual reasons, any other may be written."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": "absences", "autocomplete": "off"})
        help_text = _("One of the usual reasons is shown in both languages, any other as it is written.")
        super().__init__(**{"max_length": 300, "widget": widget, "help_text": help_text, **options})


class HeldField(Choice):
    """A charge or a deputation, told by post, person and first day."""

    def label_from_instance(self, obj: Any) -> str:
        return held_words(obj)


def held_words(row: Charge | Deputation) -> str:
    return f"{row.post.title}: {row.user.name}, {office_date(row.starts)} –"
