"""The sheet window: the preview follows every choice, and gives the sheet away as it is seen."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import pikepdf
import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip, QWidget

from planviewer import pace
from planviewer.app.loading import load_plan_data
from planviewer.app.selection import Selection
from planviewer.app.session import Session
from planviewer.app.settings import load_settings, save_settings
from planviewer.app.sheeting.making import SheetMaker
from planviewer.app.tasks import Tasks
from planviewer.assets import bundled_plan
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.sheets.request import Part
from planviewer.ui.sheet import giving
from planviewer.ui.sheet.controller import SheetController
from planviewer.ui.sheet.printing import print_pages, set_up
from waiting import settle


class Looks:
    """Keeps settings as the window does."""

    def change_settings(self, **changes):
        save_settings(load_settings().changed(**changes))


class Owner(QWidget):
    """What the sheet window needs of the main window."""

    def __init__(self, session):
        super().__init__()
        self.session, self.look = session, Looks()
        self.said, self.told = [], []

    def visible_bounds(self):
        return self.session.plan.home

    def say(self, error):
        self.said.append(error)

    def tell(self, text):
        self.told.append(str(text))


@dataclass
class Stage:
    owner: Owner
    sheets: SheetController
    until: object
    paths: list = field(default_factory=list)

    @property
    def panel(self):
        return self.sheets.dialog.panel

    @property
    def view(self):
        return self.sheets.dialog.view

    @property
    def sheet(self):
        return self.sheets.preview.made.sheet

    def settle(self):
        self.until(lambda: not self.sheets.pending, timeout=20_000)

    def pick(self, choice, value):
        index = next(n for n in range(choice.count()) if choice.itemData(n) == value)
        choice.setCurrentIndex(index)
        choice.activated.emit(index)
        self.settle()


@pytest.fixture(scope="module")
def session(qapp, tmp_path_factory):  # noqa: ARG001  signals need the application
    """Open the bundled plan once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANVIEWER_PROFILE", str(tmp_path_factory.mktemp("profile")))
        session = Session(Tasks())
        session.open(bundled_plan())
        settle(session)
        yield session
        session.close()


@pytest.fixture
def stage(qtbot, session):
    session.select(Selection())
    owner = Owner(session)
    qtbot.addWidget(owner)
    stage = Stage(owner, SheetController(owner), qtbot.waitUntil)
    yield stage
    stage.sheets.close()


def opened(stage, subject="zone:recovery-50m", series=None):
    stage.sheets.open(subject, series)
    stage.settle()
    assert stage.sheets.preview is not None
    return stage


def test_the_preview_is_the_sheet_of_the_subject(stage):
    opened(stage)
    assert str(stage.sheet.request.title) == "Recovery 50 m on each side of the bypass (phase 1)"
    page = stage.view.page_rect()
    assert page.width() / page.height() == pytest.approx(297 / 210, abs=0.01)
    assert stage.view.rect().contains(page.toRect())
    stage.pick(stage.panel.subject, "site:thom-lom")
    assert "Thôm Lốm" in str(stage.sheet.request.title)


def test_every_choice_is_on_the_sheet(stage):
    opened(stage)
    stage.pick(stage.panel.paper, "A1")
    stage.pick(stage.panel.orientation, "portrait")
    stage.pick(stage.panel.texts, "both")
    stage.panel.parts[Part.LEGEND].click()
    stage.settle()
    request = stage.sheet.request
    assert (request.paper.value, request.orientation.value) == ("A1", "portrait")
    assert not request.has(Part.LEGEND)
    assert stage.sheet.size_mm == (594.0, 841.0)


def test_the_map_is_dragged_inside_its_frame(stage):
    opened(stage)
    before = stage.sheet.ground
    frame = stage.view.frame_rect()
    start = frame.center().toPoint()
    QTest.mousePress(stage.view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(stage.view, start + QPoint(60, 30))
    QTest.mouseRelease(stage.view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 30))
    stage.settle()
    after = stage.sheet.ground
    metres = before.scale * before.frame.width / 1000 / frame.width()
    assert after.scale == before.scale
    assert after.centre[0] == pytest.approx(before.centre[0] - 60 * metres, abs=metres)
    assert after.centre[1] == pytest.approx(before.centre[1] + 30 * metres, abs=metres)


def test_the_wheel_changes_the_scale_around_the_middle(stage):
    opened(stage)
    before = stage.sheet.ground
    middle = stage.view.frame_rect().center()
    for _ in range(2):
        event = QWheelEvent(
            middle,
            stage.view.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(stage.view, event)
        stage.settle()
    assert stage.sheet.scale < before.scale
    assert stage.sheet.ground.centre == pytest.approx(before.centre)


@pytest.fixture
def asked(monkeypatch):
    """Count how often a file is asked for; none is given."""
    times = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_, **__: (times.append(1), ("", ""))[1]
    )
    return times


