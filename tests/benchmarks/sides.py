"""Runs one side of the benchmark in a process of its own and takes its answer home."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from memory import MemoryWatch, warm

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
QGIS_PYTHON = "/usr/bin/python3"
TIMEOUT_S = 900


def has_qgis():
    if not Path(QGIS_PYTHON).exists():
        return False
    asked = [QGIS_PYTHON, "-c", "import qgis.core"]
    return subprocess.run(asked, capture_output=True, env=_plain(), check=False).returncode == 0


def run(command, env):
    """Return a side's answer with its peak memory, and None if it failed."""
    warm()
    begun = time.time()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, env=env)
        watch = MemoryWatch(process.pid)
        try:
            out, _ = process.communicate(timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            out = b""
        watch.stop()
        lines = [line for line in out.decode().splitlines() if line.startswith("{")]
        if not lines:
            said.seek(0)
            print(f"failed: {command}\n{said.read().decode()[-2000:]}", file=sys.stderr)
            return None
    answer = json.loads(lines[-1])
    if "drawn_at" in answer:
        answer["start_ms"] = (answer["drawn_at"] - begun) * 1000
    memory = {"own_mb": watch.own_mb, "children_mb": watch.children_mb}
    return answer | memory | {"together_mb": watch.together_mb}


def planviewer(*arguments):
    profile = ROOT / "build" / "bench-profile"
    profile.mkdir(parents=True, exist_ok=True)
    env = _ours() | {"PLANVIEWER_PROFILE": str(profile)}
    return run([sys.executable, str(HERE / "side_planviewer.py"), *map(str, arguments)], env)


def planviewer_start(when):
    """Start the program on the plan used last: ``first`` until all is there, ``again`` until its
    map is drawn."""
    with tempfile.TemporaryDirectory() as folder:
        env = _ours() | {"PLANVIEWER_PROFILE": str(ROOT / "build" / "bench-profile-start")}
        side = [sys.executable, str(HERE / "side_planviewer_start.py")]
        return run([*side, when, f"{folder}/window.png"], env)


def planviewer_picture():
    """Have the program save its window, complete, and time it to its end."""
    with tempfile.TemporaryDirectory() as folder:
        env = _ours() | {"PLANVIEWER_PROFILE": str(ROOT / "build" / "bench-profile")}
        out = f"{folder}/window.png"
        command = [sys.executable, "-m", "planviewer", "--screenshot", out, "--size", "1600x900"]
        return _timed(command, env, Path(out))


def _timed(command, env, picture):
    """Return how long a command takes until the picture it makes is whole, and it has ended."""
    warm()
    begun = time.perf_counter()
    subprocess.run(command, env=env, capture_output=True, timeout=TIMEOUT_S, check=False)
    taken = (time.perf_counter() - begun) * 1000
    return {"start_ms": taken} if picture.exists() else None


def folium(*arguments):
    return run([sys.executable, str(HERE / "side_folium.py"), *map(str, arguments)], _ours())


def qgis(*arguments):
    return run([QGIS_PYTHON, str(HERE / "side_qgis.py"), *map(str, arguments)], _plain())


def qgis_desktop(files, bounds):
    """Start the desktop program on files, have it save a picture of them, and time it.

    The display is there before, and the profile is that of the start before, as a person has it.
    """
    if shutil.which("Xvfb") is None or shutil.which("qgis") is None:
        return None
    profile = ROOT / "build" / "bench-profile-qgis"
    with tempfile.TemporaryDirectory() as folder, _display() as display:
        command = [
            "qgis", "--nologo", "--noversioncheck", "--noplugins", "--profiles-path", str(profile),
            "--snapshot", f"{folder}/map.png", "--width", "1280", "--height", "800",
            "--extent", ",".join(f"{value:.6f}" for value in bounds), *map(str, files),
        ]  # fmt: skip
        # it says 1 after a picture well taken
        env = _plain() | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        return _timed(command, env, Path(f"{folder}/map.png"))


@contextmanager
def _display():
    """Give a display without a screen."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def _ours():
    return os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }


def _plain():
    """The environment without what belongs to our own Python."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/local/bin:/usr/bin:/bin"}
