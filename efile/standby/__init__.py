"""A copy of the office's current files that opens without the system: plain pages and papers in a folder."""
