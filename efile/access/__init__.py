"""Who may open a matter and on which ground, what is shown to whom until when, and who has read it."""
