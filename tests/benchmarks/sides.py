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


def planviewer(*arguments, **environment):
    """Measure in the program's window, on an X server where there is one, as on a laptop."""
    profile = ROOT / "build" / "bench-profile"
    profile.mkdir(parents=True, exist_ok=True)
    with _display() as display:
        env = _ours() | display | {"PLANVIEWER_PROFILE": str(profile)} | environment
        return run([sys.executable, str(HERE / "side_planviewer.py"), *map(str, arguments)], env)


def planviewer_start(when):
    """Start the program on the plan used last: ``first`` until all is there, ``again`` until its
    map is drawn, ``seen`` until it is seen. On an X server that is there, as QGIS; without one,
    offscreen."""
    with tempfile.TemporaryDirectory() as folder, _display() as display:
        env = _ours() | display
        env["PLANVIEWER_PROFILE"] = str(ROOT / "build" / "bench-profile-start")
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


def qgis_desktop(files, bounds, *, plugins):
    """Start the desktop program on files, have it save a picture of them, and time it until then.

    As it is installed, or without the ``plugins`` that are. The display is there before, and the
    profile is that of the start before, as a person has it.
    """
    if shutil.which("Xvfb") is None or shutil.which("qgis") is None:
        return None
    profile = ROOT / "build" / f"bench-profile-qgis{'' if plugins else '-bare'}"
    with tempfile.TemporaryDirectory() as folder, _display() as display:
        picture = Path(folder, "map.png")
        command = [
            "qgis", *([] if plugins else ["--noplugins"]), "--noversioncheck",
            "--profiles-path", str(profile),
            "--snapshot", str(picture), "--width", "1280", "--height", "800",
            "--extent", ",".join(f"{value:.6f}" for value in bounds), *map(str, files),
        ]  # fmt: skip
        warm()
        begun = time.time()
        # it says 1 after a picture well taken
        subprocess.run(
            command, env=_plain() | display, capture_output=True, timeout=TIMEOUT_S, check=False
        )
        return {"start_ms": (picture.stat().st_mtime - begun) * 1000} if picture.exists() else None


@contextmanager
def _display():
    """Give the environment of a display without a screen, an empty one where there is no server."""
    if shutil.which("Xvfb") is None:
        yield {}
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "2560x1440x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    try:
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
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
