"""Handing over and taking over charge of a post, and what lies at posts where nobody acts."""
