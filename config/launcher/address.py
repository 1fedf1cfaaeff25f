"""Whether the web server may listen where HOST and PORT say, asked before anything is started."""

import errno
import socket

from config.servers.interface import ServerFault
from config.servers.process import port_is_free

NOT_HERE = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})


def require_address(host: str, port: int) -> None:
    try:
        free = port_is_free(host, port)
    except (socket.gaierror, UnicodeError):
        raise ServerFault(f"The name “{host}” (HOST) belongs to no network address.") from None
    except OSError as error:
        raise _fault(error, host, port) from None
    if not free:
        raise ServerFault(
            f"Port {port} on {host} is in use by another program; stop it, or choose another one with PORT=."
        )


def _fault(error: OSError, host: str, port: int) -> ServerFault:
    if error.errno in NOT_HERE:
        return ServerFault(f"This machine has no network address “{host}” (HOST).")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return ServerFault(
            f"This user may not listen on port {port}, which the system keeps for root; choose one above "
            f"1023 with PORT=."
        )
    return ServerFault(f"Gotipath cannot listen on port {port} of {host}: {error.strerror}.")
