"""Nothing of the program, the map's own processes among it, has a socket that leads anywhere."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

LOOK_S = 0.02
REACH = """
import os, socket, time
reached = socket.create_connection(("127.0.0.1", int(os.environ["PORT"])))
time.sleep(1)
"""

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


def family(pid):
    """Return a process and all that came from it, as far as they still live."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [one for child in task.read_text().split() for one in family(int(child))]
        except OSError:
            continue
    return found


def sockets_of(pid):
    """Return the numbers of the sockets a process holds."""
    held = set()
    try:
        files = list(Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return held
    for file in files:
        try:
            to = str(file.readlink())
        except OSError:
            continue
        if to.startswith("socket:["):
            held.add(to[8:-1])
    return held


def internet_sockets(pid):
    """Return the sockets of the internet's families that are there, seen from a process."""
    lines = []
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        try:
            lines += Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
        except OSError:
            continue
    return {line.split()[9] for line in lines}


def leading_out(pid):
    """Return what of a process and its family leads out of the machine, or might."""
    there = internet_sockets(pid)
    return {(one, number) for one in family(pid) for number in sockets_of(one) & there}


def watched(command, **environment):
    """Run a command; return how it ended, how many processes it had, and what it reached for."""
    process = subprocess.Popen(
        command, env={**os.environ, **environment},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    seen, most = set(), 0
    rest = threading.Timer(150, process.kill)
    rest.start()
    while process.poll() is None:
        seen |= leading_out(process.pid)
        most = max(most, len(family(process.pid)))
        time.sleep(LOOK_S)
    rest.cancel()
    _, said = process.communicate()
    return process.returncode, most, seen, said


def test_who_opens_a_socket_is_seen():
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        code, _, seen, said = watched(
            [sys.executable, "-c", REACH], PORT=str(there.getsockname()[1])
        )
    assert code == 0, said
    assert seen


def test_the_bundled_plan_is_opened_and_drawn_without_any_socket(tmp_path):
    picture = tmp_path / "window.png"
    program = Path(sys.executable).with_name("planviewer")
    code, processes, seen, said = watched(
        [str(program), "--screenshot", str(picture)], PLANVIEWER_PROFILE=str(tmp_path / "profile")
    )
    assert code == 0, said
    assert picture.stat().st_size > 10_000
    assert processes > 1  # the map's were among those looked at
    assert not seen
