"""The flows that ship with the product: read from `bpmn/`, published as versions nobody drafted."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from hierarchy.refusals import Refused
from ledger import selectors as read
from ledger import services as ledger
from workflows import engine, limitrecord, reasons
from workflows.models import Flow, FlowVersion, Limit, Service

FOLDER = Path(__file__).resolve().parent.parent / "bpmn"
SHIPPED = {"kind": "system", "user": None}


@dataclass(frozen=True, slots=True)
class Shipped:
    """One flow as its folder describes it."""

    about: dict[str, Any]
    bundle: engine.Bundle


def shipped_flows(folder: Path = FOLDER) -> list[Shipped]:
    return [_read(path) for path in sorted(folder.glob("*/flow.toml"))]


def _read(path: Path) -> Shipped:
    about = tomllib.loads(path.read_text(encoding="utf-8"))
    files = {"flow.bpmn": (path.parent / "flow.bpmn").read_bytes()}
    for name in about.get("shared", []):
        files[f"{name}.bpmn"] = (path.parent.parent / "shared" / f"{name}.bpmn").read_bytes()
    return Shipped(about, engine.Bundle("flow.bpmn", files))


@transaction.atomic(durable=True)
def load_flows(now: datetime, folder: Path = FOLDER) -> list[FlowVersion]:
    """Publish every shipped flow that is new or has changed; refresh services and limits.

    Matters under way stay on the version they began with. A flow that an office has edited keeps its own.
    """
    return [version for shipped in shipped_flows(folder) if (version := _load(shipped, now))]


def _load(shipped: Shipped, now: datetime) -> FlowVersion | None:
    about = shipped.about
    flow, _ = Flow.objects.update_or_create(
        code=about["code"],
        defaults={"name_bn": about["label_bn"], "name_en": about["label_en"], "profile": about["profile"]},
    )
    _limits(flow, about.get("limits", []), now)
    for row in about.get("services", []):
        _service(flow, row)
    if not _has_changed(flow, shipped.bundle):
        return None
    errors = [f for f in engine.lint(shipped.bundle) if f.severity == "error"]
    if errors:
        raise Refused(reasons.FLOW_REFUSED, finding=errors[0].en)
    return publish_bundle(flow, shipped.bundle, now=now, drafted_by=None, published_by=None)


def _has_changed(flow: Flow, bundle: engine.Bundle) -> bool:
    """Whether the version in force came with the product and says something else, or there is none."""
    last = flow.versions.order_by("-number").first()
    if last is None:
        return True
    shipped = last.drafted_by_id is None and last.published_by_id is None
    return shipped and last.sha256 != bundle.sha256


def publish_bundle(
    flow: Flow,
    bundle: engine.Bundle,
    *,
    now: datetime,
    drafted_by: Any,
    published_by: Any,
) -> FlowVersion:
    """The next immutable version of a flow, entered in the flow's ledger stream."""
    last = flow.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = FlowVersion.objects.create(
        flow=flow,
        number=last + 1,
        sha256=bundle.sha256,
        bundle=json.loads(bundle.to_json()),
        drafted_by=drafted_by,
        published_by=published_by,
        published_at=now,
    )
    ledger.append(
        stream=flow.pk,
        stream_kind="flow",
        kind="flow.published",
        data={"version": version.pk, "number": version.number, "sha256": version.sha256},
        by={
            "kind": "officer" if published_by else "system",
            "user": str(published_by.pk) if published_by else None,
            "drafted_by": str(drafted_by.pk) if drafted_by else None,
        },
        at=now,
    )
    return version


def _limits(flow: Flow, rows: list[dict[str, Any]], now: datetime) -> None:
    """The flow's rows as its folder gives them, each entered in the flow's ledger stream when it is new or
    says something else than before."""
    told = limitrecord.told(read.entries(flow.pk))
    for given in rows:
        row, _made = Limit.objects.update_or_create(
            name=given["name"],
            profile=given.get("profile", "both"),
            office=None,
            valid_from=given["valid_from"],
            defaults={name: given[name] for name in ("days", "unit", "source_bn", "source_en")},
        )
        before = told.get(str(row.pk))
        limitrecord.enter(row, stream=flow.pk, stream_kind="flow", by=SHIPPED, now=now, before=before)


def _service(flow: Flow, row: dict[str, Any]) -> None:
    Service.objects.update_or_create(
        code=row["code"],
        defaults={
            "flow": flow,
            "name_bn": row["label_bn"],
            "name_en": row["label_en"],
            "profile": row["profile"],
            "kind": row["kind"],
            "limit": row["limit"],
            "section": row["section"],
            "office_kinds": row.get("office_kinds", []),
            "facts": row.get("facts", {}),
            "appeal_bn": row.get("appeal_bn", ""),
            "appeal_en": row.get("appeal_en", ""),
            "final_rank": row.get("final_rank", ""),
            "most_levels": row.get("most_levels"),
            "watch": row.get("watch", ""),
            "disposal_source_bn": row.get("disposal_source_bn", ""),
            "disposal_source_en": row.get("disposal_source_en", ""),
        },
    )
