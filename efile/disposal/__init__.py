"""Disposal of records: closed files whose time is over are destroyed under an order of two persons."""
