from hierarchy.management.closed import ClosedLocks as Command

__all__ = ["Command"]
