"""What the administrator gives to single posts until a day: a flow to publish, the office to audit."""
