"""The product's own flows: published when new or changed, never over what an office has published."""

from __future__ import annotations

import csv
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from hierarchy.management.commands.load_charts import DATA
from hierarchy.models import User
from ledger import selectors as ledger
from ledger.services import append
from workflows import engine, limitrecord
from workflows.models import Flow, Limit, Service
from workflows.shipping import FOLDER, load_flows, publish_bundle, shipped_flows

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
LABEL = 'labelEn="Carried out"'


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """One shipped flow, in a folder that a later release may change."""
    shutil.copytree(FOLDER / "internal-file", tmp_path / "internal-file")
    load_flows(NOW, tmp_path)
    return tmp_path


def numbers() -> list[int]:
    return list(Flow.objects.get().versions.order_by("number").values_list("number", flat=True))


def changed(folder: Path) -> None:
    drawing = folder / "internal-file" / "flow.bpmn"
    drawing.write_text(drawing.read_text("utf-8").replace(LABEL, 'labelEn="Done"'), encoding="utf-8")


def test_what_has_not_changed_is_published_once(folder: Path) -> None:
    assert load_flows(NOW, folder) == []
    assert numbers() == [1]


def test_a_changed_flow_becomes_a_new_version_and_the_old_one_stays(folder: Path) -> None:
    before = Flow.objects.get().versions.get(number=1).sha256
    changed(folder)

    (version,) = load_flows(NOW, folder)

    assert (version.number, numbers()) == (2, [1, 2])
    assert Flow.objects.get().versions.get(number=1).sha256 == before
    assert version.sha256 == shipped_flows(folder)[0].bundle.sha256 != before


def test_a_flow_that_the_office_published_itself_stays_the_offices(folder: Path) -> None:
    drafter, publisher = (User.objects.create_user(name, password=None) for name in ("it-1", "it-2"))
    bundle = shipped_flows(folder)[0].bundle
    own = engine.Bundle(
        bundle.main,
        {name: text.replace(LABEL.encode(), b'labelEn="Over"') for name, text in bundle.files.items()},
    )
    publish_bundle(Flow.objects.get(), own, now=timezone.now(), drafted_by=drafter, published_by=publisher)
    changed(folder)

    assert load_flows(NOW, folder) == []
    assert numbers() == [1, 2]


def entered() -> list[str]:
    return [entry.kind for entry in ledger.entries(Flow.objects.get().pk) if entry.kind.startswith("limit")]


def test_a_limit_is_entered_once_and_again_when_it_ships_with_other_days(folder: Path) -> None:
    rows = len(shipped_flows(folder)[0].about["limits"])
    load_flows(NOW, folder)
    assert entered() == ["limit.added"] * rows
    about = folder / "internal-file" / "flow.toml"
    about.write_text(about.read_text("utf-8").replace("days = 21", "days = 22"), encoding="utf-8")

    load_flows(NOW, folder)

    last = ledger.entries(Flow.objects.get().pk)[-1]
    assert entered() == [*["limit.added"] * rows, "limit.changed"]
    assert (last.data["name"], last.data["days"], last.by["kind"]) == ("internal-file", 22, "system")


def test_a_limit_entered_with_one_source_still_agrees(folder: Path) -> None:
    """As entries were written before a source had a second language."""
    row = Limit.objects.get(name="internal-file")
    row.source_bn = row.source_en
    row.save()
    flow = Flow.objects.get()
    data = {**limitrecord.told(ledger.entries(flow.pk))[str(row.pk)].data, "source": row.source_en}
    with transaction.atomic():
        append(stream=flow.pk, stream_kind="flow", kind="limit.changed", data=data, by={}, at=NOW)

    rows = {
        said["name"]: (said, found)
        for _, said, found in limitrecord.compared(flow.pk, ledger.entries(flow.pk))
    }

    said, found = rows["internal-file"]
    assert said == found


def test_a_service_says_where_a_refusal_is_appealed_and_by_which_rule(db: None) -> None:
    load_flows(NOW)

    appeal = Service.objects.get(code="wb-domicile").appeal
    assert "District Magistrate" in appeal.en
    assert "149-P(PG)" in appeal.en
    assert "জেলাশাসক" in appeal.bn
    assert Service.objects.get(code="wb-tube-well").appeal.en == ""


def test_every_kind_of_office_that_a_service_names_is_one_that_offices_have() -> None:
    with (DATA / "offices.csv").open(encoding="utf-8", newline="") as table:
        known = {row["kind"] for row in csv.DictReader(table)}
    named = {
        kind
        for shipped in shipped_flows()
        for service in shipped.about.get("services", [])
        for kind in service.get("office_kinds", [])
    }
    assert named
    assert named <= known


def test_a_service_that_a_release_gives_to_other_offices_moves_there(folder: Path) -> None:
    about = folder / "internal-file" / "flow.toml"
    text = about.read_text("utf-8")
    section = next(line for line in text.splitlines() if line.startswith("section = "))
    about.write_text(text.replace(section, f'{section}\noffice_kinds = ["district"]', 1), encoding="utf-8")

    load_flows(NOW, folder)

    assert [service.office_kinds for service in Service.objects.order_by("code")].count(["district"]) == 1
