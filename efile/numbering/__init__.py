"""The pages of numbers: how receipts and files are numbered, and what comes next."""
