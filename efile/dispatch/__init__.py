"""A signed letter is issued and sent to each of its recipients."""
