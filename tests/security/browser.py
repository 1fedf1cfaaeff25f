"""A browser for thousands of requests."""

from __future__ import annotations

from typing import Any

from django.test import Client


class Browser(Client):
    """Signed in once: what an answer does to its cookies is forgotten, like all else that a request did.

    Django's own client also keeps a copy of each template's context, which takes as long as the page.
    """

    def request(self, **request: Any) -> Any:
        environ = self._base_environ(**request)  # type: ignore[attr-defined]  # [not in the stubs]
        return self.handler(environ)
