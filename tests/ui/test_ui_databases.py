"""Databases in the real window, with a real server: connect, open tables, move, open again."""

from dataclasses import replace

import pytest
from psycopg import sql
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import databases_gis as office
from planviewer.app.selection import Selection
from planviewer.app.settings import Settings, load_settings, save_settings
from planviewer.app.tables import server_of
from planviewer.app.tasks import Tasks
from planviewer.errors import DatabaseNotSaved, DatabasePasswordNeeded
from planviewer.model.database import Condition, SavedConnection
from planviewer.reading.postgis import connection as postgis_connection
from planviewer.reading.postgis import overlay as postgis_overlay
from planviewer.reading.postgis.tables import TableInfo
from planviewer.ui.databases.connection_dialog import ConnectionDialog
from planviewer.ui.databases.database_dialog import DatabaseDialog
from planviewer.ui.databases.password_dialog import PasswordDialog
from planviewer.ui.databases.table_model import FilteredTables, TableModel
from waiting import until

IN_AN_AREA = (541_117.0, 2_515_374.0)
"""Metres in EPSG:9210, inside an area of the large table."""
AN = SavedConnection(name="An", host="may-chu", database="gis", user="an")
PARCELS = TableInfo("dc", "Thửa đất", "g", "MULTIPOLYGON", 9210, 1200, True, "EPSG:9210", ("id",))
ROADS = TableInfo("gt", "đường", "g", "LINESTRING", 3405, 0, False, "EPSG:3405")


@pytest.fixture(autouse=True)
def _no_password(tmp_path, monkeypatch):
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.delenv("PGPASSWORD", raising=False)


@pytest.fixture
def ring(monkeypatch):
    """What the keyring keeps, instead of the system's own."""
    import keyring  # noqa: PLC0415

    kept = {}
    monkeypatch.setattr(keyring, "get_password", lambda *names: kept.get(names))
    monkeypatch.setattr(keyring, "set_password", lambda *words: kept.update({words[:2]: words[2]}))
    monkeypatch.setattr(keyring, "delete_password", lambda *names: kept.pop(names, None))
    monkeypatch.setattr(postgis_connection, "_session", {})
    return kept


@pytest.fixture
def tasks(qapp):  # noqa: ARG001  signals need the application
    tasks = Tasks()
    yield tasks
    tasks.stop()


# --- dialogs ----------------------------------------------------------------------------------
def _named_in_both(qtbot, dialog, tab_order, unnamed, in_language):
    qtbot.addWidget(dialog)
    dialog.show()
    assert unnamed(dialog) == []
    assert len(tab_order(dialog)) > 2
    in_language("vi", dialog)
    assert dialog.question.text().startswith("«")
    assert unnamed(dialog) == []


def test_the_dialogs_speak_and_every_control_is_named(
    qtbot, tasks, tab_order, unnamed, in_language
):
    for dialog in (DatabaseDialog((), tasks), ConnectionDialog(tasks), PasswordDialog(AN, tasks)):
        _named_in_both(qtbot, dialog, tab_order, unnamed, in_language)
        in_language("en", dialog)


def test_a_connection_is_complete_before_it_is_saved(qtbot, tasks):
    dialog = ConnectionDialog(tasks, ["Văn phòng"])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.accept_button.isEnabled()
    assert not dialog.test.isEnabled()
    for field, text in ((dialog.name, "VAN PHONG"), (dialog.database, "gis")):
        field.setText(text)
    assert "name" in dialog.verdict.text()
    assert not dialog.accept_button.isEnabled()
    dialog.name.setText("Sở")
    assert dialog.connection() == SavedConnection(name="Sở", database="gis")
    assert dialog.accept_button.isEnabled()
    dialog.host.setText("x" * 300)
    assert dialog.connection() is None


