"""A file and its page: cover, matters, contents, what was done with it."""
