"""A signed-in officer's browser, as far as posting forms to a running web server goes."""

from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client
from django.utils import timezone

from hierarchy import selectors as hierarchy
from hierarchy.models import User
from tests.efile.conftest import District

CSRF = "c" * 32


class NoAnswer(Exception):
    """The connection was closed before an answer came."""


@dataclass(frozen=True, slots=True)
class Visitor:
    address: str
    cookies: str

    @classmethod
    def signed_in(cls, url: str, district: District, code: str) -> "Visitor":
        """With a session made in the same database that the server reads."""
        holder = hierarchy.holder_of(district.post(code), timezone.now())
        assert holder is not None
        client = Client()
        client.force_login(User.objects.get(pk=holder.user_id))
        session = client.session
        session["post"] = str(district.post(code))
        session.save()
        own = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
        return cls(urlsplit(url).netloc, f"{own}; {settings.CSRF_COOKIE_NAME}={CSRF}; language=en")

    def post(self, path: str, form: dict[str, str]) -> int:
        """The status of the answer, redirects not followed."""
        connection = HTTPConnection(self.address, timeout=30)
        headers = {
            "Cookie": self.cookies,
            "X-CSRFToken": CSRF,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request("POST", path, urlencode(form), headers)
            return connection.getresponse().status
        except (HTTPException, OSError) as error:
            raise NoAnswer from error
        finally:
            connection.close()
