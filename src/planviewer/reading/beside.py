"""Work done beside other work, on the second core."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Final, TypeVar

from planviewer import pace

Result = TypeVar("Result")
_LOOK_S: Final = 0.1


def begun(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin ``work`` in a thread of its own; what is returned waits for its result, or its error.

    It gains time where most of ``work`` does without Python's lock, as numpy and Arrow do with
    large columns. It says nobody how far it is; who waits for it can be stopped (`pace`), and it
    then comes to its end for nothing. Nothing of PROJ in it: its objects need a thread that lasts.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001  raised again where the result is wanted
            future.set_exception(error)

    def result() -> Result:
        while not wait([future], timeout=_LOOK_S).done:
            pace.reached(1.0)
        return future.result()

    threading.Thread(target=run, name="beside", daemon=True).start()
    return result
