"""Walks the sample applications round after round on one installation and looks for what grows.

Each round prints its pace, the size of the database and the memory of web server and worker; at the
end the whole ledger is verified. Exit code 1 when a fault is found, or when the last quarter of the
rounds ran at less than half the pace of the first.

Run as: .venv/bin/python tools/soak.py [minutes]   (DATA_DIR= keeps the installation)
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config.launcher.health import ask_health  # noqa: E402 [the root comes first on the path]
from config.servers.process import free_port  # noqa: E402 [the root comes first on the path]

SAMPLE = ROOT / "efile" / "data" / "sample_applications.jsonl"
SLOWEST_SHARE = 0.5


def main(minutes: float) -> int:
    with tempfile.TemporaryDirectory(prefix="gotipath-soak-") as folder:
        Path(folder).chmod(0o755)
        data_dir = Path(os.environ.get("DATA_DIR") or Path(folder) / "data")
        environment = os.environ | {"DATA_DIR": str(data_dir), "PORT": str(free_port()), "DEMO": "0"}
        up = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=environment)
        try:
            wait_for(int(environment["PORT"]), up)
            command(environment, "load_charts", "--with-demo-people")
            command(environment, "load_flows")
            paces = rounds(environment, data_dir, minutes)
            verified = json.loads(command(environment, "verify_ledger", "--json"))
        finally:
            up.terminate()
            up.wait()
    print(json.dumps({"rounds": len(paces), "verified": verified}, ensure_ascii=False))
    return 0 if is_steady(paces) else 1


def wait_for(port: int, up: "subprocess.Popen[bytes]") -> None:
    """Until /healthz says 200: the servers answer sooner, before their tables are there."""
    while ask_health("127.0.0.1", port)[0] != 200:
        if up.poll() is not None:
            sys.exit(up.returncode)
        time.sleep(0.5)


def rounds(environment: dict[str, str], data_dir: Path, minutes: float) -> list[float]:
    limit = time.monotonic() + 60 * minutes
    paces: list[float] = []
    print(f"{'round':>5} {'matters/s':>9} {'database MB':>11} {'memory MB':>9}")
    while time.monotonic() < limit or len(paces) < 4:
        begun = time.monotonic()
        summary = json.loads(command(environment, "walk", "--input", str(SAMPLE), "--json").splitlines()[-1])
        paces.append(summary["disposed"] / (time.monotonic() - begun))
        size, memory = database_megabytes(data_dir), memory_megabytes(data_dir)
        print(f"{len(paces):5} {paces[-1]:9.1f} {size:11.1f} {memory:9.0f}", flush=True)
    return paces


def is_steady(paces: list[float]) -> bool:
    quarter = max(len(paces) // 4, 1)
    return statistics.median(paces[-quarter:]) >= SLOWEST_SHARE * statistics.median(paces[:quarter])


def database_megabytes(data_dir: Path) -> float:
    addresses = json.loads((data_dir / "run" / "servers.json").read_text())["addresses"]
    with psycopg.connect(addresses["audit"]) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return row[0] / 1e6 if row else 0.0


def memory_megabytes(data_dir: Path) -> float:
    """Resident memory of the application's processes, known by the data folder they were given."""
    mark = f"DATA_DIR={data_dir}".encode()
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            ours = mark in (entry / "environ").read_bytes().split(b"\0")
            pages = int((entry / "statm").read_text().split()[1]) if ours else 0
        except (OSError, ValueError, IndexError):
            continue
        total += pages * os.sysconf("SC_PAGE_SIZE")
    return total / 1e6


def command(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"manage.py {arguments[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 30))
