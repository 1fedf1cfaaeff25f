from tests.efile.printing.conftest import _no_broker, district, folder, sign_in

__all__ = ["_no_broker", "district", "folder", "sign_in"]