def typed(stage, words):
    field = stage.panel.scale.lineEdit()
    field.selectAll()
    QTest.keyClicks(stage.panel.scale, words)


def test_a_scale_that_is_typed_counts_when_its_field_is_left(stage, asked):
    opened(stage)
    typed(stage, "1:2000")
    stage.panel.scale.lineEdit().editingFinished.emit()  # as leaving it does
    stage.settle()
    assert stage.sheet.scale == 2_000
    typed(stage, "abc")
    stage.panel.scale.lineEdit().editingFinished.emit()
    assert stage.panel.scale.currentText() == "1:2,000"
    assert not asked


def test_what_is_no_scale_is_said_beside_its_field(stage, asked):
    opened(stage)
    typed(stage, "abc")
    QTest.keyClick(stage.panel.scale, Qt.Key.Key_Return)
    assert "1:5000 or 5000" in QToolTip.text()
    assert not asked


def test_enter_in_the_scale_asks_for_no_file(stage, asked):
    opened(stage)
    typed(stage, "1:5000")
    QTest.keyClick(stage.panel.scale, Qt.Key.Key_Return)
    stage.settle()
    assert stage.sheet.scale == 5_000
    assert not asked


def test_what_is_saved_has_the_scale_that_is_typed(stage, asked):
    opened(stage)
    typed(stage, "1:2500")
    stage.sheets.dialog.save.click()
    assert stage.panel.scale.scale() == 2_500
    assert len(asked) == 1
    stage.settle()
    assert stage.sheet.scale == 2_500


def test_keys_move_the_map_and_change_its_scale(stage):
    opened(stage)
    before = stage.sheet.ground
    QTest.keyClick(stage.view, Qt.Key.Key_Right)
    stage.settle()
    step = 0.1 * before.frame.width * before.scale / 1000
    assert stage.sheet.ground.centre[0] - before.centre[0] == pytest.approx(step, rel=0.02)
    QTest.keyClick(stage.view, Qt.Key.Key_Minus)
    stage.settle()
    assert stage.sheet.scale > before.scale


def test_what_cannot_be_is_said_and_cannot_be_saved(stage):
    opened(stage)
    stage.panel.scale.lineEdit().setText("1:3")
    stage.panel.scale.set_scale(5.0)
    stage.panel.changed.emit()
    stage.settle()
    assert "1:5 is no scale" in stage.sheets.dialog.notice.text()
    assert not stage.sheets.dialog.save.isEnabled()
    stage.pick(stage.panel.subject, "plan")
    assert stage.sheets.dialog.save.isEnabled()


def test_a_template_sets_the_look_and_one_can_be_kept(stage):
    opened(stage)
    stage.pick(stage.panel.template, "review-a3")
    assert stage.sheet.request.paper.value == "A3"
    assert stage.sheet.request.has(Part.TITLE_BLOCK)
    stage.panel.parts[Part.QR].click()
    stage.settle()
    assert stage.panel.template.value() is None
    stage.sheets.keep_template("Tờ của Lan")
    assert stage.panel.template.value() == "to-cua-lan"
    stage.pick(stage.panel.template, "field-a4")
    stage.pick(stage.panel.template, "to-cua-lan")
    assert not stage.sheet.request.has(Part.QR)


def test_the_title_block_is_remembered(stage):
    opened(stage)
    stage.panel.fields["unit"].setText("UBND xã Hòa An")
    stage.panel.parts[Part.TITLE_BLOCK].click()
    stage.settle()
    assert stage.sheet.request.title_block.unit == "UBND xã Hòa An"
    stage.sheets.close()
    assert load_settings().title_block.unit == "UBND xã Hòa An"
    opened(stage)
    assert stage.panel.fields["unit"].text() == "UBND xã Hòa An"
    assert stage.sheet.request.has(Part.TITLE_BLOCK)


def test_the_sheets_of_a_series_are_leafed_through(stage):
    opened(stage, "plan", ("along", "bypass"))
    stage.panel.scale.chosen.emit(None)
    stage.settle()
    first = str(stage.sheet.request.title)
    assert stage.sheet.request.turn != 0
    stage.sheets.dialog.after.click()
    stage.settle()
    assert str(stage.sheet.request.title) != first
    assert stage.sheets.dialog.before.isEnabled()


def test_an_edit_of_the_plan_is_seen_at_once(stage):
    opened(stage, "plan")
    assert any(str(r.layer) == "Nước Hai bypass" for r in stage.sheet.request.legend)
    session = stage.owner.session
    session.edit(
        Message("x", "hide"), lambda plan: edits.set_visible(plan, ["bypass"], visible=False)
    )
    stage.settle()
    session.undo()
    assert not any(str(r.layer) == "Nước Hai bypass" for r in stage.sheet.request.legend)


