"""Where the servers' programs and data lie, and the account they run as.

PostgreSQL refuses to run as root. A launcher started by root therefore hands its servers to a
system account, and copies their programs to a folder that account can read: a virtual environment
under a closed home folder cannot be read by anybody else.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from config.servers.interface import ServerFault
from config.servers.process import Account

ACCOUNT_NAME = "gotipath"
SYSTEM_HOME = Path("/var/lib/gotipath")


def server_account() -> Account | None:
    """None for an ordinary user, who runs the servers himself; root gets the system account."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        entry = _create_account()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _create_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", str(SYSTEM_HOME), "--shell", "/usr/sbin/nologin", ACCOUNT_NAME]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise ServerFault(
            f"Root may not run PostgreSQL, and this system has no useradd to create the account "
            f"“{ACCOUNT_NAME}” for it; start Gotipath as an ordinary user."
        ) from None
    try:
        return pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        raise ServerFault(
            f"The system account “{ACCOUNT_NAME}” for PostgreSQL could not be created "
            f"({done.stderr.strip()}); start Gotipath as an ordinary user."
        ) from None


def programs(package: str, *, account: Account | None) -> Path:
    """The package's folder, copied to where the account can read it when there is one."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ServerFault(f"The Python package {package} is missing; run make to install it.")
    source = Path(spec.submodule_search_locations[0])
    if account is None:
        return source
    parts = [part for part in (source, source.with_name(f"{package}.libs")) if part.exists()]
    target = SYSTEM_HOME / "programs" / f"{package}-{_fingerprint(parts)}"
    if not target.exists():
        _copy(parts, target)
    return target / package


def _fingerprint(folders: list[Path]) -> str:
    names = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                names.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
    return names.hexdigest()[:12]


def _copy(folders: list[Path], target: Path) -> None:
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    draft.mkdir(parents=True)
    for folder in (SYSTEM_HOME, SYSTEM_HOME / "programs", draft):
        folder.chmod(0o755)
    for folder in folders:
        shutil.copytree(folder, draft / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in draft.rglob("*"):
        path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
    try:
        draft.rename(target)
    except OSError:
        shutil.rmtree(draft)
        if not target.exists():
            raise


def data_folder(data_dir: Path, name: str, *, account: Account | None) -> Path:
    """The folder of one server's data: in the data folder, or where the account can reach it.

    Reachable means that every folder above is searchable by others. Where one is not (a home of
    mode 0700), the data goes to /var/lib/gotipath and the data folder keeps a link to it.
    """
    folder = data_dir / name
    data_dir.mkdir(parents=True, exist_ok=True)
    if account is None:
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder
    if folder.is_symlink():
        folder = folder.readlink()
    elif not folder.exists() and not _reachable(data_dir):
        away = secrets.token_hex(8)
        link, folder = folder, SYSTEM_HOME / "data" / away / name
        folder.mkdir(parents=True, exist_ok=True)
        for above in (SYSTEM_HOME, SYSTEM_HOME / "data", SYSTEM_HOME / "data" / away):
            above.chmod(0o755)
        link.symlink_to(folder)
    if not folder.exists():
        folder.mkdir(mode=0o700)
        os.chown(folder, account.uid, account.gid)
    elif folder.stat().st_uid != account.uid and not any(folder.iterdir()):
        os.chown(folder, account.uid, account.gid)
        folder.chmod(0o700)
    return folder


def _reachable(folder: Path) -> bool:
    """Whether somebody who owns nothing here can pass through to the folder."""
    real = folder.resolve()
    return all(above.stat().st_mode & 0o001 for above in (real, *real.parents))
