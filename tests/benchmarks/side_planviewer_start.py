"""planviewer's start on the plan used last, as the command does it. One JSON object on stdout.

python side_planviewer_start.py first   until all is there; the window is closed as a person does
python side_planviewer_start.py again   until its map is drawn, and the picture of the window taken
python side_planviewer_start.py seen    until the plan is seen, and the picture of the window taken
"""

import json
import os
import sys
import time
from pathlib import Path

LOOKS_MS = 2_500
"""A person looks at a map before leaving; meanwhile its picture is kept."""


def leave(answer):
    """End here: how a window is taken down is not what is measured."""
    print(json.dumps(answer), flush=True)
    os._exit(0)


def when_drawn(window, then):
    """Call ``then`` once the map shows the layers of the plan."""

    def look():
        if window.session.canvas.layers(window.session.plan, window.session.data.store):
            window.map.when_drawn(then)

    window.map.drawn.connect(look)


def watch(window, when, picture):
    def there():
        window.grab().save(str(picture))
        known = window.session.data.store.entry("bypass").known
        leave({"drawn_at": time.time(), "data_known": known})

    from PySide6.QtCore import QTimer  # noqa: PLC0415  as the command: in its order

    if when == "first":
        window.when_settled(lambda: QTimer.singleShot(LOOKS_MS, window.close))
    elif when == "seen":
        window.first_sight.shown.connect(there)
        when_drawn(window, lambda: leave({}))  # there was no picture
    else:
        when_drawn(window, there)


def main(when, picture):
    from planviewer.cli import window as command  # noqa: PLC0415  as the command: in its order

    begin = command.window

    def window(arguments):
        from planviewer.ui import application  # noqa: PLC0415

        open_window = application.open_window

        def opened(*given, **named):
            made = open_window(*given, **named)
            watch(made, when, picture)
            return made

        application.open_window = opened
        return begin(arguments)

    command.window = window
    from planviewer.cli import main as planviewer  # noqa: PLC0415

    planviewer([])
    print(json.dumps({}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
