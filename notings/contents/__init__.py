"""The bytes of papers: what they are by their content, where they lie, whether they were found clean."""
