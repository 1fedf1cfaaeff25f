"""Committees at work: meetings, agenda, attendance, minutes whose signature completes stages."""
