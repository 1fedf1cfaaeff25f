"""A new version of the office's calendar, and what moves with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hierarchy import services
from hierarchy.administration.acts import Act, offered
from hierarchy.administration.fields import TODAY, DayField, TextField
from hierarchy.administration.holiday_rows import HolidayRows
from hierarchy.administration.holidays import as_lines, read_lines
from hierarchy.calendar import WorkingCalendar
from hierarchy.models import Calendar
from hierarchy.selectors import calendar_of
from hierarchy.services.calendars import Off
from web.templatetags.office import bn_digits, office_date

WEEKDAYS = (
    (0, gettext_lazy("Monday")),
    (1, gettext_lazy("Tuesday")),
    (2, gettext_lazy("Wednesday")),
    (3, gettext_lazy("Thursday")),
    (4, gettext_lazy("Friday")),
    (5, gettext_lazy("Saturday")),
    (6, gettext_lazy("Sunday")),
)
LIMITS = (3, 7, 15, 30, 60)
SHOWN = 6
MOST_BYTES = 1024 * 1024


@offered
class NewCalendar(Act):
    code = "new-calendar"
    heading = gettext_lazy("A new version of the calendar")
    said = gettext_lazy("The new calendar stands in the list.")
    beside = {
        "calendar.no_working_day": "weekly_off",
        "calendar.overtakes": "valid_from",
        "calendar.past": "valid_from",
        "establishment.missing": "source",
    }
    valid_from = DayField(label=gettext_lazy("Counts from"), required=False, help_text=TODAY)
    weekly_off = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Weekly days off"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "weekdays"}),
    )
    holidays = forms.CharField(
        label=gettext_lazy("Holidays"),
        required=False,
        widget=HolidayRows,
    )
    table = forms.FileField(
        label=gettext_lazy("or from a file (CSV)"),
        required=False,
        help_text=gettext_lazy("The file takes the place of the days above."),
    )
    source = TextField(label=gettext_lazy("Order"), max_length=300)

    def set_up(self) -> None:
        """A new form starts from the newest version."""
        newest = self._newest()
        if newest is not None and not self.is_bound:
            self.initial.setdefault("weekly_off", newest.weekly_off)
            self.initial.setdefault("holidays", as_lines(newest.holidays.order_by("on")))

    def rearranged(self) -> bool:
        """A row more or less was asked for by somebody without scripts."""
        return "holidays-add" in self.data or "holidays-drop" in self.data

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        file = given.pop("table", None)
        text = given.get("holidays", "")
        if file is not None:
            text = self._text_of(file)
        self.lines = text
        self.days: dict[date, Off] = {}
        try:
            self.days = read_lines(text)
        except forms.ValidationError as error:
            self.add_error("table" if file is not None else "holidays", error)
        return given

    def _text_of(self, file: Any) -> str:
        if file.size > MOST_BYTES:
            self.add_error("table", _("The file is too large for a list of holidays."))
            return ""
        try:
            text: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("table", _("The file is not UTF-8 text. Save it as “CSV UTF-8”."))
            return ""
        return text

    def carried(self) -> Iterator[tuple[str, str]]:
        """A chosen file goes on as its lines."""
        for name, value in super().carried():
            if name not in {"holidays", "table"}:
                yield name, value
        yield "holidays", self.lines

    def shown(self, name: str, value: Any) -> str:
        if name == "weekly_off":
            return ", ".join(str(dict(WEEKDAYS)[day]) for day in value)
        return self.lines if name == "holidays" else super().shown(name, value)

    def follows(self) -> list[str]:
        new = self._as_calendar()
        newest = self._newest()
        said = [self._from_when(new), _("Limits that run already keep the day that was promised.")]
        if newest is None:
            return said
        old = calendar_of(newest.pk)
        added, gone = new.holidays - old.holidays, old.holidays - new.holidays
        return [*said, *_listed(added, gone), *self._moved(old, new)]

    def _from_when(self, new: WorkingCalendar) -> str:
        if new.valid_from <= self.place.today:
            return _("Version %(version)s counts at once for what begins from now on.") % {
                "version": bn_digits(new.version)
            }
        return _("Version %(version)s counts for what begins on %(day)s or later.") % {
            "version": bn_digits(new.version),
            "day": office_date(new.valid_from),
        }

    def _moved(self, old: WorkingCalendar, new: WorkingCalendar) -> Iterator[str]:
        """Limits that begin on its first day and would end on another day."""
        for days in LIMITS:
            was = old.add_working_days(new.valid_from, days)
            will = new.add_working_days(new.valid_from, days)
            if was != will:
                said = ngettext(
                    "A limit of %(count)s working day begun that day ends on %(new)s instead of %(old)s.",
                    "A limit of %(count)s working days begun that day ends on %(new)s instead of %(old)s.",
                    days,
                )
                yield said % {"count": bn_digits(days), "new": office_date(will), "old": office_date(was)}

    def _as_calendar(self) -> WorkingCalendar:
        newest = self._newest()
        return WorkingCalendar(
            version=newest.version + 1 if newest else 1,
            weekly_off=frozenset(self.cleaned_data["weekly_off"][:6]),
            holidays=frozenset(self.days),
            timezone=self.place.office.timezone,
            valid_from=self.cleaned_data.get("valid_from") or self.place.today,
        )

    def _newest(self) -> Calendar | None:
        return self.place.office.calendars.order_by("-version").first()

    def carry_out(self) -> None:
        services.make_calendar(
            actor=self.place.actor,
            weekly_off=self.cleaned_data["weekly_off"],
            holidays=self.days,
            source=self.cleaned_data["source"],
            now=self.place.now,
            valid_from=self.cleaned_data["valid_from"],
        )

    def way_on(self) -> str:
        return reverse("admin_calendars")


def _listed(added: frozenset[date], gone: frozenset[date]) -> Iterator[str]:
    if added:
        said = ngettext(
            "%(count)s holiday is added: %(days)s.", "%(count)s holidays are added: %(days)s.", len(added)
        )
        yield said % _first(added)
    if gone:
        said = ngettext(
            "%(count)s holiday is taken away: %(days)s.",
            "%(count)s holidays are taken away: %(days)s.",
            len(gone),
        )
        yield said % _first(gone)


def _first(days: frozenset[date]) -> dict[str, str]:
    named = ", ".join(office_date(day) for day in sorted(days)[:SHOWN])
    return {"count": bn_digits(len(days)), "days": named + (" …" if len(days) > SHOWN else "")}
