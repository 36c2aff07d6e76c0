"""The built wheel, and that wheel installed where the checkout cannot be seen."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from packaging_building import ROOT, Installed, build


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(tmp_path_factory):
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    uv = shutil.which("uv")
    if uv:
        installer = [uv, "pip", "install", "--quiet", "--offline", "--python", python]
    else:
        installer = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    subprocess.run([*installer, "--no-deps", wheel], check=True)
    _lend_dependencies(folder / "env")
    return Installed(python, folder)


def _lend_dependencies(environment: Path) -> None:
    """Let the environment import our dependencies, but not the checkout.

    A folder named in a ``.pth`` file is searched for modules only; the ``.pth`` files in that
    folder, by which the checkout is installed, are not read.
    """
    paths = {"base": str(environment), "platbase": str(environment)}
    own = Path(sysconfig.get_path("purelib", vars=paths))
    (own / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
