"""What two threads import at the start."""

import subprocess
import sys

COUNT = """
import builtins, sys, threading
from planviewer.ui import start
first = {}
class Witness:
    def find_spec(self, name, path=None, target=None):
        first.setdefault(name, threading.current_thread().name)
sys.meta_path.insert(0, Witness())
begun = start.begin()
import planviewer.ui.application
begun.result()
by_thread = {"planviewer-load": set(), "MainThread": set()}
for name, thread in first.items():
    by_thread[thread].add(name)
print(sorted(n for n in by_thread["planviewer-load"] if n.split(".")[0].startswith("pydantic")))
"""


def test_pydantic_is_whole_before_the_second_thread_begins():
    """It imports its parts in circles; two threads doing so at once get halves of modules."""
    ran = subprocess.run(
        [sys.executable, "-c", COUNT], capture_output=True, text=True, check=True, timeout=120
    )
    assert ran.stdout.strip() == "[]"