def test_a_server_that_is_not_there_is_said_by_the_trial(qtbot, tasks):
    dialog = ConnectionDialog(tasks, (), AN.changed(host="127.0.0.1", port=9))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.test.click()
    until(lambda: "does not answer: nothing listens there." in dialog.verdict.text())
    assert dialog.accept_button.isEnabled()  # a laptop may be away from the office


def test_tables_are_found_by_part_of_a_name_and_sorted_by_rows(qtbot):
    model = TableModel()
    shown = FilteredTables(model)
    model.show_tables([PARCELS, ROADS])
    shown.want("THUA")
    assert [shown.table_at(row) for row in range(shown.rowCount())] == [PARCELS]
    shown.want("")
    shown.sort(4, Qt.SortOrder.DescendingOrder)
    assert shown.table_at(0) is PARCELS
    spoken = shown.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Geometry: areas (g)"
    assert shown.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "<qt>Thửa đất</qt>"
    del qtbot


def test_a_condition_belongs_to_one_table(qtbot, tasks):
    dialog = DatabaseDialog((AN,), tasks)
    qtbot.addWidget(dialog)
    dialog._forget()
    dialog._listed([replace(PARCELS, fields=("id", "tên")), ROADS])
    dialog.table.selectRow(1)
    conditions = dialog.conditions
    assert [conditions.field.itemText(row) for row in range(3)] == ["(all rows)", "id", "tên"]
    conditions.field.setCurrentIndex(2)
    conditions.field.activated.emit(2)
    conditions.value.setText("'; --")
    (source,) = dialog.sources()
    assert source.where == (Condition(field="tên", value="'; --"),)
    dialog.table.selectAll()
    assert [source.where for source in dialog.sources()] == [(), ()]


