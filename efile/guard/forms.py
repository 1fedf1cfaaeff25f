"""What is filled in about a paper of the guard file."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from efile.forms import day_field
from efile.guard.models import GuardKind
from efile.guard.services import LONGEST_NUMBER, LONGEST_TITLE
from hierarchy.refusals import Refused
from web.forms import PointsAtTheFault, say_it_ourselves

FIELD_OF_REASON: Final = {
    "guard.kind": "kind",
    "guard.title": "title",
    "guard.number": "number",
    "guard.dated": "dated",
}


class GuardForm(PointsAtTheFault):
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=GuardKind)
    title = forms.CharField(label=_("Title of the paper"), max_length=LONGEST_TITLE)
    number = forms.CharField(label=_("Number of the order"), max_length=LONGEST_NUMBER, required=False)
    dated = day_field(_("Date of the order"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_it_ourselves(self)

    def take(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, else above the form."""
        self.add_error(FIELD_OF_REASON.get(refused.reason.code), refused.sentence)
