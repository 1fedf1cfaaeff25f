"""The theme's own pages on a real web server, without a database."""

import os
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Page

from web.i18n import compile_catalogues

BUILD = settings.BASE_DIR / "web" / "static" / "web" / "build"
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "web.language.OfficeLanguage",
    "web.methods.WrongMethod",
    "django.middleware.csrf.CsrfViewMiddleware",
]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """The test says what went wrong; the server need not."""


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    compile_catalogues()


@pytest.fixture(scope="session")
def build() -> Path:
    if not (BUILD / "studio.js").exists():
        pytest.fail("the front end is not built: run `npm ci && npm run build` in web/frontend")
    return BUILD


def guide_settings() -> Any:
    templates: list[dict[str, Any]] = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    kept = ("django.", "web.")
    processors = templates[0]["OPTIONS"]["context_processors"]
    templates[0]["OPTIONS"]["context_processors"] = [p for p in processors if p.startswith(kept)]
    return override_settings(
        ROOT_URLCONF="tests.web.guide", MIDDLEWARE=MIDDLEWARE, TEMPLATES=templates, DEBUG=False
    )


@pytest.fixture
def guide(build: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the guide; drafts that its pages save land in `tmp_path / "draft"`."""
    with guide_settings():
        application = StaticFilesHandler(get_wsgi_application())

        def with_folder(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            return application(environ | {"guide.folder": os.fspath(tmp_path)}, start_response)

        server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
        server.set_app(with_folder)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console says against the page: policy violations, errors, failed loads."""
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def speak(page: Page, address: str, language: str) -> None:
    page.context.add_cookies([{"name": "language", "value": language, "url": address}])
