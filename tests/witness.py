"""The head of a district as the second person, with his own name and password on the page that asks."""

from hierarchy.models import User
from tests.efile.conftest import District

PASSWORD = "নদী-৪-মাঠ-পথ"


def head_of(district: District) -> User:
    found = district.actor("dm").user_id
    assert found is not None
    return User.objects.get(pk=found)


def with_head(district: District) -> dict[str, str]:
    """The fields that the page wants of the second person."""
    user = head_of(district)
    user.set_password(PASSWORD)
    user.save()
    return {"second": user.username, "second_password": PASSWORD}
