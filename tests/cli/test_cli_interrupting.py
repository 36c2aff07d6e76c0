"""Ctrl-C: at once, but never half-way through the loading of a library."""

import os
import signal
import subprocess
import sys
import time
from importlib import import_module

import pytest

from planviewer.cli.interrupting import interrupted_between_imports

STOPS = "import signal\nsignal.raise_signal(signal.SIGINT)\nloaded = True\n"


@pytest.fixture(autouse=True)
def heeds_ctrl_c():
    """Heed Ctrl-C, as at a terminal: who runs the tests in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_library_that_is_being_loaded_is_loaded_whole(tmp_path, monkeypatch):
    (tmp_path / "stops_half_way.py").write_text(STOPS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def work():
        with interrupted_between_imports():
            import_module("stops_half_way")
            time.sleep(30)

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        work()
    assert time.monotonic() - begun < 20  # who slept was woken
    assert sys.modules.pop("stops_half_way").loaded
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_loads_nothing_is_stopped_at_once():
    def work():
        with interrupted_between_imports():
            signal.raise_signal(signal.SIGINT)
            pytest.fail("went on")

    with pytest.raises(KeyboardInterrupt):
        work()


def test_who_wants_no_interruption_has_none():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupted_between_imports():
            signal.raise_signal(signal.SIGINT)
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal as a terminal does")
@pytest.mark.parametrize(
    "library", ["shibokensupport.signature.mapping", "PySide6.QtCore", "PySide6.QtGui", "numpy"]
)
def test_a_command_stopped_while_it_loads_says_so_in_one_line(tmp_path, library):
    """Python tells of each library that it is loaded, and Ctrl-C comes after that."""
    said = []
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "planviewer", "sheet", "-o", "sheet.pdf"],
        cwd=tmp_path, env={**os.environ, "PLANVIEWER_PROFILE": str(tmp_path / "profile")},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        for line in process.stderr:
            if not line.startswith("import time:"):
                said.append(line)
            elif line.split()[-1] == library:
                process.send_signal(signal.SIGINT)
    assert process.returncode == 1, said
    assert len(said) == 1
    assert said[0].startswith("planviewer: ")
    assert not (tmp_path / "sheet.pdf").exists()
