from tests.efile.papers.test_putting_in import folder

__all__ = ["folder"]
