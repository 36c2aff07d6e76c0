"""Work beside other work: its result, its error, and a wait that can be stopped."""

import threading

import pytest

from planviewer import pace
from planviewer.reading import beside


class StoppedError(Exception):
    pass


def test_the_result_is_waited_for():
    gate = threading.Event()
    result = beside.begun(lambda: gate.wait(timeout=20) and threading.current_thread().name)
    gate.set()
    assert result() == "beside"
    assert result() == "beside"


def test_an_error_comes_out_where_the_result_is_wanted():
    result = beside.begun(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        result()


def test_a_wait_can_be_stopped():
    gate = threading.Event()

    def stop(_share: float) -> None:
        raise StoppedError

    result = beside.begun(lambda: gate.wait(timeout=20))
    with pytest.raises(StoppedError), pace.listening(stop):
        result()
    gate.set()
    assert result()
