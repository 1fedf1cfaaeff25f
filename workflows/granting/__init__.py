"""Flows lent to single posts until a day, on the page of all that the administrator gives so."""
