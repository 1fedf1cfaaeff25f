"""Drafts for approval: letters of a matter, from the first words to the signed paper in its file."""
