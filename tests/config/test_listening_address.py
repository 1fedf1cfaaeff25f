"""Why the web server cannot listen is said as it is, each reason in its own sentence."""

import os
import socket

import pytest

from config.launcher import address
from config.launcher.address import require_address
from config.servers.interface import ServerFault
from config.servers.process import free_port


def refusal(host: str, port: int) -> str:
    with pytest.raises(ServerFault) as refused:
        require_address(host, port)
    return str(refused.value)


def test_a_free_port_is_taken() -> None:
    require_address("127.0.0.1", free_port())


def test_a_port_in_use() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"Port {port} on 127.0.0.1 is in use" in refusal("127.0.0.1", port)


def test_an_address_of_another_machine() -> None:
    assert "no network address “192.0.2.7”" in refusal("192.0.2.7", free_port())


@pytest.mark.parametrize("host", ["nonsense.invalid", "two..dots"])
def test_a_name_without_an_address(host: str) -> None:
    assert f"The name “{host}” (HOST) belongs to no network address" in refusal(host, free_port())


def test_a_port_kept_for_root(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(host: str, port: int) -> bool:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(address, "port_is_free", forbidden)

    assert "may not listen on port 80, which the system keeps for root" in refusal("127.0.0.1", 80)
