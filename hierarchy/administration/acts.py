"""What the administrator can do: each act is a form that says what will follow, and then does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, ClassVar

from django.forms import HiddenInput, ModelChoiceField
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hierarchy.administration.fields import DayField, PostField, RankField, SectionField
from hierarchy.administration.place import Place, as_uuid
from hierarchy.models import User
from hierarchy.refusals import Refused
from hierarchy.witnesses import ADMIN
from web.forms import PointsAtTheFault, say_it_ourselves
from web.templatetags.office import office_date

CHOOSE = _("Choose …")


class Act(PointsAtTheFault):
    """A form with its consequences. `beside` says which field a refusal belongs to, by its code; `second` the
    power of whoever may stand by it (`witnesses.may_stand_by`).
    """

    code: ClassVar[str]
    heading: ClassVar[str | Promise]
    said: ClassVar[str | Promise]
    beside: ClassVar[Mapping[str, str]] = {}
    hidden: ClassVar[tuple[str, ...]] = ()
    second: ClassVar[str] = ADMIN

    def __init__(self, place: Place, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        for name, field in self.fields.items():
            if isinstance(field, PostField):
                field.queryset = place.posts()
            elif isinstance(field, SectionField):
                field.queryset = place.sections()
            elif isinstance(field, RankField):
                field.queryset = place.ranks()
            elif isinstance(field, DayField):
                field.widget.attrs["min"] = place.today.isoformat()
            if isinstance(field, ModelChoiceField):
                field.empty_label = CHOOSE
            if name in self.hidden:
                field.widget = HiddenInput()
        self.set_up()
        say_it_ourselves(self)

    def set_up(self) -> None:
        """What a form needs of the office beyond its fields."""

    def leave_out(self, subject: str, choices: str) -> None:
        """What the act is about is not among the choices for what takes its place."""
        own, field = as_uuid(str(self[subject].value() or "")), self.fields[choices]
        if own is not None and isinstance(field, PostField | SectionField) and field.queryset is not None:
            field.queryset = field.queryset.exclude(pk=own)

    def follows(self) -> list[str]:
        """What will be so afterwards, in sentences. The form is valid."""
        raise NotImplementedError

    def carry_out(self) -> None:
        """The one recorded act; Refused when it may not be."""
        raise NotImplementedError

    def told(self) -> str:
        """What has become of it, in one sentence."""
        return str(self.said)

    def way_on(self) -> str:
        return reverse("edit_chart")

    def rearranged(self) -> bool:
        """Whether only the form itself is to look otherwise: nothing is judged yet."""
        return False

    def as_typed(self) -> dict[str, object]:
        """What was filled in so far, to begin a form with."""
        return {
            name: field.widget.value_from_datadict(self.data, self.files, name)
            for name, field in self.fields.items()
        }

    def refuse(self, refused: Refused) -> None:
        """The refusal stands beside its field; nothing typed is lost."""
        field = self.beside.get(refused.reason.code)
        self.add_error(field if field in self.fields else None, refused.sentence)

    def carried(self) -> Iterator[tuple[str, str]]:
        """What was filled in, for the page that asks once more."""
        for name in self.fields:
            given = self.data.getlist(name) if isinstance(self.data, QueryDict) else [self.data.get(name, "")]
            yield from ((name, value) for value in given)

    def filled(self) -> Iterator[tuple[str, str]]:
        """Label and value of what was filled in, as a person reads it."""
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value not in (None, "", []):
                yield str(field.label), self.shown(name, value)

    def shown(self, name: str, value: Any) -> str:
        if isinstance(value, User):
            return f"{value.name} · {value.username}"
        if isinstance(value, date):
            return office_date(value)
        choices = dict(getattr(self.fields[name], "choices", ()) or ()) if isinstance(value, str) else {}
        return str(choices.get(value, getattr(value, "name", value)))


ACTS: dict[str, type[Act]] = {}
WAITING: dict[str, type[Act]] = {}


def offered(act: type[Act]) -> type[Act]:
    """The act has a page of its own in administration from now on, and may wait for a second person."""
    ACTS[act.code] = act
    return waits(act)


def waits(act: type[Act]) -> type[Act]:
    """The act may wait for a second person; the page on which it is filled in is another room's."""
    WAITING[act.code] = act
    return act


def digest(sentences: list[str]) -> str:
    """Tells whether what would follow is still what was read and confirmed."""
    return sha256("\n".join(sentences).encode()).hexdigest()
