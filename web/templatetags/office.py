"""Template filters and tags of every page: digits, dates, spans and the front-end build."""

from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from hierarchy.absence import in_both
from web import words
from web.language import way_back

register = template.Library()


class Calendar(Protocol):
    def working_days_between(self, a: date, b: date, /) -> int: ...


@register.filter(is_safe=True)
def bn_digits(value: object) -> str:
    """Numbers, dates and file numbers in the digits of the reader's script; None is an empty string."""
    return "" if value is None else words.digits(value, get_language())


@register.filter
def absence(value: str) -> str:
    """Why somebody is away, in the reader's language where the reason is a usual one."""
    return str(in_both(value)) if value else ""


@register.filter
def lakh(value: int | float | Decimal | None) -> str:
    return "" if value is None else words.digits(words.group_lakh(value), get_language())


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def last_day(end: date | None) -> date | None:
    """As `web.words.last_day`, in the active time zone; None without an end."""
    return None if end is None else words.last_day(end, timezone.get_current_timezone())


@register.filter
def office_date(value: date | None) -> str:
    """A date or a moment, in the active time zone, as 24.11.2026 or ২৪.১১.২০২৬."""
    if value is None:
        return ""
    day = _local(value) if isinstance(value, datetime) else value
    return words.office_date(day, get_language())


@register.filter
def office_time(value: datetime | None) -> str:
    return "" if value is None else words.office_time(_local(value), get_language())


@register.filter
def office_moment(value: datetime | None) -> str:
    return "" if value is None else f"{office_date(value)}, {office_time(value)}"


def span_words(unit: str, count: int) -> str:
    """A span of `web.words.span` in the reader's words: ২ ঘণ্টা, ১ কর্মদিবস."""
    shown = {"count": bn_digits(count)}
    match unit:
        case "minute":
            return ngettext("%(count)s minute", "%(count)s minutes", count) % shown
        case "hour":
            return ngettext("%(count)s hour", "%(count)s hours", count) % shown
        case "day":
            return ngettext("%(count)s day", "%(count)s days", count) % shown
        case "working_day":
            return ngettext("%(count)s working day", "%(count)s working days", count) % shown
        case _:
            return gettext("just now")


def _held(since: datetime | None, now: datetime, calendar: Calendar | None) -> str:
    if since is None:
        return ""
    count = None if calendar is None else calendar.working_days_between
    return span_words(*words.span(_local(since), _local(now), count))


def _ago(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return ""
    unit, count = words.span(_local(moment), _local(now))
    text = span_words(unit, count)
    return text if unit == "moment" else gettext("%(span)s ago") % {"span": text}


@register.simple_tag(takes_context=True, name="held_for")
def held_for_tag(context: template.Context, since: datetime | None, until: datetime | None = None) -> str:
    """How long something has been held, by the `now` and office `calendar` of the context, if any."""
    return _held(since, until or context.get("now") or timezone.now(), context.get("calendar"))


@register.simple_tag(takes_context=True, name="ago")
def ago_tag(context: template.Context, moment: datetime | None) -> str:
    """ "2 hours ago" / "২ ঘণ্টা আগে"; "just now" stands alone."""
    return _ago(moment, context.get("now") or timezone.now())


@register.filter
def held_for(since: datetime | None, calendar: Calendar | None = None) -> str:
    return _held(since, timezone.now(), calendar)


@register.filter
def ago(moment: datetime | None) -> str:
    return _ago(moment, timezone.now())


@register.simple_tag
def counted(singular: str, plural: str, count: int) -> str:
    """Passes two literal msgids with %(count)s through ngettext with the reader's digits."""
    return ngettext(singular, plural, count) % {"count": bn_digits(count)}


@register.filter
def initials(value: object) -> str:
    """The first written syllable of a name, for the round badge: a Bengali letter keeps its vowel sign."""
    text = str(value).strip()
    end = 1
    while end < len(text) and "\u0981" <= text[end] <= "\u09d7" and not "\u0985" <= text[end] <= "\u09b9":
        end += 1
    return text[:end]


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing from the sprite, hidden from screen readers: the words stand beside it."""
    return _ICONS[name]


def _svg(paths: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        SafeString(paths),
    )


_ICONS: dict[str, SafeString] = {
    "menu": _svg('<path d="M2 4h12M2 8h12M2 12h12"/>'),
    "search": _svg('<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>'),
    "down": _svg('<path d="m4 6 4 4 4-4"/>'),
    "back": _svg('<path d="m10 3-5 5 5 5"/>'),
    "check": _svg('<path d="m3 8.5 3.5 3.5L13 5"/>'),
    "play": _svg('<path d="M4 3v10l9-5z"/>'),
}


@register.simple_tag(takes_context=True)
def page_address(context: template.Context) -> str:
    """The address to come back to after switching language or post; always one that can be read.

    A page that answers a POST names its own in `request.page_address`; else it is the page with the form.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return "/"
    named: str = getattr(request, "page_address", "")
    if named or request.method in {"GET", "HEAD"}:
        return named or request.get_full_path()
    return way_back(request, request.headers.get("Referer"))
