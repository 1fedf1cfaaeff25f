from tests.loops import without_the_loop_of_the_browser

__all__ = ["without_the_loop_of_the_browser"]
