from tests.efile.papers.test_putting_in import folder
from tests.loops import without_the_loop_of_the_browser

__all__ = ["folder", "without_the_loop_of_the_browser"]
