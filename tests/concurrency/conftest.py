from tests.districts import fresh_database, lasting_district

__all__ = ["fresh_database", "lasting_district"]
