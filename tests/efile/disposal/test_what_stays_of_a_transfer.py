"""What entries of a transfer tell in their data outlives the destruction of its file; so does the row."""

from efile.dak.transfer import Transfer
from efile.dak.transferring import said_of
from efile.disposal.words import BLANK


def test_no_column_is_emptied_that_its_entries_tell() -> None:
    (columns,) = [columns for label, _way, _which, columns in BLANK if label == "efile.Transfer"]
    assert columns
    assert not set(columns) & set(said_of(Transfer()))
