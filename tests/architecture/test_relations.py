"""Relations between tables point down like imports, also those given as a string."""

from collections.abc import Iterator
from typing import TypeGuard

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

LEVEL = {"ledger": 0, "hierarchy": 1, "workflows": 2, "notings": 2, "efile": 3, "integrations": 4}


def points_down(own: str, other: str) -> bool:
    """Whether a table of room `own` may refer to one of room `other`; Django's own are below all."""
    return own == other or LEVEL.get(other, -1) < LEVEL.get(own, -1)


def relations() -> Iterator[tuple[str, str, str]]:
    """(room, room referred to, field) of every foreign key, one-to-one and many-to-many."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            other = field.related_model
            if field.is_relation and not field.auto_created and _is_model(other):
                yield model._meta.app_label, other._meta.app_label, f"{model.__name__}.{field.name}"


def _is_model(other: object) -> TypeGuard[type[models.Model]]:
    return isinstance(other, type) and issubclass(other, models.Model)


def test_every_relation_points_down() -> None:
    wrong = [
        f"{own}.{field} -> {other}"
        for own, other, field in relations()
        if own in LEVEL and not points_down(own, other)
    ]

    assert wrong == []


def test_the_relations_that_carry_the_house_are_seen() -> None:
    seen = {(own, other) for own, other, _ in relations()}

    assert {("efile", "hierarchy"), ("efile", "workflows"), ("workflows", "hierarchy")} <= seen


@pytest.mark.parametrize(
    ("own", "other", "allowed"),
    [
        ("efile", "hierarchy", True),
        ("efile", "efile", True),
        ("hierarchy", "contenttypes", True),
        ("hierarchy", "efile", False),
        ("workflows", "notings", False),
        ("notings", "workflows", False),
        ("ledger", "hierarchy", False),
    ],
)
def test_the_rule_itself(own: str, other: str, allowed: bool) -> None:
    assert points_down(own, other) is allowed


def test_rooms_with_tables_have_a_level() -> None:
    rooms = {model._meta.app_label for model in apps.get_models() if _is_ours(model)}

    assert rooms <= set(LEVEL)


def _is_ours(model: type[models.Model]) -> bool:
    return model.__module__.split(".")[0] in settings.ROOMS
