"""A PostGIS server of the tests' own: on loopback, at a free port, gone when they end."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg

HOST = "127.0.0.1"
ATTEMPTS = 5
"""Another process may take a free port before the server does."""
PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@dataclass(frozen=True)
class Server:
    """A running server.

    People reach it at ``host`` and ``port`` with their passwords (SCRAM); the tests' administrator,
    who needs none, by a socket in ``folder``: ``psycopg.connect(**server.administrator)``.
    """

    folder: Path
    port: int
    host: str = HOST

    @property
    def administrator(self) -> dict[str, str | int]:
        """How its administrator reaches it, but for the name of a database."""
        return {"host": str(self.folder), "port": self.port, "user": "postgres"}


class NotStartedError(RuntimeError):
    """The server did not start; says what it wrote."""


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
def server() -> Iterator[Server]:
    """Run a server that listens on loopback, and on a socket in a folder for its administrator."""
    binaries = programs()
    assert binaries is not None, "sh installers/system_packages.sh test installs PostgreSQL"
    folder = Path(tempfile.mkdtemp(prefix="pv-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = _made(binaries, folder)
        process, port = _started(binaries, folder, data)
        try:
            yield Server(folder, port)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made(binaries: Path, folder: Path) -> Path:
    """Make the files of a server, and say who may ask it from where."""
    data = folder / "data"
    make = ["initdb", "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync"]
    with (folder / "log").open("a", encoding="utf-8") as log:
        words = _plainly(binaries / make[0], *make[1:])
        subprocess.run(words, check=True, **_usual(folder, log))
    rules = f"local all postgres trust\nhost all all {HOST}/32 scram-sha-256\n"
    (data / "pg_hba.conf").write_text(rules, encoding="utf-8")
    return data


def _started(binaries: Path, folder: Path, data: Path) -> tuple[subprocess.Popen, int]:
    """Start the server at a port that is free, and wait until it answers."""
    for attempt in range(ATTEMPTS):
        port = _free_port()
        process = _process(binaries, folder, data, port)
        try:
            _wait_until_it_answers(process, Server(folder, port))
        except NotStartedError:
            process.kill()
            process.wait(30)
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return process, port
    raise AssertionError


def _process(binaries: Path, folder: Path, data: Path, port: int) -> subprocess.Popen:
    settings = [
        f"listen_addresses={HOST}", f"port={port}", f"unix_socket_directories={folder}",
        "password_encryption=scram-sha-256", "fsync=off",
    ]  # fmt: skip
    options = [word for setting in settings for word in ("-c", setting)]
    with (folder / "log").open("a", encoding="utf-8") as log:
        words = _plainly(binaries / "postgres", "-D", data, *options)
        return subprocess.Popen(words, **_usual(folder, log))


def _usual(folder: Path, log: IO[str]) -> dict[str, Any]:
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    return {"cwd": folder, "stdout": log, "stderr": log, "env": env}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(process: subprocess.Popen, server: Server) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            psycopg.connect(**server.administrator, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise NotStartedError((server.folder / "log").read_text(encoding="utf-8"))
