"""What is read when: first what is shown, later what is hidden, at once what is asked for."""

from threading import Event

from planviewer import i18n
from planviewer.app import supply
from planviewer.assets import bundled_plan
from planviewer.i18n import Message
from planviewer.model import edits

LABEL = Message("test", "change")


def known(session, layer_id):
    return session.data.store.entry(layer_id).known


def test_a_hidden_layer_is_not_waited_for_and_read_later(opened, qtbot):
    assert not opened.plan.layer("sample-parcels").visible
    assert not known(opened, "sample-parcels")
    assert all(known(opened, layer.id) for layer in opened.plan.layers if layer.visible)
    qtbot.waitUntil(lambda: known(opened, "sample-parcels"), timeout=10 * supply.HIDDEN_AFTER_MS)


def test_a_hidden_layer_is_read_at_once_when_it_is_shown(opened, settle):
    opened.supply._read_later.stop()
    opened.edit(LABEL, lambda plan: edits.set_visible(plan, ["sample-parcels"], True))
    settle()
    assert len(opened.data.store.frame("sample-parcels")) > 1000


def test_a_hidden_line_is_read_when_a_zone_is_made_from_it(opened):
    def hide(plan):
        return edits.set_visible(plan, ["bypass", "embankment"], False)

    hidden = hide(opened.plan)
    assert {"bypass", "embankment"} <= supply._needed(hidden)
    assert "sample-parcels" not in supply._needed(hidden)


def test_a_language_chosen_while_layers_are_read_is_spoken_on_the_map(session, settle):
    session.open(bundled_plan())
    for task in tuple(session.tasks._running):
        task.future.result()  # read and drawn in English, not yet delivered
    i18n.install("vi")
    settle()
    drawn = session.canvas.layer(session.plan.layer("bang-river"), session.data.store)
    assert drawn.labels.texts[0] == "Sông Bằng"


def test_an_edit_does_not_read_hidden_layers_before_their_time(opened):
    opened.supply._read_later.stop()
    opened.edit(LABEL, lambda plan: edits.set_opacity(plan, "bypass", 0.5))
    assert not opened.tasks.busy
    assert opened.supply._read_later.isActive()


def test_hidden_layers_wait_for_what_somebody_asked_for(opened, settle):
    free = Event()
    opened.tasks.run(Message("session", "other work"), lambda _progress: free.wait(60))
    opened.supply._read_hidden()
    assert opened.supply._read_later.isActive()
    free.set()
    settle()
    assert not known(opened, "sample-parcels")
    opened.supply._read_hidden()
    settle()
    assert known(opened, "sample-parcels")


def test_a_hidden_layer_that_comes_leaves_the_others_as_they_are_drawn(opened, settle):
    def tokens():
        drawn = opened.canvas.layers(opened.plan, opened.data.store)
        return [layer.token for layer in drawn]

    before = tokens()
    opened.supply._read_hidden()
    settle()
    assert known(opened, "sample-parcels")
    assert tokens() == before
