"""Search: matters by number and by the words in them (docs/adr/0028)."""
