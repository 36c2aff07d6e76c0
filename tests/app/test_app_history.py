from hypothesis import given
from hypothesis import strategies as st

from planviewer.app.history import LIMIT, History
from planviewer.i18n import Message

LABEL = Message("test", "change")


@given(st.lists(st.integers(), max_size=30))
def test_undoing_everything_leads_back_and_redoing_leads_forth(values):
    history = History(-1)
    for value in values:
        history.push(value, LABEL)
    end = history.value
    steps = 0
    while history.undo_label is not None:
        history.undo()
        steps += 1
    assert history.value == -1
    for _ in range(steps):
        history.redo()
    assert history.value == end
    assert history.redo_label is None


def test_an_equal_value_is_no_step():
    history = History(1)
    history.push(1, LABEL)
    assert history.undo_label is None


def test_a_new_edit_after_undo_drops_the_undone_future():
    history = History(1)
    history.push(2, LABEL)
    history.undo()
    history.push(3, LABEL)
    assert history.redo_label is None
    assert history.undo() == 1


def test_the_past_is_bounded():
    history = History(0)
    for value in range(1, LIMIT + 50):
        history.push(value, LABEL)
    steps = 0
    while history.undo_label is not None:
        history.undo()
        steps += 1
    assert steps == LIMIT
