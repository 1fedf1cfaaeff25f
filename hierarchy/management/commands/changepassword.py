from hierarchy.management.closed import ClosedAccounts as Command

__all__ = ["Command"]
