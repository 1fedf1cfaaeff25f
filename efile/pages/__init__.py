"""What the pages show, as plain values: made from rows that were already read, without a query."""
