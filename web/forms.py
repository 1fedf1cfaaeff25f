"""Manners that every form of the house has: faults named by their field, and the keyboard led to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from web.numbers import whole
from web.templatetags.office import bn_digits

if TYPE_CHECKING:
    _ModelChoice = forms.ModelChoiceField[Any]
else:
    _ModelChoice = forms.ModelChoiceField

FILL_IN = _("Fill in “%(field)s”.")
CHOOSE = _("Choose “%(field)s”.")
CHOOSE_LISTED = _("Choose one from the list.")
TOO_LONG = _("“%(field)s” is longer than %(most)s characters.")
AT_LEAST = _("Write %(least)s or more.")
AT_MOST = _("Write %(most)s or less.")
NO_DATE = _("This is no date.")
FILE_LOST = _("The file did not arrive. Choose it again.")

SENTENCES = (
    (forms.ChoiceField, {"invalid_choice": CHOOSE_LISTED, "invalid_list": CHOOSE_LISTED}),
    (forms.IntegerField, {"invalid": _("Write a whole number, like 3.")}),
    (forms.DateField, {"invalid": NO_DATE}),
    (forms.TimeField, {"invalid": _("This is no hour. Write it like 14:30.")}),
    (forms.EmailField, {"invalid": _("This is no e-mail address. One looks like this: name@example.org.")}),
    (forms.SlugField, {"invalid": _("Small Latin letters, digits and hyphens only.")}),
    (forms.CharField, {"null_characters_not_allowed": _("A sign here cannot be kept. Write it anew.")}),
    (
        forms.FileField,
        {"invalid": FILE_LOST, "missing": FILE_LOST, "empty": _("The file is empty. Choose another one.")},
    ),
)
"""What a kind of field says by the code of its fault, in place of Django's own words."""


class WholeField(forms.IntegerField):
    """A whole number as people type it: grouped, in either script."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return whole(value)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class Choice(_ModelChoice):
    """A row of a list. What is no key at all is answered as a row that is not in the list."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class PointsAtTheFault(forms.Form):
    """The first wrong field gets the keyboard's focus; a form that is new or right keeps its own."""

    def point_at_the_fault(self) -> None:
        wrong = next((name for name in self.fields if self.errors.get(name)), None)
        if wrong is not None:
            for name, field in self.fields.items():
                field.widget.attrs["autofocus"] = name == wrong


class InOurWords(forms.Form):
    """A form of a library's, stood before it, that says its faults as the house does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_it_ourselves(self)


def say_it_ourselves(form: forms.Form) -> None:
    """Every fault by the field's own name, in the reader's language; nothing is cut off while typing.

    A sentence that a form gives its field itself stays.
    """
    for field in form.fields.values():
        stock = _stock(field)
        for code, sentence in _sentences(field):
            if field.error_messages.get(code) is stock.get(code):
                field.error_messages[code] = sentence
        if getattr(field, "max_length", None) is not None:
            field.widget.attrs.pop("maxlength", None)


def _stock(field: forms.Field) -> dict[str, Any]:
    """What it would say had nobody said otherwise."""
    said: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        said |= getattr(kind, "default_error_messages", {})
    return said


def _sentences(field: forms.Field) -> Iterator[tuple[str, Any]]:
    for kind, said in SENTENCES:
        if isinstance(field, kind):
            yield from said.items()
    if field.label:
        needed = CHOOSE if isinstance(field, forms.ChoiceField) else FILL_IN
        yield "required", str(needed) % {"field": field.label}
    most = getattr(field, "max_length", None)
    if most is not None:
        yield "max_length", str(TOO_LONG) % {"field": field.label, "most": bn_digits(most)}
    if isinstance(field, forms.IntegerField):
        if field.min_value is not None:
            yield "min_value", str(AT_LEAST) % {"least": bn_digits(field.min_value)}
        if field.max_value is not None:
            yield "max_value", str(AT_MOST) % {"most": bn_digits(field.max_value)}
