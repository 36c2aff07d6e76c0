"""Peak memory of a process and all its children, by sampling /proc."""

import threading
import time
from pathlib import Path

PERIOD_S = 0.05


class MemoryWatch:
    """Samples resident memory in MB: of the process itself, and of its children together.

    Pages shared between processes count in each of them, so the sum is an upper limit.
    """

    def __init__(self, pid):
        self._pid = pid
        self._stop = threading.Event()
        self.own_mb = self.children_mb = self.together_mb = 0.0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self):
        while not self._stop.is_set():
            own, children = resident_mb(self._pid), sum(map(resident_mb, below(self._pid)))
            self.own_mb = max(self.own_mb, own)
            self.children_mb = max(self.children_mb, children)
            self.together_mb = max(self.together_mb, own + children)
            time.sleep(PERIOD_S)

    def stop(self):
        self._stop.set()
        self._thread.join()


def below(pid):
    """Return the ids of all children and their children."""
    found = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                found += [int(child), *below(int(child))]
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


def resident_mb(pid):
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0.0
    return int(pages) * 4096 / 2**20
