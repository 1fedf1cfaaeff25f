"""Reports and returns that a section sends or receives by fixed dates."""
