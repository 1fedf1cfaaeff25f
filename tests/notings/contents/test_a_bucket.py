"""Papers in a bucket: a server of its own process that speaks the S3 protocol, and one that is gone."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.files.base import ContentFile

from config.servers.process import free_port
from hierarchy.models import Office
from hierarchy.refusals import Refused
from notings.contents import giving_up, reasons, services
from notings.contents.bucket import Bucket
from notings.contents.drawing import page_of
from notings.contents.models import Content
from tests.hierarchy.factories import NOW, make_office
from tests.notings.contents import samples

PDF = samples.pdf()
NAME = "papers-of-the-office"
SECONDS = 30


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    port = free_port()
    argv = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + SECONDS
        while server.poll() is None and time.monotonic() < until:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def bucket(endpoint: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "office")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-a-secret")
    lies_in(settings, endpoint)
    made: Any = Bucket(bucket=NAME, endpoint=endpoint).bucket
    made.create()
    yield made
    made.objects.all().delete()
    made.delete()


def lies_in(settings: Any, endpoint: str) -> None:
    options = {"bucket": NAME, "endpoint": endpoint}
    papers = {"BACKEND": "notings.contents.bucket.Bucket", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "papers": papers}


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def take_in(office: Office, content: bytes = PDF) -> Content:
    return services.take_in(office=office.pk, file=ContentFile(content), name="আবেদন.pdf", now=NOW)


def test_a_paper_lies_in_the_bucket_once_and_is_handed_out_as_it_came(office: Office, bucket: Any) -> None:
    content = take_in(office)
    assert [one.key for one in bucket.objects.all()] == [content.place]
    assert b"".join(services.chunks_of(content)) == PDF
    assert take_in(office).pk == content.pk
    assert len(list(bucket.objects.all())) == 1


def test_its_keys_are_those_of_the_folder(office: Office, bucket: Any, settings: Any, tmp_path: Any) -> None:
    """So a folder that was copied into the bucket goes on there."""
    folder = {"BACKEND": "notings.contents.storage.DurableFolder", "OPTIONS": {"location": tmp_path}}
    there = settings.STORAGES
    settings.STORAGES = {**there, "papers": folder}
    content = take_in(office)
    settings.STORAGES = there
    with pytest.raises(Refused) as missing:
        services.chunks_of(content)
    assert missing.value.reason is reasons.MISSING
    for file in filter(lambda path: path.is_file(), tmp_path.rglob("*")):
        bucket.upload_file(str(file), str(file.relative_to(tmp_path)))
    assert b"".join(services.chunks_of(content)) == PDF


def test_what_is_destroyed_is_gone_with_its_pictures(office: Office, bucket: Any) -> None:
    content = take_in(office, samples.image("TIFF"))
    assert page_of(content, 1)
    assert len(list(bucket.objects.all())) == 2
    giving_up.mark([content.pk], NOW)
    giving_up.clear([content.pk])
    giving_up.clear([content.pk])
    assert list(bucket.objects.all()) == []


def test_a_server_that_is_gone_loses_nothing(
    office: Office, bucket: Any, settings: Any, endpoint: str
) -> None:
    content = take_in(office)
    lies_in(settings, f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Refused) as kept:
        take_in(office, samples.pdf(2))
    with pytest.raises(Refused) as opened:
        services.chunks_of(content)
    assert (kept.value.reason, opened.value.reason) == (reasons.NOT_KEPT, reasons.NOT_REACHED)
    assert list(Content.objects.values_list("pk", flat=True)) == [content.pk]
    lies_in(settings, endpoint)
    assert b"".join(services.chunks_of(take_in(office, samples.pdf(2)))) == samples.pdf(2)


class HalfAnAnswer(BaseHTTPRequestHandler):
    """Says that an object is there, and breaks off in the midst of it."""

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(PDF)))
        self.send_header("ETag", '"1"')
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()
        self.wfile.write(PDF[: len(PDF) // 2])
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_of_an_answer_that_breaks_off_no_byte_is_handed_on(
    office: Office, bucket: Any, settings: Any
) -> None:
    content = take_in(office)
    with ThreadingHTTPServer(("127.0.0.1", 0), HalfAnAnswer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        lies_in(settings, f"http://127.0.0.1:{server.server_address[1]}")
        with pytest.raises(Refused) as broken:
            services.chunks_of(content)
        server.shutdown()
    assert broken.value.reason is reasons.NOT_REACHED
