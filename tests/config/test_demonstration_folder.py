"""A demonstration can be thrown away; an office's records cannot."""

import re
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from config.environment import BASE_DIR
from config.servers.folder import DataFolder
from tests.config.installation import Installation

SAMPLE = BASE_DIR / "efile" / "data" / "sample_applications.jsonl"


def mark(settled: Installation, kind: str) -> None:
    (settled.data_dir / "kind").write_text(f"{kind}\n")


def test_a_reset_throws_the_demonstration_away(settled: Installation) -> None:
    mark(settled, "demonstration")

    done = settled.command("demo_reset")

    assert done.returncode == 0, done.stderr
    left = {path.name for path in settled.data_dir.iterdir()}
    assert left == {"run", "log", "kind", "format"}


def test_an_office_is_never_thrown_away(settled: Installation) -> None:
    mark(settled, "office")

    done = settled.command("demo_reset")

    assert done.returncode != 0
    assert "is no demonstration" in done.stderr
    assert (settled.data_dir / "postgres" / "PG_VERSION").exists()


def test_a_running_demonstration_is_made_fresh_while_it_runs(settled: Installation) -> None:
    settled.settings["DEMO"] = "1"
    settled.start(seconds=400)
    officer, applicant = Visitor(settled.port), Visitor(settled.port)
    assert officer.enter("dm") == "/desk/"
    old = applicant.be_citizen()

    done = settled.command("demo_reset")

    assert done.returncode == 0, done.stderr
    assert "The district is fresh" in done.stdout
    assert settled.health()[0] == 200
    assert officer.get("/desk/")[0].startswith("/signin/")
    assert 'href="/"' in officer.get("/desk/")[1]
    assert officer.enter("dm") == "/desk/"
    assert applicant.be_citizen() not in {old, "/track/"}


def test_what_commands_alone_have_brought_in_is_an_offices(settled: Installation) -> None:
    for command in ("load_charts --with-demo-people", "load_flows"):
        assert settled.command(*command.split(), "--verbosity", "0").returncode == 0
    walked = settled.command("walk", "--input", str(one_application(settled.data_dir)))
    assert walked.returncode == 0, walked.stderr
    assert not (settled.data_dir / "kind").exists()

    settled.settings["DEMO"] = "1"
    started, walked = (settled.command(*each) for each in (("up",), ("walk", "--input", "x")))

    for refused in (started, walked):
        assert refused.returncode == 1
        assert "holds an office's own records" in refused.stderr
    assert not (settled.data_dir / "kind").exists()


def test_a_demonstration_may_begin_with_a_command(installation: Installation) -> None:
    installation.settings["DEMO"] = "1"
    assert installation.command("shell", "-c", "pass").returncode == 0
    assert (installation.data_dir / "kind").read_text() == "demonstration\n"


def test_a_command_of_a_demonstration_does_not_work_in_an_office(settled: Installation) -> None:
    mark(settled, "office")
    settled.settings["DEMO"] = "1"

    done = settled.command("migrate", "--no-input")

    assert done.returncode == 1
    assert "holds an office's own records" in done.stderr


def one_application(folder: Path) -> Path:
    path = folder / "one.jsonl"
    path.write_text(SAMPLE.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    return path


def test_what_only_a_command_has_up_is_not_made_fresh(settled: Installation) -> None:
    mark(settled, "demonstration")
    folder = DataFolder(settled.data_dir)
    assert folder.try_lock("manage.py walk")
    try:
        done = settled.command("demo_reset")
    finally:
        folder.unlock()
    assert done.returncode != 0
    assert "Wait until Gotipath is up, or end “manage.py walk”" in done.stderr
    assert (settled.data_dir / "postgres" / "PG_VERSION").exists()


class Visitor:
    """Somebody with a browser that keeps cookies."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.browser = build_opener(HTTPCookieProcessor())

    def get(self, path: str) -> tuple[str, str]:
        """Where one ends up, and the page there."""
        with self.browser.open(f"{self.address}{path}", timeout=60) as answer:
            return answer.url.removeprefix(self.address), answer.read().decode()

    def enter(self, post: str) -> str:
        return self._post(f"/demonstration/enter/{post}/")

    def be_citizen(self) -> str:
        return self._post("/demonstration/citizen/")

    def _post(self, path: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/")[1])
        assert found
        form = urlencode({"csrfmiddlewaretoken": found[1]}).encode()
        with self.browser.open(f"{self.address}{path}", form, timeout=60) as answer:
            return str(answer.url.removeprefix(self.address))


def test_the_demonstration_is_not_filled_where_it_is_off(installation: Installation) -> None:
    done = installation.command("demonstration")

    assert done.returncode != 0
    assert "Demonstration mode is off" in done.stderr
