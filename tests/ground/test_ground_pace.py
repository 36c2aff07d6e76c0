"""Long work says how far it is and can be stopped from inside."""

import pytest

from planviewer import pace
from planviewer.errors import Cancelled


def test_shares_of_parts_are_shares_of_the_whole() -> None:
    heard: list[float] = []
    with pace.listening(heard.append):
        pace.reached(0.1)
        with pace.part(0.2, 0.6):
            pace.reached(0.5)
            with pace.part(0.5, 1.0):
                pace.reached(1.0)
        pace.reached(0.9)
    assert heard == pytest.approx([0.1, 0.2, 0.4, 0.4, 0.6, 0.9])


def test_nobody_need_listen() -> None:
    pace.reached(0.5)
    with pace.part(0.0, 0.5):
        pace.reached(1.0)


def test_what_the_listener_raises_ends_the_work_and_nobody_listens_after_it() -> None:
    def refuse(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), pace.listening(refuse), pace.part(0.0, 0.5):
        pytest.fail("the first report should have stopped it")
    pace.reached(1.0)
