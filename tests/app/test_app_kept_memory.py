"""Arrays that live for a moment take memory that is there, and not new pages each time."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import resource, threading
import numpy as np
from planviewer.app import kept_memory
if {keep}:
    kept_memory.keep()
def rounds():
    for _ in range(10):
        arrays = [np.ones(1_000_000 // 8) for _ in range(30)]
        del arrays
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
thread = threading.Thread(target=rounds)
thread.start()
thread.join()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
ROUND_PAGES = 30_000_000 // 4_096


def new_pages(*, keep: bool) -> int:
    command = [sys.executable, "-c", PROGRAM.format(keep=keep)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="a setting of glibc")
def test_arrays_of_the_next_round_take_the_pages_of_the_last():
    assert new_pages(keep=True) < 2 * ROUND_PAGES


@pytest.mark.skipif(sys.platform != "linux", reason="a setting of glibc")
def test_left_alone_pages_are_taken_again_and_again():
    assert new_pages(keep=False) > 2 * ROUND_PAGES
