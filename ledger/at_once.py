"""Many tables made or changed by one step of a migration, with the models drawn once for all of them."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """Run operations on models as one (docs/adr/0033).

    Django draws every connected model anew after each operation: a second of work for a hundred tables
    becomes half a minute. Here all operations change the state first, and each then finds in it both what
    stood before the first of them and what stands after the last. So none may touch what another makes or
    takes away: a model is created whole, with its indexes and constraints, and a field is changed once.
    """

    reduces_to_sql = True
    reversible = False

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"{len(self.operations)} changes of tables at once"
