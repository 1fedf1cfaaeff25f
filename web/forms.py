"""Manners that every form of the house has: faults named by their field, and the keyboard led to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from web.numbers import whole
from web.templatetags.office import bn_digits

FILL_IN = _("Fill in “%(field)s”.")
CHOOSE = _("Choose “%(field)s”.")
TOO_LONG = _("“%(field)s” is longer than %(most)s characters.")


class WholeField(forms.IntegerField):
    """A whole number as people type it: grouped, in either script."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return whole(value)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class PointsAtTheFault(forms.Form):
    """The first wrong field gets the keyboard's focus; a form that is new or right keeps its own."""

    def point_at_the_fault(self) -> None:
        wrong = next((name for name in self.fields if self.errors.get(name)), None)
        if wrong is not None:
            for name, field in self.fields.items():
                field.widget.attrs["autofocus"] = name == wrong


def say_it_ourselves(form: forms.Form) -> None:
    """Every fault by the field's own name, in the reader's language; nothing is cut off while typing."""
    for field in form.fields.values():
        most = getattr(field, "max_length", None)
        needed = CHOOSE if isinstance(field, forms.ChoiceField) else FILL_IN
        field.error_messages["required"] = str(needed) % {"field": field.label}
        if most is not None:
            field.widget.attrs.pop("maxlength", None)
            said = {"field": field.label, "most": bn_digits(most)}
            field.error_messages["max_length"] = str(TOO_LONG) % said
