"""Grants are joined in our own queries: nobody asks Django or guardian object by object."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from guardian.models import GroupObjectPermissionBase

from config.environment import BASE_DIR
from config.settings import ROOMS
from hierarchy.models import Grant

BANNED = {
    "has_perm",
    "has_perms",
    "has_module_perms",
    "get_objects_for_user",
    "get_objects_for_group",
    "get_perms",
    "get_users_with_perms",
    "get_groups_with_perms",
    "assign_perm",
    "remove_perm",
    "permission_required",
    "user_passes_test",
}


def banned_names(source: str) -> Iterator[tuple[int, str]]:
    """(line, name) of every call, import or attribute that asks for a permission."""
    for node in ast.walk(ast.parse(source)):
        found: set[str] = set()
        if isinstance(node, ast.Attribute):
            found = {node.attr}
        elif isinstance(node, ast.Name):
            found = {node.id}
        elif isinstance(node, ast.ImportFrom | ast.Import):
            found = {alias.name.rpartition(".")[2] for alias in node.names}
        for name in found & BANNED:
            yield getattr(node, "lineno", 0), name


def test_product_code_asks_no_permission_backend() -> None:
    wrong = [
        f"{path.relative_to(BASE_DIR)}:{line} {name}"
        for room in ("config", *ROOMS)
        for path in sorted((BASE_DIR / room).rglob("*.py"))
        if "node_modules" not in path.parts
        for line, name in banned_names(path.read_text())
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("user.has_perm('x', row)", ["has_perm"]),
        ("from guardian.shortcuts import get_objects_for_user", ["get_objects_for_user"]),
        ("actor.may('note')", []),
    ],
)
def test_the_rule_itself(source: str, names: list[str]) -> None:
    assert [name for _line, name in banned_names(source)] == names


def test_templates_ask_no_permission_either() -> None:
    wrong = [
        str(path.relative_to(BASE_DIR))
        for room in ROOMS
        for path in (BASE_DIR / room).rglob("*.html")
        if "node_modules" not in path.parts and re.search(r"\bperms\.|guardian", path.read_text())
    ]

    assert wrong == []


def test_every_grant_is_ours_with_a_foreign_key_to_its_object_and_an_end() -> None:
    grants = [
        model
        for model in apps.get_models()
        if issubclass(model, GroupObjectPermissionBase) and model._meta.app_label in ROOMS
    ]

    assert {model.__name__ for model in grants} == {"MatterGrant", "FileGrant", "OfficeGrant", "FlowGrant"}
    for model in grants:
        assert issubclass(model, Grant)
        fields = {field.name: field for field in model._meta.concrete_fields}
        assert fields["content_object"].many_to_one
        assert not fields["until"].null
