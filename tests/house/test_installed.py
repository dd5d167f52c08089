"""The wheel, installed away from the tree, is the whole program: pages, migrations, words, demonstration."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PARTS = (
    "app/_templates/feedback/say.html",
    "app/_migrations/env.py",
    "app/_alembic.ini",
    "app/web/static/sayso.css",
    "app/web/locales/es.po",
    "app/domain/danger/examples/written.tsv",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the tree as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, cwd=folder)
    return next(folder.glob("sayso-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that holds the wheel's content and nothing else of ours."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder)]
    subprocess.run([*command, str(wheel)], check=True, cwd=folder)
    yield folder


def sayso(installed: Path, *words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command with the libraries of this environment, but without our tree."""
    program = (
        "import sys; sys.path[:0] = sys.argv.pop(1).split(':'); from app.cli import main; sys.exit(main())"
    )
    libraries = sysconfig.get_path("purelib")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAYSO_", "PYTHON"))}
    return subprocess.run(
        # Isolated: neither the current folder nor an editable installation is looked into.
        [sys.executable, "-I", "-S", "-c", program, f"{installed}:{libraries}", *words],
        cwd=installed,
        env=kept | {"SAYSO_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_carries_pages_migrations_styles_and_words(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    assert set(PARTS) <= names
    for folder, inside in (("templates", "_templates"), ("migrations", "_migrations")):
        own = {
            f"app/{inside}/{path.relative_to(ROOT / folder)}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert own <= names


def test_the_installed_command_loads_the_demonstration_outside_the_tree(
    installed: Path, tmp_path: Path
) -> None:
    told = sayso(installed, "--help", data=tmp_path)
    assert told.returncode == 0
    assert "demo" in told.stdout
    loaded = sayso(installed, "demo", "--load-only", data=tmp_path / "demo")
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert "steward" in loaded.stdout
    assert (tmp_path / "demo" / "sayso.db").stat().st_size > 100_000
