from tests.efile.files.conftest import folder
from tests.efile.pages.conftest import district, sign_in

__all__ = ["district", "folder", "sign_in"]
