"""A worker dies in the middle of a list: the next run finishes it, and each file is destroyed once."""

from __future__ import annotations

from django.utils import timezone

from efile.disposal.models import Disposal
from efile.tasks import carry_out_disposals
from efile.verification import verify_all
from ledger import selectors as ledger
from tests.base import servers
from tests.base.processes import Program
from tests.efile.conftest import District
from tests.efile.disposal.conftest import agreed, drawn, empty_file, ordered
from tests.faults.conftest import acting, until
from tests.faults.test_killed_worker import begin, kill_whole, worker

__all__ = ["worker"]


def test_a_worker_killed_between_two_files_of_a_list_is_made_good(
    lasting_district: District, worker: Program, fresh_database: str
) -> None:
    district = lasting_district
    district.now = timezone.now()
    files = [empty_file(district, f"12/{number}") for number in range(6)]
    row = drawn(district, *files)
    agreed(district, row)
    ordered(district, row)
    items = row.items.order_by("id")
    with servers.superuser(fresh_database) as connection:
        with connection.transaction():
            held = items[3].file_id
            connection.execute("SELECT FROM efile_file WHERE id = %s FOR UPDATE", [held])
            begin(worker)
            carry_out_disposals.apply_async()
            until(lambda: row.items.exclude(cleared_at=None).count() == 3)
            kill_whole(worker)
        until(lambda: acting(connection, "state <> 'idle'") == 0)
    assert row.items.exclude(destroyed_at=None).count() == 3
    assert Disposal.objects.get(pk=row.pk).state == "ordered"
    begin(worker)
    carry_out_disposals.apply_async()
    until(lambda: Disposal.objects.get(pk=row.pk).state == "done")
    for file in files:
        assert [entry.kind for entry in ledger.entries(file.pk)].count("file.destroyed") == 1
    assert [what for *_, found in verify_all(["office"]) if found for what in [found.what]] == []
