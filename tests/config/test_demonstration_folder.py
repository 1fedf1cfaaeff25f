"""A demonstration can be thrown away; an office's records cannot."""

from tests.config.installation import Installation


def make(installation: Installation, kind: str) -> None:
    assert installation.command("migrate", "--no-input", "--verbosity", "0").returncode == 0
    (installation.data_dir / "kind").write_text(f"{kind}\n")


def test_a_reset_throws_the_demonstration_away(installation: Installation) -> None:
    make(installation, "demonstration")

    done = installation.command("demo_reset")

    assert done.returncode == 0, done.stderr
    left = {path.name for path in installation.data_dir.iterdir()}
    assert left == {"run", "log", "kind", "format"}


def test_an_office_is_never_thrown_away(installation: Installation) -> None:
    make(installation, "office")

    done = installation.command("demo_reset")

    assert done.returncode != 0
    assert "is no demonstration" in done.stderr
    assert (installation.data_dir / "postgres" / "PG_VERSION").exists()


def test_a_running_demonstration_is_not_thrown_away(installation: Installation) -> None:
    installation.start()
    (installation.data_dir / "kind").write_text("demonstration\n")

    done = installation.command("demo_reset")

    assert done.returncode != 0
    assert "Stop Gotipath first" in done.stderr
    assert installation.health()[0] == 200


def test_the_demonstration_is_not_filled_where_it_is_off(installation: Installation) -> None:
    done = installation.command("demonstration")

    assert done.returncode != 0
    assert "Demonstration mode is off" in done.stderr
