"""What is left behind when the process dies of a fault in a library."""

import os
import subprocess
import sys

import pytest

from planviewer import __version__
from planviewer.app.log import MOST_BYTES

DYING = """
import faulthandler, os, sys
from planviewer.app.log import log_crashes

def paint_the_map():
    {end}

log_crashes()
paint_the_map()
print("went on")
"""
SIGNALS = ["faulthandler._sigsegv()", "faulthandler._sigfpe()", "os.abort()"]


@pytest.fixture
def run(own_profile):
    def start(end, **environment):
        usual = {x: y for x, y in os.environ.items() if x != "PYTHONFAULTHANDLER"}
        return subprocess.run(
            [sys.executable, "-c", DYING.format(end=end)], env={**usual, **environment},
            capture_output=True, text=True, check=False, cwd=own_profile, timeout=120,
        )  # fmt: skip

    own_profile.mkdir()
    return start


@pytest.fixture
def report(own_profile):
    return own_profile / "planviewer-crash.log"


@pytest.mark.parametrize("end", SIGNALS)
def test_where_the_process_died_is_kept_in_the_profile(run, report, end):
    ran = run(end)
    assert ran.returncode != 0
    assert ran.stdout == ""
    text = report.read_text(encoding="utf-8")
    assert "Fatal Python error" in text
    assert "in paint_the_map" in text
    assert text.startswith(f"planviewer {__version__} started ")


def test_one_report_follows_the_other(run, report):
    for end in SIGNALS[:2]:
        run(end)
    text = report.read_text(encoding="utf-8")
    assert text.count("Fatal Python error") == 2
    assert text.count(" started ") == 2


def test_who_ends_well_reports_nothing(run, report):
    ran = run("pass")
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "went on", "")
    assert "Fatal Python error" not in report.read_text(encoding="utf-8")


def test_the_file_stays_small(run, report):
    old = b"x" * (MOST_BYTES + 1)
    report.write_bytes(old)
    run(SIGNALS[0])
    assert "in paint_the_map" in report.read_text(encoding="utf-8")
    assert report.stat().st_size < MOST_BYTES
    assert report.with_name("planviewer-crash.log.1").read_bytes() == old


def test_a_profile_that_cannot_be_written_is_no_reason_not_to_work(run, own_profile):
    file = own_profile / "file"
    file.touch()
    ran = run("pass", PLANVIEWER_PROFILE=str(file / "profile"))
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "went on", "")


def test_who_asked_python_for_reports_reads_them_on_the_terminal(run, report):
    ran = run(SIGNALS[0], PYTHONFAULTHANDLER="1")
    assert "in paint_the_map" in ran.stderr
    assert not report.exists()
