"""From what a server or the system said to one sentence for the person at the terminal."""

import errno
import shutil
from pathlib import Path

from config.servers.interface import ServerFault

FULL_IN_LOGS = ("No space left", "Disk quota exceeded")
# Lines that explain the one before them: PostgreSQL's remarks, and what a traceback or it indents.
REMARKS = ("HINT:", "DETAIL:", "CONTEXT:", "LINE ", " ", "\t")
LONGEST_REASON = 300
LEAST_FREE_BYTES = 1024 * 1024
FULL = "The disk that holds {folder} is full; free some space and start again."


def sentence_for(error: OSError, folder: Path) -> ServerFault:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ServerFault(FULL.format(folder=folder))
    where = error.filename or folder
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return ServerFault(f"Gotipath may not write to {where}; choose another DATA_DIR or change its owner.")
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return ServerFault(f"{where} is not a folder; choose another DATA_DIR.")
    return ServerFault(f"{where} cannot be used: {error.strerror}.")


def fault_from_log(server: str, text: str, folder: Path, log: Path) -> ServerFault:
    """Why a server did not come up, from the last lines it wrote."""
    if tells_of_full_disk(text):
        return ServerFault(FULL.format(folder=folder))
    if "Permission denied" in text:
        return ServerFault(f"{server} may not read or write {folder}; give it back its owner and mode.")
    if "incompatible with server" in text:
        return ServerFault(f"The data in {folder} was written by another version of {server}.")
    return ServerFault(f"{server} cannot use the data in {folder}, which seems damaged; see {log}.")


def fault_from_command(command: str, text: str, folder: Path, log: Path) -> ServerFault:
    """Why a command ended with an error, from what it and the database wrote while it ran."""
    if tells_of_full_disk(text) or shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        return ServerFault(FULL.format(folder=folder))
    reason = last_reason(text)
    said = f": {reason}" if reason else ""
    return ServerFault(f"{command} did not succeed{said}; see {log}.")


def tells_of_full_disk(text: str) -> bool:
    return any(words in text for words in FULL_IN_LOGS)


def last_reason(text: str) -> str:
    """The last line that is not a remark on another, without its full stop; empty when there is none."""
    told = [line for line in text.splitlines() if line.strip() and not line.startswith(REMARKS)]
    return told[-1].strip().rstrip(".")[:LONGEST_REASON] if told else ""


def first_reason(error: Exception) -> str:
    """What an error says on its first line, without its full stop; a server's hints come after it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".:")[:LONGEST_REASON] if lines else type(error).__name__


def require_space(folder: Path, megabytes: int) -> None:
    free = shutil.disk_usage(folder).free // (1024 * 1024)
    if free < megabytes:
        raise ServerFault(
            f"The disk that holds {folder} has {free} MB left, and Gotipath needs at least "
            f"{megabytes} MB to start."
        )
