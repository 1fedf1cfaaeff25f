"""Registers and reports: each is one description (`frame.Register`), told on screen, in Excel and as PDF."""
