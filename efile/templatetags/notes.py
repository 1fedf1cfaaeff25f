"""Notes as they are shown: their marks, and page references as links that open the page on the right."""

import re
from functools import partial
from typing import Protocol

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from efile.letters.reasons import ROLES
from efile.references import linked, token
from notings.marking import MARKED
from notings.models import Paragraph
from notings.rendering import as_html
from web.templatetags.office import bn_digits
from web.words import LATIN_DIGITS

register = template.Library()


class Written(Protocol):
    @property
    def text(self) -> str | None: ...
    @property
    def form(self) -> int: ...


REFERENCE = re.compile(r"(পৃঃ|পৃ\.|p\.) ?([0-9০-৯]{1,4})")


@register.filter
def written(note: Written) -> SafeString:
    """A signed note, or one as the ledger has it, with its marks and links."""
    known = getattr(note, "targets", None) or {}
    return as_html(note.text or "", note.form, with_references, partial(linked, known))


@register.filter
def refer_to(note: Paragraph, writing: str) -> str:
    """The reference to a paragraph as a button writes it, for who is writing a note on the page."""
    words = _("para %(number)s") % {"number": bn_digits(note.number)}
    return token("para", note.pk, words) if writing else ""


@register.filter
def draft_written(text: str) -> SafeString:
    """A draft as it will look when it is signed."""
    return as_html(text, MARKED, with_references)


@register.filter
def with_references(text: str) -> SafeString:
    """The note's text, escaped; `পৃঃ ৭` and `p. 7` become links to that page of the correspondence."""
    return mark_safe(REFERENCE.sub(_link, escape(text)))  # noqa: S308 [escaped before the links are set]


def _link(found: re.Match[str]) -> str:
    page = found.group(2).translate(LATIN_DIGITS)
    return f'<a class="ref" href="#page-{page}" data-page="{page}">{found.group(0)}</a>'


@register.filter
def role_label(role: str) -> str:
    """What a recipient gets a letter for."""
    return str(ROLES.get(role, role))
