"""`manage.py up`: the whole installation under one process."""

import logging
import sys
from contextlib import ExitStack
from pathlib import Path

from config.environment import BASE_DIR, Environment
from config.launcher.address import require_address
from config.launcher.health import wait_until_healthy
from config.launcher.pending import migrations_are_waiting
from config.launcher.programs import (
    application_environment,
    beat_command,
    web_command,
    worker_command,
)
from config.launcher.progress import Progress
from config.launcher.signals import StopRequested, ignore_signals, stop_on_signals
from config.launcher.supervisor import Program, Supervisor
from config.servers.faults import fault_from_command, sentence_for, tells_of_full_disk
from config.servers.folder import DataFolder
from config.servers.interface import Role, ServerFault
from config.servers.kinds import require_kind, settle_kind
from config.servers.process import length, spawn, stop_process, tail
from config.servers.session import Servers, choose_servers, open_folder

logger = logging.getLogger("gotipath.launcher")
COMMAND = "manage.py up"


def up(environment: Environment, progress: Progress) -> None:
    """Start everything, stay until asked to stop, then stop everything."""
    with stop_on_signals(), ExitStack() as stack:
        try:
            folder = open_folder(environment)
            _claim(folder, environment)
            stack.callback(folder.unlock)
            supervisor = Supervisor()
            stack.callback(_stop, supervisor)
            _log_to(environment.data_dir / "log" / "launcher.log")
            _bring_up(environment, folder, supervisor, progress)
            supervisor.watch()
        except StopRequested:
            ignore_signals()
            progress.say("Stopping.")
        except OSError as error:
            raise sentence_for(error, environment.data_dir) from None


def _claim(folder: DataFolder, environment: Environment) -> None:
    if not folder.try_lock(COMMAND):
        raise ServerFault(
            f"The data folder {folder.path} is already in use ({folder.holder()}); stop that first, or "
            f"choose another DATA_DIR."
        )
    require_kind(folder, demo=environment.demo)
    require_address(environment.host, environment.port)


def _bring_up(
    environment: Environment, folder: DataFolder, supervisor: Supervisor, progress: Progress
) -> None:
    progress.say(f"Gotipath starts; data in {environment.data_dir}")
    servers = choose_servers(environment)
    _start_servers(servers, supervisor, progress)
    settle_kind(folder, servers.database, demo=environment.demo)
    folder.publish(servers.running(COMMAND))
    with progress.step("Bring the tables up to date"):
        if migrations_are_waiting(servers.database.dsn(Role.OWNER)):
            _run_command("migrate", "--no-input", "--verbosity", "0", environment=environment)
    filled = folder.path / "filled"
    new_district = environment.demo and not filled.exists()
    if new_district:
        _fill_district(environment, progress)
        filled.touch()
    with progress.step("Check the front end"):
        _check_front_end(progress)
    programs = _programs(environment, servers)
    for program in programs:
        with progress.step(f"Start the {program.name}"):
            supervisor.add(program)
    if environment.demo and not new_district:
        _fill_district(environment, progress)
    with progress.step("Wait until every part is healthy"):
        wait_until_healthy(environment, lambda: _first_dead(programs))
    _announce(environment, progress)


def _fill_district(environment: Environment, progress: Progress) -> None:
    """Once it is filled, this finds nothing to do, and the programs come up meanwhile."""
    with progress.step("Fill the demonstration district"):
        _run_command("demonstration", environment=environment, progress=progress)


def _start_servers(servers: Servers, supervisor: Supervisor, progress: Progress) -> None:
    for server in (servers.database, servers.broker):
        with progress.step(f"Prepare {server.name}"):
            server.ensure()
        with progress.step(f"Start {server.name}"):
            supervisor.add(server)


def _programs(environment: Environment, servers: Servers) -> list[Program]:
    log = environment.data_dir / "log"
    env = application_environment(
        environment, database_url=servers.database.dsn(Role.APP), broker_url=servers.broker.url()
    )
    commands = {
        "web server": (web_command(environment.host, environment.port), "web.log"),
        "worker": (worker_command(), "worker.log"),
        "beat": (beat_command(environment.data_dir), "beat.log"),
    }
    return [Program(name, argv, env, log / file) for name, (argv, file) in commands.items()]


def _run_command(*arguments: str, environment: Environment, progress: Progress | None = None) -> None:
    """A management command in a process of its own; it finds the servers through the data folder."""
    argv = [sys.executable, str(BASE_DIR / "manage.py"), *arguments]
    log = environment.data_dir / "log" / f"{arguments[0]}.log"
    # A database that ran out of room says so in its own log; the command only sees it go away.
    begun = {each: length(each) for each in (log.with_name("postgres.log"), log)}
    running = spawn(argv, log=log, cwd=BASE_DIR, capture=True)
    try:
        for line in running.stdout or ():
            if progress:
                progress.say(f"    {line.decode(errors='replace').rstrip()}")
        running.wait()
    finally:
        stop_process(running)
    if running.returncode:
        database_said, said = (tail(each, 20_000, since=size) for each, size in begun.items())
        seen = said if not tells_of_full_disk(database_said) else database_said
        raise fault_from_command(f"manage.py {arguments[0]}", seen, environment.data_dir, log)


def _check_front_end(progress: Progress) -> None:
    if not any((BASE_DIR / "web" / "static" / "web" / "build").glob("*")):
        progress.say("    not built yet: run `make build`, or pages come without their style")


def _first_dead(programs: list[Program]) -> str | None:
    return next((program.name for program in programs if not program.is_running()), None)


def _announce(environment: Environment, progress: Progress) -> None:
    host = "localhost" if environment.open_to_network else environment.host
    shown = f"[{host}]" if ":" in host else host
    progress.say(f"Ready after {progress.seconds():.1f} s:  http://{shown}:{environment.port}/")
    if environment.open_to_network:
        progress.say(
            f"Warning: HOST={environment.host} opens this address to everyone on the network, without "
            f"encryption. It answers to this machine's name and to any bare address; ALLOWED_HOSTS= adds "
            f"other names."
        )
    if environment.demo:
        _run_command("demonstration", "--accounts", environment=environment, progress=progress)
    progress.say("Stop with Ctrl-C.")
    logger.info("ready on %s:%s", environment.host, environment.port)


def _stop(supervisor: Supervisor) -> None:
    ignore_signals()
    supervisor.stop()
    logger.info("stopped")


def _log_to(path: Path) -> None:
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.INFO)
