"""A PostGIS server of the tests' own: on a socket in a folder that goes, gone when they end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def programs() -> Path | None:
    """Return where the server's programs are, None on a machine without them."""
    for place in PLACES:
        if (place / "initdb").exists():
            return place
    found = shutil.which("initdb")
    return None if found is None else Path(found).resolve().parent


def _plainly(*words: str | Path) -> list[str | Path]:
    """Run as the user of the server: it refuses to be root, as which containers run tests."""
    switch = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] * (os.geteuid() == 0)
    # Should the tests be killed, the system stops the server.
    return ["setpriv", "--pdeathsig=INT", *switch, *words]


@contextmanager
def server() -> Iterator[Path]:
    """Run a server that listens on a socket in the folder it yields, and on nothing else.

    The user ``postgres`` may do all without a password, others give one.
    """
    binaries = programs()
    assert binaries is not None, "sh installers/system_packages.sh test installs PostgreSQL"
    folder = Path(tempfile.mkdtemp(prefix="pv-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        with _running(binaries, folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(binaries: Path, folder: Path) -> Iterator[None]:
    data, log = folder / "data", (folder / "log").open("w", encoding="utf-8")
    usual = {
        "cwd": folder,
        "stdout": log,
        "stderr": log,
        "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder)},
    }
    make = ["initdb", "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(_plainly(binaries / make[0], *make[1:]), check=True, **usual)
    rules = "local all postgres trust\nlocal all all scram-sha-256\n"
    (data / "pg_hba.conf").write_text(rules, encoding="utf-8")
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", "fsync=off"]
    options = [word for setting in settings for word in ("-c", setting)]
    process = subprocess.Popen(_plainly(binaries / "postgres", "-D", data, *options), **usual)
    try:
        _wait_until_it_answers(process, folder)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        log.close()


def _wait_until_it_answers(process: subprocess.Popen, folder: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError((folder / "log").read_text(encoding="utf-8"))
