"""Signing in: passwords, second factors, an outside identity, sessions, first codes and resets."""
