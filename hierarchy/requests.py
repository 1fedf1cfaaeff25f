"""What the acting-post middleware puts on every request."""

from django.http import HttpRequest

from hierarchy.actors import Actor
from hierarchy.models import Office
from hierarchy.selectors import ActingPost


class OfficeRequest(HttpRequest):
    """A request with the post its user acts for; `actor` is None for citizens and for
    people who hold no charge. `charge_ended` says that the post chosen earlier is lost;
    `page_address` is where a page that answers a POST can be read again, when a view says so.
    """

    actor: Actor | None
    acting_posts: list[ActingPost]
    office: Office | None
    profile: str
    charge_ended: bool
    page_address: str
