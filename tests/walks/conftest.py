from tests.efile.conftest import lasting_district

__all__ = ["lasting_district"]
