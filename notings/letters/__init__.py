"""A letter of the office: its kinds, its forms on paper, and what is signed. Knows no file."""