def test_what_is_selected_can_be_the_subject(stage):
    stage.owner.session.select(Selection.of({"thom-lom": [0], "bypass": [0]}))
    opened(stage, "selection")
    assert str(stage.sheet.request.title) == "2 features selected"


@pytest.mark.parametrize("ending", ["pdf", "png"])
def test_saving_writes_the_sheet_that_is_seen(stage, tmp_path, ending):
    opened(stage)
    path = tmp_path / f"sheet.{ending}"
    task = stage.sheets.giving.save(path, f".{ending}", stage.sheets.order(), None)
    ends = []
    task.ended.connect(lambda: ends.append(True))
    stage.until(lambda: bool(ends), timeout=20_000)
    assert path.exists()
    assert stage.owner.told == [f"Saved: {path}"]
    if ending == "pdf":
        with pikepdf.open(path) as document:
            subject = str(document.docinfo["/Subject"])
        assert subject.startswith(f"1:{stage.sheet.scale} ")


def test_a_failure_of_saving_is_said(stage, tmp_path):
    opened(stage)
    stage.sheets.giving.save(tmp_path / "no" / "a.pdf", ".pdf", stage.sheets.order(), None)
    stage.until(lambda: bool(stage.owner.said), timeout=20_000)
    assert "folder does not exist" in str(stage.owner.said[0])
    notice = stage.sheets.dialog.notice
    assert notice.text() == str(stage.owner.said[0])
    assert notice.property("role") == "error"


def test_saving_can_be_stopped_while_a_table_is_read_for_it(stage, tmp_path, monkeypatch):
    opened(stage)
    begun, ends = threading.Event(), []

    def endless(*_order):
        begun.set()
        for _ in range(3_000):
            pace.reached(0.5)
            time.sleep(0.001)
        ends.append("nobody could stop it")

    monkeypatch.setattr(giving, "write_sheet", endless)
    task = stage.sheets.giving.save(tmp_path / "a.pdf", ".pdf", stage.sheets.order(), None)
    task.cancelled.connect(lambda: ends.append("cancelled"))
    task.failed.connect(ends.append)
    stage.until(begun.is_set)
    task.cancel()
    stage.until(lambda: "cancelled" in ends, timeout=20_000)
    assert ends == ["cancelled"]
    assert not stage.owner.said


def test_the_picture_goes_to_the_clipboard(stage):
    opened(stage)
    stage.panel.dpi.setValue(60)
    stage.panel.changed.emit()
    stage.settle()
    stage.sheets.giving.copy()
    stage.until(lambda: bool(stage.owner.told), timeout=20_000)
    picture: QImage = QGuiApplication.clipboard().image()
    assert picture.width() == round(297 / 25.4 * 60)


def test_a_printer_gets_the_page_at_its_true_size(stage, tmp_path):
    opened(stage)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    made = stage.sheets.preview.made
    set_up(printer, made.sheet)
    session = stage.owner.session
    print_pages(printer, made.pages, SheetMaker(session.plan, session.data).artist())
    with pikepdf.open(tmp_path / "printed.pdf") as document:
        assert len(document.pages) == len(made.pages)
        size = [float(v) / 72 * 25.4 for v in document.pages[0].MediaBox[2:]]
    assert size == pytest.approx([297, 210], abs=0.4)  # Qt's printers know whole points only


def test_the_window_speaks_both_languages_and_names_its_controls(stage, in_language, unnamed):
    opened(stage)
    dialog = stage.sheets.dialog
    assert unnamed(dialog) == []
    in_language("vi", dialog)
    stage.settle()
    assert dialog.windowTitle() == "«Snapshot map»"
    assert stage.panel.parts[Part.QR].text() == "«QR code»"
    assert stage.panel.orientation.itemText(0) == "«Landscape»"
    assert unnamed(dialog) == []


def test_nothing_in_the_panel_is_cut_off(stage):
    opened(stage)
    panel = stage.panel
    controls = panel.findChildren(QWidget)
    width = panel.width()
    assert panel.minimumSizeHint().width() <= width
    for control in controls:
        if control.isVisibleTo(panel):
            right = control.mapTo(panel, QPointF(control.width(), 0).toPoint()).x()
            assert right <= width, control


def test_the_window_goes_with_another_plan(stage):
    opened(stage)
    stage.owner.session.opened.emit()
    assert stage.sheets.dialog is None
    assert isinstance(stage.sheets, QObject)
    data = load_plan_data(stage.owner.session.plan, bundled_plan())
    assert data.sites
