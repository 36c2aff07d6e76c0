"""Runs one side of the benchmark in a process of its own and takes its answer home."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
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


def planviewer_start():
    """Start the program on the bundled plan, have it save its window, and time it to its end."""
    with tempfile.TemporaryDirectory() as folder:
        env = _ours() | {"PLANVIEWER_PROFILE": str(ROOT / "build" / "bench-profile")}
        out = Path(folder) / "window.png"
        command = [
            sys.executable,
            "-m",
            "planviewer",
            "--screenshot",
            str(out),
            "--size",
            "1600x900",
        ]
        warm()
        begun = time.perf_counter()
        done = subprocess.run(command, env=env, capture_output=True, timeout=TIMEOUT_S, check=False)
        taken = (time.perf_counter() - begun) * 1000
        return {"start_ms": taken} if done.returncode == 0 and out.exists() else None


def folium(*arguments):
    return run([sys.executable, str(HERE / "side_folium.py"), *map(str, arguments)], _ours())


def qgis(*arguments):
    return run([QGIS_PYTHON, str(HERE / "side_qgis.py"), *map(str, arguments)], _plain())


def qgis_desktop(files, bounds):
    """Start the desktop program on files, have it save a picture of them, and time it."""
    if shutil.which("xvfb-run") is None or shutil.which("qgis") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "xvfb-run", "-a", "-s", "-screen 0 1400x900x24",
            "qgis", "--nologo", "--noversioncheck", "--noplugins", "--profiles-path", folder,
            "--snapshot", f"{folder}/map.png", "--width", "1280", "--height", "800",
            "--extent", ",".join(f"{value:.6f}" for value in bounds), *map(str, files),
        ]  # fmt: skip
        warm()
        begun = time.perf_counter()
        env = _plain() | {"QT_QPA_PLATFORM": "xcb"}
        subprocess.run(command, env=env, capture_output=True, timeout=TIMEOUT_S, check=False)
        taken = (time.perf_counter() - begun) * 1000
        # it says 1 after a picture well taken
        return {"start_ms": taken} if Path(f"{folder}/map.png").exists() else None


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
