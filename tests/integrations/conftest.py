from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.efile.conftest import District, district, lasting_district
from tests.integrations.gateway import Gateway, running_gateway

__all__ = ["District", "district", "lasting_district"]


@pytest.fixture
def gateway(settings: Settings) -> Iterator[Gateway]:
    with running_gateway() as running:
        settings.SMS_GATEWAY_URL = running.url
        yield running