def test_what_is_chosen_stays_chosen_in_the_other_language(qtbot, tasks, in_language):
    dialog = DatabaseDialog((AN,), tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._forget()
    dialog._listed([PARCELS, ROADS])
    dialog.table.selectAll()
    before = dialog.sources()
    for language in ("vi", "en"):
        in_language(language, dialog)
        QTest.qWait(0)
        assert dialog.sources() == before
    assert len(before) == 2


def test_connections_that_another_window_saved_stay(desk):
    elsewhere = AN.changed(name="cửa sổ khác", database="khác")
    save_settings(load_settings().changed(connections=(elsewhere,)))
    dialog = desk.window.databases.ask()
    assert dialog.bar.connections == (elsewhere,)
    dialog.reject()


# --- the window -------------------------------------------------------------------------------
def layer_of(desk, table):
    return next(x for x in desk.session.plan.database_layers if x.source.table == table)


def features_of(desk, table):
    return desk.session.data.store.entry(layer_of(desk, table).id).features


def error_of(desk, table):
    return desk.session.data.store.entry(layer_of(desk, table).id).error


def test_from_a_new_connection_to_a_large_table_that_follows_the_view(desk, gis, ring):
    window = desk.window
    dialog = window.databases.ask()
    form = dialog.bar.ask_new()
    wanted = office.connection(gis[1])
    fields = {form.name: wanted.name, form.host: wanted.host, form.database: wanted.database}
    for field, text in {**fields, form.user: wanted.user}.items():
        field.setText(text)
    form.port.setValue(wanted.port)
    form.test.click()
    until(lambda: "asks for a password" in form.verdict.text())
    form.accept()
    until(dialog.enter.isVisible)
    assert load_settings().connections == (wanted,)
    dialog.enter.click()
    (asking,) = dialog.findChildren(PasswordDialog)
    asking.password.setText("sai")
    QTest.keyClick(asking.password, Qt.Key.Key_Return)
    until(lambda: "does not take" in asking.verdict.text())
    assert ring == {}
    asking.password.setText(office.SECRET)
    QTest.keyClick(asking.password, Qt.Key.Key_Return)
    until(lambda: len(dialog.model.tables) == 2)
    assert ring == {("planviewer", server_of(wanted).server): office.SECRET}
    dialog.table.selectAll()
    before = desk.colour(*IN_AN_AREA)
    dialog.accept()
    until(lambda: len(desk.session.plan.database_layers) == 2)
    desk.settle()
    assert len(features_of(desk, office.HOSTILE[1]).frame) == 400
    assert features_of(desk, "lớn").part is not None
    assert desk.colour(*IN_AN_AREA) != before

    # a large table follows the view, and is found under the pointer there
    part = features_of(desk, "lớn").part
    window.map.set_view(106.20, 22.73, 16)
    until(lambda: features_of(desk, "lớn").part != part)
    desk.settle()
    now = features_of(desk, "lớn").part
    assert now.complete
    assert now.covers(window.visible_bounds())
    hits = [hit for x in range(4) for hit in window.maps._hits(106.20 + x * 0.0001, 22.73)]
    assert {hit.layer_id for hit in hits} == {layer_of(desk, "lớn").id}
    window.databases.connect_layer(layer_of(desk, "lớn").id).reject()
    note = "Shown by view"
    rows = window.layer_panel.tree.model()
    texts = [str(rows.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(2)]
    assert any(note in text for text in texts)


def with_table(desk, gis, ring, words):
    """Bring the table that a search finds into the plan of the window."""
    connection = office.connection(gis[1])
    ring["planviewer", server_of(connection).server] = office.SECRET
    desk.window.look.change_settings(connections=(connection,))
    dialog = desk.window.databases.ask()
    until(lambda: dialog.model.tables)
    dialog.search.setText(words)
    dialog.table.selectRow(0)
    dialog.accept()
    until(lambda: desk.session.plan.database_layers)
    desk.settle()


@pytest.fixture
def large(desk, gis, ring):
    """The layer of the large table, in the plan of the window."""
    with_table(desk, gis, ring, "lon")
    return layer_of(desk, "lớn").id


def running(gis):
    """How many statements of the viewer sleep on the server."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    return gis[0].execute(query).fetchone()[0]


def test_affected_parcels_of_a_large_table_are_computed_by_its_database(desk, large):
    window, session = desk.window, desk.session
    foot = window.zones.open("affected")
    panel, control = foot.panel, foot.controller
    until(lambda: control.view is not None)
    panel.choose_parcels(large)
    panel.bar.asked.emit()
    assert panel.state.isVisible()
    assert control.view is None
    until(lambda: control.view is not None)
    assert not panel.state.isVisible()
    assert len(control.view.table) == panel.model.rowCount() > 400
    answers = []
    control.latest.answered.connect(lambda *_: answers.append(1))

    # a parcel far from what the map shows is chosen: the map goes there and marks it
    window.map.set_view(106.20, 22.70, 17)
    until(lambda: features_of(desk, "lớn").part.covers(window.visible_bounds()))
    desk.settle()
    panel.table.selectRow(7)
    key = int(control.view.table.index[7])
    assert not session.selection
    until(lambda: session.selection.count == 1)
    row = int(session.selection.rows(large)[0])
    assert int(features_of(desk, "lớn").frame["id"].iloc[row]) == key
    assert [index.row() for index in panel.table.selectionModel().selectedRows()] == [7]

    # one selected on the map is found in the table, and no move of the map asks the server anew
    near = features_of(desk, "lớn").frame["id"].to_numpy()
    other = next(k for k in control.view.table.index if k in near and k != key)
    session.select(Selection.of({large: [int((near == other).argmax())]}))
    at = list(control.view.table.index).index(other)
    assert [index.row() for index in panel.table.selectionModel().selectedRows()] == [at]
    assert answers == []

    session.supply.reload([large])  # the rows may be others now
    until(lambda: answers)


def test_a_database_that_computes_can_be_stopped_and_asked_again(desk, gis, large, monkeypatch):
    slow = postgis_overlay._QUERY.replace("SELECT {answers}", "SELECT pg_sleep(30), {answers}")
    quick = postgis_overlay._QUERY
    foot = desk.window.zones.open("affected")
    panel, control = foot.panel, foot.controller
    until(lambda: control.view is not None)
    monkeypatch.setattr(postgis_overlay, "_QUERY", slow)
    panel.choose_parcels(large)
    panel.bar.asked.emit()
    until(lambda: running(gis))
    panel.state.stop.click()
    until(lambda: "Stopped" in panel.state.label.text())
    until(lambda: not running(gis))
    assert panel.model.rowCount() == 0

    panel.state.again.click()
    until(lambda: running(gis))
    monkeypatch.setattr(postgis_overlay, "_QUERY", quick)
    panel.zone.setCurrentIndex(1)
    panel.bar.asked.emit()  # a newer question stops the one before
    until(lambda: control.view is not None)
    assert control.view.request.zones == (panel.zone.currentData(),)
    assert not running(gis)

    monkeypatch.setattr(postgis_overlay, "_QUERY", slow)
    panel.zone.setCurrentIndex(0)
    panel.bar.asked.emit()
    until(lambda: running(gis))
    desk.window.zones.close("affected")
    until(lambda: not running(gis))


def test_a_plan_of_a_stranger_opens_without_asking_their_database(
    desk, gis, ring, tmp_path, own_profile
):
    session, window = desk.session, desk.window
    connection = office.connection(gis[1])
    save_settings(Settings(connections=(connection,)))
    ring["planviewer", server_of(connection).server] = office.SECRET
    window.look.settings = load_settings()
    dialog = window.databases.ask()
    until(lambda: dialog.model.tables)
    dialog.search.setText("lon")
    dialog.table.selectRow(0)
    dialog.accept()
    until(lambda: session.plan.database_layers)
    desk.settle()
    path = session.save(tmp_path / "plan.planview")
    text = path.read_text(encoding="utf-8")
    assert office.SECRET not in text
    assert office.SECRET not in (own_profile / "settings.json").read_text("utf-8")

    window.databases.keep(())
    ring.clear()
    assert window.files.open_plan(path)
    until(lambda: error_of(desk, "lớn") is not None)
    desk.settle()
    assert isinstance(error_of(desk, "lớn"), DatabaseNotSaved)
    assert session.data.zones.keys() == {"recovery-50m", "recovery-200m"}
    assert any("No saved connection" in text for text in window.messages.messages())

    window.layer_panel.select(layer_of(desk, "lớn").id)
    window.actions_.refresh()
    assert window.actions_["layer.connect"].isEnabled()
    form = window.databases.connect_layer(layer_of(desk, "lớn").id)
    assert form.connection() == connection
    form.accept()
    until(lambda: isinstance(error_of(desk, "lớn"), DatabasePasswordNeeded))
    asking = window.databases.connect_layer(layer_of(desk, "lớn").id)
    asking.password.setText(office.SECRET)
    asking.accept()
    until(lambda: features_of(desk, "lớn") is not None)
    desk.settle()
    assert len(features_of(desk, "lớn").frame) > 1_000


def test_changes_in_the_table_are_seen_when_it_is_read_again(desk, gis, ring):
    with_table(desk, gis, ring, "thua")
    desk.window.layer_panel.select(layer_of(desk, office.HOSTILE[1]).id)
    desk.window.actions_.refresh()
    desk.session.select(Selection.of({layer_of(desk, office.HOSTILE[1]).id: [7]}))
    administrator, table = gis[0], sql.Identifier(*office.HOSTILE[:2])
    administrator.execute(sql.SQL("INSERT INTO {} (id) VALUES (100000)").format(table))
    try:
        desk.window.actions_["layer.refresh"].trigger()
        until(lambda: len(features_of(desk, office.HOSTILE[1]).frame) == 401)
        assert any("401 features, before 400" in x for x in desk.window.messages.messages())
        assert desk.session.selection.count == 1  # the same feature
    finally:
        administrator.execute(sql.SQL("DELETE FROM {} WHERE id = 100000").format(table))
