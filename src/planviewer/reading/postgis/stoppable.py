"""A connection whose waiting can be stopped, and which then stops the server as well.

Whatever listens to ``pace`` may end the work. The driver wakes up several times a second while
the server is silent; each time is asked whether somebody still waits.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any, Final, Self

import psycopg
from typing_extensions import override

from planviewer import pace
from planviewer.errors import PlanviewerError

_SECONDS_TO_STOP: Final = 3.0


class StoppableConnection(psycopg.Connection[Any]):
    """As psycopg's own; ``share`` is what it says of the work (0–1) while it waits."""

    share = 0.0
    _stopped = False

    @classmethod
    @override
    def _connect_gen(cls, conninfo: str = "") -> Generator[Any, Any, Self]:
        return _watched(super()._connect_gen(conninfo), lambda: pace.reached(0.0))

    @override
    def wait(self, gen: Any, *how: Any, **more: Any) -> Any:
        if self._stopped:
            return super().wait(gen, *how, **more)
        try:
            return super().wait(_watched(gen, lambda: pace.reached(self.share)), *how, **more)
        except PlanviewerError:
            self._stop()
            raise

    def _stop(self) -> None:
        """Have the server end the statement, and say goodbye."""
        self._stopped = True
        with suppress(psycopg.Error):  # then it ends when it finds nobody there
            self.cancel_safe(timeout=_SECONDS_TO_STOP)
        self.close()


def _watched(gen: Generator[Any, Any, Any], look: Callable[[], None]) -> Generator[Any, Any, Any]:
    """Go on with ``gen`` as long as ``look`` does not raise."""
    try:
        said = next(gen)
        while True:
            ready = yield said
            look()
            said = gen.send(ready)
    except StopIteration as end:
        return end.value
    finally:
        gen.close()
