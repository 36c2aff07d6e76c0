"""The window: map in the middle, layers and sites at the left, details at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from planviewer import i18n
from planviewer.app import inspect
from planviewer.app.details import Details
from planviewer.app.language import use_language
from planviewer.app.measuring import measure_path, measured_details
from planviewer.app.recovery import Found
from planviewer.app.selection import Selection
from planviewer.app.session import Session
from planviewer.app.settings import Settings, load_settings, save_settings
from planviewer.app.tasks import Tasks
from planviewer.drawing.hit import Hit
from planviewer.drawing.swatch import swatch
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message, translate
from planviewer.model import edits
from planviewer.model.crs import WGS84, operation, parse_crs
from planviewer.model.plan import Bounds
from planviewer.model.site import Site
from planviewer.ui import theme
from planviewer.ui.actions import Actions
from planviewer.ui.basemap_menu import BasemapMenu
from planviewer.ui.command_list import MENUS, TRAILING, declare, other_language
from planviewer.ui.details_panel import DetailsPanel
from planviewer.ui.dialogs.about import AboutDialog, Shortcut
from planviewer.ui.dialogs.add_basemap import AddBasemapDialog
from planviewer.ui.file_controller import FileController
from planviewer.ui.layer_controller import LayerController
from planviewer.ui.layer_panel import LayerPanel
from planviewer.ui.map.map_view import MapView
from planviewer.ui.map_controller import MapController, Picked
from planviewer.ui.messages import MessageBar
from planviewer.ui.progress import ProgressController
from planviewer.ui.selection_controller import SelectionController
from planviewer.ui.sheet.controller import SheetController
from planviewer.ui.site_controller import SiteController, placing_hint
from planviewer.ui.sites_panel import SitesPanel
from planviewer.ui.status_bar import StatusBar
from planviewer.ui.tool_controller import ToolController

MOST_CHOICES = 20
"""Features listed for one click; more nobody reads."""

Subject = Callable[[], list[Details]]
"""What is read, told anew when asked; empty when it is no longer there."""


class MainWindow(QMainWindow):
    """One window on one plan."""

    def __init__(
        self, settings: Settings, map_view: MapView, *, keeps_settings: bool = True
    ) -> None:
        super().__init__()
        self.map = map_view
        self.settings = settings
        self._keeps_settings = keeps_settings
        self._hits: tuple[Hit, ...] = ()
        self._shows_plan = False
        self._subject: Subject = list
        self.tasks = Tasks()
        self.session = Session(self.tasks)
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        self._build()
        self._connect()
        self._retranslate()
        self._restore_geometry()

    @property
    def has_plan(self) -> bool:
        """Whether a plan is open."""
        return self.session.has_plan

    # --- building -----------------------------------------------------------------------------
    def _build(self) -> None:
        self.layer_panel = LayerPanel(swatch)
        self.sites_panel = SitesPanel(swatch)
        self.details = DetailsPanel()
        self.messages = MessageBar()
        self.left = QTabWidget()
        self.left.setDocumentMode(True)
        self.left.addTab(self.layer_panel, "")
        self.left.addTab(self.sites_panel, "")
        self.right = self.details
        self.setCentralWidget(self._build_splitter())
        self.setStatusBar(bar := StatusBar())
        self.status = bar
        self.files = FileController(self)
        self.sites = SiteController(self.session, self.sites_panel, self)
        self.layers = LayerController(self.session, self.layer_panel, self)
        self.maps = MapController(self.session, self.map)
        self.tools = ToolController(self.session, self.map)
        self.sheets = SheetController(self)
        self.selection = SelectionController(self.session, self.maps, self._current_layer)
        self.commands = declare(self)
        self.actions_ = Actions(self.commands, self)
        self.actions_.build_menus(MENUS)
        self.basemaps = BasemapMenu(self.session, self.actions_["view.add-basemap"], self)
        self.actions_.replace("view.add-basemap", self.basemaps)
        self.toolbar = QToolBar()
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.addToolBar(self.toolbar)
        self.actions_.build_toolbar(self.toolbar, TRAILING)

    def _build_splitter(self) -> QSplitter:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.map, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for widget, stretch in ((self.left, 0), (middle, 1), (self.right, 0)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        self.left.setMinimumWidth(260)
        self.right.setMinimumWidth(250)
        splitter.setSizes([310, 700, 290])
        return splitter

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._plan_opened)
        session.plan_changed.connect(lambda _old, _new: self._plan_changed())
        session.saved_changed.connect(self._show_title)
        session.failed.connect(self.say)
        self.map.pointer_moved.connect(self._show_position)
        self.map.pointer_left.connect(self.status.clear_position)
        self.map.view_changed.connect(lambda state: self.status.show_scale(state.scale))
        self.map.key_pressed.connect(self._map_key)
        self.map.failed.connect(self.say)
        self.status.scale_entered.connect(self.map.set_scale)
        self.maps.picked.connect(self._picked)
        self.sites.chosen.connect(self._show_site)
        self.sites.placing.connect(self._show_placing)
        self.tools.changed.connect(self._tool_changed)
        self.tools.area_ready.connect(self.selection.select_in)
        self.tools.path_ready.connect(self._show_measured)
        self.selection.shown.connect(self._show_selection)
        self.selection.copied.connect(self.tell)
        session.selection_changed.connect(lambda _selection: self.actions_.refresh())
        self.details.choice_shown.connect(self._choice_shown)
        self.details.close_requested.connect(self.toggle_right)
        self.progress = ProgressController(self.tasks, self.status)
        session.data_changed.connect(lambda _ids: self._data_came())

    # --- the plan -----------------------------------------------------------------------------
    def open_first(self, path: Path, unsaved: tuple[Found, ...]) -> None:
        """Open the plan of the start, or what a crash left unsaved."""
        if unsaved:
            found = unsaved[0]
            try:
                self.session.open(Path(found.record.path), found.record.plan)
            except PlanviewerError as error:
                self.say(error)
            else:
                found.forget()
                self.tell(
                    translate(
                        "window",
                        "planviewer did not end properly last time. Your unsaved changes are back; "
                        "Undo returns to the saved plan.",
                    )
                )
                return
        if not self.files.open_plan(path) and not self.has_plan:
            self.files.open_bundled()

    def _plan_opened(self) -> None:
        self.status.show_crs(self.session.plan.crs, parse_crs(self.session.plan.crs).name)
        self._details_of_plan()
        self._plan_changed()
        self._show_title()

    def _plan_changed(self) -> None:
        self.layers.show()
        self._show_notice()
        self._read_again()
        self.actions_.refresh()

    def _data_came(self) -> None:
        self._read_again()

    # --- what is read -------------------------------------------------------------------------
    def read(self, subject: Subject) -> None:
        """Show the details of something, now and whenever plan, data or language change."""
        self._shows_plan = False
        self._subject = subject
        self.details.show_choices(subject())

    def _read_again(self) -> None:
        if not self.has_plan:
            return
        found = self._subject()
        if found:
            self.details.update_choices(found)
        else:
            self._details_of_plan()

    def _details_of_plan(self) -> None:
        self._hits = ()
        self.read(lambda: [inspect.plan_details(self.session.plan, self.session.data)])
        self._shows_plan = True

    def _details_of_hits(self) -> list[Details]:
        plan, data = self.session.plan, self.session.data
        known = {layer.id for layer in plan.layers}
        self._hits = tuple(hit for hit in self._hits if hit.layer_id in known)
        return [inspect.feature_details(plan, data, hit.layer_id, hit.row) for hit in self._hits]

    def _details_of_site(self, site_id: str) -> list[Details]:
        plan, data = self.session.plan, self.session.data
        return [inspect.site_details(plan, data, s) for s in data.sites if s.id == site_id]

    def _show_notice(self) -> None:
        shown = [layer for layer in self.session.plan.layers if layer.visible]
        schematic = any(layer.provenance.is_schematic for layer in shown)
        notice = translate(
            "map", "SCHEMATIC – positions are not approved or surveyed; do not measure"
        )
        self.map.set_notice(notice if schematic else "")

    def _show_title(self) -> None:
        if not self.has_plan:
            return
        mark = "[*]"
        self.setWindowTitle(f"{self.session.plan.title}{mark} – planviewer")
        self.setWindowModified(self.session.unsaved)
        self.actions_.refresh()

    def visible_bounds(self) -> Bounds:
        """Return what the map shows (WGS 84 degrees)."""
        return self.map.view_state().bounds

    def show_home(self) -> None:
        """Show the whole plan."""
        self.map.fit_bounds(*self.session.plan.home)

    # --- looking ------------------------------------------------------------------------------
    def _show_position(self, lon: float, lat: float) -> None:
        easting, northing = operation(WGS84, self.session.plan.crs).point(lon, lat)
        self.status.show_position(easting, northing, lon, lat)

    def _picked(self, picked: Picked) -> None:
        if self.sites.take_click(picked.lon, picked.lat):
            return
        if picked.adds:
            if picked.hits:
                self.selection.toggle(picked.hits[0])
            return
        if not picked.hits:
            self.selection.clear()
            return
        self._hits = picked.hits[:MOST_CHOICES]
        self.right.setVisible(True)
        self.read(self._details_of_hits)
        self._choice_shown(0)

    def _choice_shown(self, number: int) -> None:
        chosen, plan, data = self._hits[number], self.session.plan, self.session.data
        is_image = data.store.raster(chosen.layer_id) is not None
        marked = {} if is_image else {chosen.layer_id: [chosen.row]}
        self.session.select(Selection.of(marked))
        self.layer_panel.select(chosen.layer_id)
        self.sites.select(inspect.site_of(plan, data, chosen.layer_id, chosen.row))
        self.actions_.refresh()

    def _show_site(self, site: Site, zoom: bool) -> None:
        self._hits = ()
        self.read(lambda: self._details_of_site(site.id))
        self.actions_.refresh()
        layer_id, rows = inspect.rows_of_site(self.session.plan, self.session.data, site)
        self.session.select(Selection() if layer_id is None else Selection.of({layer_id: rows}))
        if layer_id is None:
            return
        if zoom:
            self.maps.zoom_to_feature(layer_id, rows[0])

    def _current_layer(self) -> str | None:
        layer = self.layer_panel.current_layer()
        return None if layer is None else layer.id

    def _show_selection(self, details: Details | None) -> None:
        self._hits = ()
        if details is None:
            self._details_of_plan()
        else:
            self.right.setVisible(True)
            self.read(lambda: [details])
        self.actions_.refresh()

    def _show_measured(self, path: list[tuple[float, float]], kind: str) -> None:
        plan = self.session.plan
        measured = measure_path(path, "area" if kind == "area" else "distance", plan.crs)
        self._hits = ()
        self.right.setVisible(True)
        self.read(lambda: [measured_details(measured, plan)])
        self.actions_.refresh()

    def _tool_changed(self) -> None:
        if self.tools.active:
            self.sites.stop_placing()
        self.maps.look(looking=not self.tools.active)
        self.status.clear_message()
        if self.tools.hint:
            self.status.show_message(self.tools.hint, 0)
            self.map.setFocus()
        self.actions_.refresh()

    def _show_placing(self, site: Site | None) -> None:
        if site is not None:
            self.tools.stop()
        self.map.set_mode("pan" if site is None else "place")
        self.status.clear_message()
        if site is not None:
            self.status.show_message(placing_hint(site), 0)

    def find_site(self) -> None:
        """Put the cursor into the search field of the sites."""
        self.left.setVisible(True)
        self.left.setCurrentWidget(self.sites_panel)
        self.sites_panel.bar.search.setFocus()

    def toggle_left(self) -> None:
        """Show or hide layers and sites."""
        self.left.setVisible(not self.left.isVisible())
        self.actions_.refresh()

    def toggle_right(self) -> None:
        """Show or hide the details."""
        self.right.setVisible(not self.right.isVisible())
        self.actions_.refresh()

    def ask_basemap(self) -> None:
        """Ask for an XYZ source and add it, switched off."""
        dialog = AddBasemapDialog([item.id for item in self.session.plan.basemaps], self)
        basemap = dialog.basemap() if dialog.exec() else None
        if basemap is not None:
            label = Message("session", "add basemap {name}", {"name": str(basemap.title)})
            self.session.edit(label, lambda plan: edits.add_basemap(plan, basemap))
        dialog.deleteLater()

    # --- telling ------------------------------------------------------------------------------
    def say(self, error: PlanviewerError) -> None:
        """Say what went wrong."""
        self.messages.show_message(error.message, "error")

    def tell(self, text: str) -> None:
        """Say what was done."""
        self.messages.show_message(text, "success")

    def show_about(self) -> None:
        """Show version, licence, and all shortcuts."""
        shortcuts = [
            Shortcut(command.shortcut, str(command.title))
            for command in self.commands
            if command.shortcut
        ]
        AboutDialog(shortcuts, self).exec()

    # --- language, theme ----------------------------------------------------------------------
    def switch_language(self) -> None:
        """Speak the other language, at once and from now on."""
        self.change_settings(language=other_language())
        use_language(other_language())

    def switch_theme(self) -> None:
        """Change between light and dark."""
        chosen: theme.ThemeName = "light" if theme.current().dark else "dark"
        self.change_settings(theme=chosen)
        self.use_theme(chosen)

    def use_theme(self, name: theme.ThemeName) -> None:
        """Put on a theme: widgets, icons and the map's paper."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply_theme(application, name)
        self.map.set_theme("dark" if theme.current().dark else "light")
        self.maps.show_selection(self.session.selection)
        self.actions_.retranslate()

    def change_settings(self, **changes: object) -> None:
        """Change and keep the person's choices."""
        self._keep(load_settings().changed(**changes))

    def remember_recent(self, path: Path) -> None:
        """Keep a plan among the recent ones."""
        self._keep(load_settings().with_recent(path))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        if self._keeps_settings:
            save_settings(settings)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.left.setTabText(0, translate("window", "Layers"))
        self.left.setTabText(1, translate("window", "Sites"))
        self.toolbar.setWindowTitle(translate("window", "Tools"))
        self.map.set_language(i18n.language())
        self.left.setAccessibleName(translate("window", "Layers and sites"))
        self.actions_.retranslate()
        self.basemaps.refresh()
        if self.has_plan:
            self._show_title()
            self._plan_changed()
            self.sites.show_sites()
            self.maps.refresh()
            if self.selection.is_many:
                self.selection.show()
            self._tool_changed()

    # --- events -------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves placing and tools."""
        if event.key() == Qt.Key.Key_Escape:
            self._map_key("Escape")
            return
        super().keyPressEvent(event)

    def _map_key(self, key: str) -> None:
        if not self.tools.key(key) and key == "Escape":
            self.sites.stop_placing()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open dropped files."""
        urls = event.mimeData().urls()
        self.files.open_paths([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def may_leave_plan(self) -> bool:
        """Ask about unsaved edits; whether the plan may be left."""
        if not self.has_plan or not self.session.unsaved:
            return True
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(translate("window", "The plan has changes that are not saved."))
        save = box.addButton(translate("window", "Save"), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(translate("window", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(translate("window", "Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is save:
            return self.files.save()
        return box.clickedButton() is drop

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved edits, keep the window's place, end properly."""
        if not self.may_leave_plan():
            event.ignore()
            return
        self._keep_geometry()
        self.sheets.close()
        self.session.close()
        self.map.shut_down()
        super().closeEvent(event)

    def when_settled(self, then: Callable[[], None]) -> None:
        """Call ``then`` once, when all data are in and the map shows them completely."""

        def look() -> None:
            if not self.tasks.busy and not self.maps.pending:
                timer.stop()
                self.map.when_drawn(then)

        timer = QTimer(self, interval=50)
        timer.timeout.connect(look)
        timer.start()

    def leave(self) -> None:
        """Close without asking; unsaved edits stay in the recovery file."""
        self.session.tasks.stop()
        self.map.shut_down()
        self.hide()
        self.deleteLater()

    def _keep_geometry(self) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.change_settings(window_geometry=geometry)

    def _restore_geometry(self) -> None:
        if self.settings.window_geometry:
            raw = self.settings.window_geometry.encode("ascii")
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(raw)))
        else:
            self.resize(1280, 800)
