"""A file, or a matter, as one PDF: ordered on its page, made by the worker, downloaded for a day."""
