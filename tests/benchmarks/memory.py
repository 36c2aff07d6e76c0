"""Memory: its peak in a process and all its children, by sampling /proc, and how it is given."""

import subprocess
import sys
import threading
import time
from pathlib import Path

PERIOD_S = 0.05
SHARES_S = 0.25
"""So often at most it is asked how pages are shared: the answer takes the kernel some ms."""
WARM_MB = 2_500
_TOUCH = "b'1'"


def warm():
    """Have the host give its guest memory, as a machine of its own has it.

    A virtual machine may get each page from its host when it is first touched, and lose it again a
    second or two after it was freed: here 9 µs a page of 4 KiB, 0.4 µs once it is there. So before
    what is timed a process takes and leaves as much as any side needs.
    """
    status = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    free = next(int(x.split()[1]) // 1024 for x in status if x.startswith("MemAvailable"))
    amount = min(WARM_MB, free // 2)
    subprocess.run([sys.executable, "-c", f"{_TOUCH} * ({amount} << 20)"], check=True)


class MemoryWatch:
    """Samples resident memory in MB: of the process itself, and of its children together.

    In ``own_mb`` and ``children_mb`` pages shared between processes count in each of them;
    ``together_mb`` counts them once (PSS).
    """

    def __init__(self, pid):
        self._pid = pid
        self._stop = threading.Event()
        self.own_mb = self.children_mb = self.together_mb = 0.0
        self._most, self._asked = 0.0, 0.0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self):
        while not self._stop.is_set():
            others = below(self._pid)
            own, children = resident_mb(self._pid), sum(map(resident_mb, others))
            self.own_mb = max(self.own_mb, own)
            self.children_mb = max(self.children_mb, children)
            if own + children > self._most and time.monotonic() > self._asked + SHARES_S:
                self._most, self._asked = own + children, time.monotonic()
                shares = sum(map(share_mb, (self._pid, *others)))
                self.together_mb = max(self.together_mb, shares)
            time.sleep(PERIOD_S)

    def stop(self):
        self._stop.set()
        self._thread.join()


def below(pid):
    """Return the ids of all children and their children, but for those that only touch memory."""
    found = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                if _TOUCH.encode() not in Path(f"/proc/{child}/cmdline").read_bytes():
                    found += [int(child), *below(int(child))]
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


def share_mb(pid):
    """Return a process's part of the memory: pages shared by n processes count 1/n."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))
    except (FileNotFoundError, ProcessLookupError, StopIteration):
        return 0.0


def resident_mb(pid):
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0.0
    return int(pages) * 4096 / 2**20
