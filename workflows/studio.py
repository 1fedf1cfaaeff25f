"""The flow studio: one draft a flow, kept as it is drawn; one person asks, another publishes."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import User
from hierarchy.refusals import Refused
from hierarchy.words import Words
from ledger import services as ledger
from workflows import engine, reasons
from workflows.catalogue import current_version
from workflows.models import Flow, FlowDraft, FlowVersion
from workflows.publishers import PUBLISH, may_publish
from workflows.readiness import missing_limits
from workflows.shipping import publish_bundle

EDIT = "flow_edit"


@transaction.atomic(durable=True)
def open_draft(*, actor: Actor, flow: UUID, now: datetime) -> FlowDraft:
    """The flow's draft; a new one begins as a copy of the version in force."""
    user = _able(actor, EDIT)
    row = Flow.objects.select_for_update().get(pk=flow)
    draft = FlowDraft.objects.filter(flow=row).first()
    if draft is not None:
        return draft
    base = current_version(row)
    return FlowDraft.objects.create(
        flow=row, base=base, bundle=base.bundle, edited_by_id=user, updated_at=now
    )


@transaction.atomic(durable=True)
def save_draft(
    *, actor: Actor, flow: UUID, file: str, content: bytes, revision: int, now: datetime
) -> FlowDraft:
    """Keep one file of the draft. Refused when somebody saved after `revision`; the ask is taken back."""
    user = _able(actor, EDIT)
    draft = _locked(flow, revision, user)
    bundle = bundle_of(draft)
    if file not in bundle.files:
        raise Refused(reasons.NO_FILE, file=file)
    if engine.unreadable(content) is not None:
        raise Refused(reasons.UNREADABLE)
    if bundle.files[file] == content:
        return draft
    draft.bundle = json.loads(engine.Bundle(bundle.main, {**bundle.files, file: content}).to_json())
    draft.revision += 1
    draft.edited_by_id, draft.updated_at = user, now
    draft.editors = sorted({*draft.editors, str(user)})
    draft.asked_by, draft.asked_at = None, None
    draft.save()
    return draft


@transaction.atomic(durable=True)
def ask_approval(*, actor: Actor, flow: UUID, revision: int, now: datetime) -> FlowDraft:
    """Ask a second person to publish the draft as it stands."""
    user = _able(actor, EDIT)
    draft = _locked(flow, revision, user)
    bundle = bundle_of(draft)
    _check(draft, bundle, actor, now)
    draft.asked_by_id, draft.asked_at = user, now
    draft.save(update_fields=["asked_by", "asked_at"])
    ledger.append(
        stream=flow,
        stream_kind="flow",
        kind="flow.draft_asked",
        data={"revision": draft.revision, "sha256": bundle.sha256, "editors": draft.editors},
        by=actor.by(),
        at=now,
    )
    return draft


@transaction.atomic(durable=True)
def publish(*, actor: Actor, flow: UUID, revision: int, now: datetime) -> FlowVersion:
    """Make the draft the flow's next version. Matters under way stay on the version they began with."""
    user = _publisher(actor, flow, now)
    draft = _locked(flow, revision, user)
    if str(user) in draft.editors:
        raise Refused(reasons.SAME_PERSON)
    if draft.asked_at is None:
        raise Refused(reasons.NOT_ASKED)
    bundle = bundle_of(draft)
    _check(draft, bundle, actor, now)
    version = publish_bundle(
        draft.flow,
        bundle,
        now=now,
        drafted_by=draft.edited_by,
        published_by=User.objects.get(pk=user),
    )
    draft.delete()
    return version


@transaction.atomic(durable=True)
def discard(*, actor: Actor, flow: UUID, revision: int, now: datetime) -> None:
    """Throw the draft away; the versions stay. The flow's record says who did so and whose work it was."""
    user = _able(actor, EDIT)
    draft = _locked(flow, revision, user)
    ledger.append(
        stream=flow,
        stream_kind="flow",
        kind="flow.draft_discarded",
        data={"revision": revision, "sha256": bundle_of(draft).sha256, "editors": draft.editors},
        by=actor.by(),
        at=now,
    )
    draft.delete()


def bundle_of(row: FlowDraft | FlowVersion) -> engine.Bundle:
    return engine.Bundle.from_json(row.bundle)


def _able(actor: Actor, power: str) -> UUID:
    """The person who acts, when his post carries the power."""
    if not actor.may(power) or actor.user_id is None:
        raise Refused(reasons.NO_POWER, power=power)
    return actor.user_id


def _publisher(actor: Actor, flow: UUID, now: datetime) -> UUID:
    """The person who publishes, by the power of his post or because the flow is lent to it."""
    if actor.user_id is None or not may_publish(actor, flow, now):
        raise Refused(reasons.NO_POWER, power=PUBLISH)
    return actor.user_id


def _locked(flow: UUID, revision: int, user: UUID) -> FlowDraft:
    """The draft, locked, at the revision the person saw."""
    draft = (
        FlowDraft.objects.select_for_update(of=("self",))
        .select_related("flow", "edited_by")
        .filter(flow=flow)
        .first()
    )
    if draft is None:
        raise Refused(reasons.NO_DRAFT)
    if draft.revision != revision and draft.edited_by_id == user:
        raise Refused(reasons.DRAFT_CHANGED_BY_YOU, who=draft.edited_by.name)
    if draft.revision != revision:
        raise Refused(reasons.DRAFT_CHANGED, who=draft.edited_by.name)
    return draft


def _check(draft: FlowDraft, bundle: engine.Bundle, actor: Actor, now: datetime) -> None:
    """What stands between a draft and a version: no change, an error of lint, a limit without a row."""
    if bundle.sha256 == current_version(draft.flow).sha256:
        raise Refused(reasons.NOTHING_CHANGED)
    errors = [found for found in engine.judged(bundle) if found.severity == "error"]
    if errors:
        raise Refused(reasons.FLOW_REFUSED, finding=Words(errors[0].bn, errors[0].en))
    today = hierarchy.calendar_for(_office(actor)).local_date(now)
    for name in missing_limits(bundle, draft.flow.profile, today):
        raise Refused(reasons.NO_LIMIT, limit=name, on=f"{today:%d.%m.%Y}")


def _office(actor: Actor) -> UUID:
    if actor.office_id is None:
        raise Refused(reasons.NO_POWER, power=EDIT)
    return actor.office_id
