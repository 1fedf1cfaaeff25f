"""The demonstration district: filled by walking flows, entered with one click, never in production."""

from integrations.demonstration.accounts import accounts
from integrations.demonstration.filling import ensure

__all__ = ["accounts", "ensure"]
