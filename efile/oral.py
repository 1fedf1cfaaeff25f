"""What was said and not written: how its record on the file begins. CSMOP 19, 20."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from web.templatetags.office import office_date


def openings(day: date) -> list[str]:
    """What the composer offers to begin with: a discussion, and an order by telephone, of that day."""
    said = {"day": office_date(day)}
    return [_("Discussed on %(day)s with …:") % said, _("Order by telephone on %(day)s, of …:") % said]
