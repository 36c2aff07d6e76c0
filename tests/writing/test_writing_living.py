"""Whether a process lives is asked without touching it, on Windows as well."""

import ctypes
import os
import subprocess
import sys

import pytest

from planviewer.writing import leftovers

STILL_ACTIVE, NO_SUCH_PROCESS, DENIED = 259, 87, 5


def test_a_process_lives_until_it_ends_and_is_not_ended_by_asking():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        for _ in range(3):
            assert leftovers._lives(process.pid)
        assert process.poll() is None
        name = f".a.pv{leftovers._machine()}-{process.pid:x}-00000000.gpkg"
        assert not leftovers.is_left_over(name)
        process.communicate(b"\n")
        assert process.returncode == 0
    assert not leftovers._lives(process.pid)
    assert leftovers.is_left_over(name)


class Function:
    """One of kernel32: it insists on the types of its documentation, as a 64-bit system does."""

    def __init__(self, act):
        self._act = act
        self.argtypes = self.restype = None

    def __call__(self, *values):
        assert self.argtypes is not None
        assert self.restype is not None
        assert len(values) == len(self.argtypes)
        return self._act(*values)


class Kernel:
    """kernel32 of Windows: which processes there are, with their exit codes or what is refused."""

    def __init__(self, processes, error):
        self.processes, self.error, self.closed = processes, error, []
        self.OpenProcess = Function(self._open)
        self.GetExitCodeProcess = Function(self._code)
        self.CloseHandle = Function(self._close)

    def _open(self, rights, inherits, process):
        assert (rights, inherits) == (0x1000, False)  # to ask, and nothing more
        return 2**40 + process if process in self.processes else None

    def _code(self, handle, place):
        code = self.processes[handle - 2**40]
        if code is None:
            return 0
        place._obj.value = code
        return 1

    def _close(self, handle):
        self.closed.append(handle)
        return 1


@pytest.fixture
def windows(monkeypatch):
    """Return how this system becomes Windows with some processes."""

    def become(processes, error=NO_SUCH_PROCESS):
        kernel = Kernel(processes, error)
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(ctypes, "WinDLL", lambda _name, **_how: kernel, raising=False)
        monkeypatch.setattr(ctypes, "get_last_error", lambda: kernel.error, raising=False)
        monkeypatch.setattr(os, "kill", lambda *_words: pytest.fail("that ends the process there"))
        return kernel

    return become


@pytest.mark.parametrize(
    ("code", "lives"),
    [(STILL_ACTIVE, True), (0, False), (1, False), (None, True)],
    ids=["runs", "ended well", "was killed", "the system does not say"],
)
def test_windows_is_asked_by_the_exit_code_and_in_doubt_it_lives(windows, code, lives):
    kernel = windows({4321: code})
    assert leftovers._lives(4321) is lives
    assert kernel.closed == [2**40 + 4321]


@pytest.mark.parametrize(("error", "lives"), [(NO_SUCH_PROCESS, False), (DENIED, True), (0, True)])
def test_what_windows_does_not_open_is_dead_only_if_it_says_so(windows, error, lives):
    kernel = windows({}, error)
    assert leftovers._lives(0xFFFFFFFF) is lives
    assert kernel.closed == []
