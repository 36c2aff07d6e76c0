"""The window: map in the middle, layers and sites at the left, details at the right.

It builds the panels and their controllers, connects them, and answers the window system; what
they do stands in their modules.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QTabWidget, QToolBar

from planviewer import i18n
from planviewer.app.recovery import Found
from planviewer.app.session import Session
from planviewer.app.settings import Settings
from planviewer.app.tasks import Tasks
from planviewer.drawing.swatch import swatch
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message, translate
from planviewer.model.plan import Bounds
from planviewer.ui import first_plan, theme
from planviewer.ui.actions import Actions
from planviewer.ui.basemap_menu import BasemapMenu
from planviewer.ui.command_list import LAYER_COMMANDS, MENUS, TRAILING, declare
from planviewer.ui.data_news import DataNews
from planviewer.ui.databases.controller import DatabaseController
from planviewer.ui.details_panel import DetailsPanel
from planviewer.ui.dialogs.unsaved import ask_unsaved
from planviewer.ui.doctor_controller import DoctorController
from planviewer.ui.file_controller import FileController
from planviewer.ui.first_sight import FirstSight
from planviewer.ui.layer_controller import LayerController
from planviewer.ui.layer_panel import LayerPanel
from planviewer.ui.look import LookController
from planviewer.ui.map.map_view import MapView
from planviewer.ui.map_column import MapColumn, beside
from planviewer.ui.map_controller import MapController
from planviewer.ui.messages import MessageBar
from planviewer.ui.plan_controller import PlanController
from planviewer.ui.pointing import PointingController
from planviewer.ui.progress import ProgressController
from planviewer.ui.reader import Reader, Subject
from planviewer.ui.selection_controller import SelectionController
from planviewer.ui.sheet.opener import SheetOpener
from planviewer.ui.side_docks import SideDocks
from planviewer.ui.site_controller import SiteController
from planviewer.ui.sites_layer_controller import SitesLayerController
from planviewer.ui.sites_panel import SitesPanel
from planviewer.ui.status_bar import StatusBar
from planviewer.ui.tool_controller import ToolController
from planviewer.ui.zone_desk import ZoneDesk


class MainWindow(QMainWindow):
    """One window on one plan."""

    def __init__(
        self, settings: Settings, map_view: MapView, *, keeps_settings: bool = True
    ) -> None:
        super().__init__()
        self.map = map_view
        self.tasks = Tasks()
        self.session = Session(self.tasks, keeps_maps=keeps_settings)
        self.look = LookController(self, settings, keeps=keeps_settings)
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        self._build_panels()
        self._build_controllers()
        self._build_commands()
        self._connect()
        self._retranslate()
        self.look.restore_geometry()
        self.map.setFocus()  # else a tab has the keyboard, and a frame around it

    @property
    def has_plan(self) -> bool:
        """Whether a plan is open."""
        return self.session.has_plan

    @property
    def has_layers(self) -> bool:
        """Whether the open plan has anything to print or give away."""
        return self.has_plan and bool(self.session.plan.layers)

    @property
    def settings(self) -> Settings:
        """The person's choices."""
        return self.look.settings

    # --- building -----------------------------------------------------------------------------
    def _build_panels(self) -> None:
        self.layer_panel = LayerPanel(swatch)
        self.sites_panel = SitesPanel(swatch)
        self.details = DetailsPanel()
        self.messages = MessageBar()
        self.left = QTabWidget()
        self.left.setDocumentMode(True)
        self.left.addTab(self.layer_panel, "")
        self.left.addTab(self.sites_panel, "")
        self.right = self.details
        self.middle = MapColumn(self.map, self.messages)
        self.setCentralWidget(beside(self.left, self.middle, self.right))
        self.status = StatusBar()
        self.setStatusBar(self.status)

    def _build_controllers(self) -> None:
        self.files = FileController(self)
        self.plans = PlanController(self)
        self.sites = SiteController(self.session, self.sites_panel, self)
        self.sites_layer = SitesLayerController(self)
        self.layers = LayerController(self.session, self.layer_panel, self)
        self.maps = MapController(self.session, self.map)
        self.news = DataNews(self.session, self.map, self)
        self.first_sight = FirstSight(self.session, self.map, self)
        self.tools = ToolController(self.session, self.map)
        self.side = SideDocks(self)
        self.doctors = DoctorController(self)
        self.databases = DatabaseController(self)
        self.sheets = SheetOpener(self)
        self.selection = SelectionController(self.session, self.maps, self._current_layer)
        self.reader = Reader(self.session, self.details)
        self.progress = ProgressController(self.tasks, self.status)
        self.pointing = PointingController(self)
        self.zones = ZoneDesk(self)

    def _build_commands(self) -> None:
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

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._plan_opened)
        session.plan_changed.connect(lambda _old, _new: self._plan_changed())
        session.saved_changed.connect(self._show_title)
        session.selection_changed.connect(lambda _selection: self.actions_.refresh())
        session.failed.connect(self.say)
        session.remarked.connect(self.warn)
        self.map.failed.connect(self.say)
        self.map.view_changed.connect(lambda state: self.status.show_scale(state.scale))
        self.status.scale_entered.connect(self.map.set_scale)
        self.selection.copied.connect(self.tell)
        self.selection.missed.connect(lambda text: self.messages.show_message(text, "info"))
        self.reader.called.connect(lambda: self._show_right(shown=True))
        self.layer_panel.layer_selected.connect(lambda _layer: self.actions_.refresh())
        self.layer_panel.more = [self.actions_[name] for name in LAYER_COMMANDS]
        self.news.came.connect(self.sites.follow_sites)
        self.news.came.connect(self.layers.show_soon)
        self.news.came.connect(self.reader.refresh)
        self.news.came.connect(self.actions_.refresh)
        self.details.close_requested.connect(self.toggle_right)

    # --- the plan -----------------------------------------------------------------------------
    def open_first(self, path: Path, unsaved: tuple[Found, ...]) -> None:
        """Open the plan of the start, or what a crash left unsaved."""
        first_plan.open_first(self, path, unsaved)

    def _plan_opened(self) -> None:
        self.messages.clear()  # they spoke of the plan before
        self.reader.read_plan()
        self.layers.show()
        self._plan_changed()
        self._show_title()

    def _plan_changed(self) -> None:
        self.layers.show_soon()
        self._show_notice()
        self.reader.refresh()
        self.actions_.refresh()

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

    def _current_layer(self) -> str | None:
        layer = self.layer_panel.current_layer()
        return None if layer is None else layer.id

    def read(self, subject: Subject) -> None:
        """Show the details of something, now and whenever plan, data or language change."""
        self.reader.read(subject)

    # --- seeing -------------------------------------------------------------------------------
    def visible_bounds(self) -> Bounds:
        """Return what the map shows (WGS 84 degrees)."""
        return self.map.view_state().bounds

    def show_home(self) -> None:
        """Show the whole plan."""
        self.map.fit_bounds(*self.session.plan.home)

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
        self._show_right(shown=not self.right.isVisible())

    def _show_right(self, *, shown: bool) -> None:
        self.right.setVisible(shown)
        self.actions_.refresh()

    # --- telling ------------------------------------------------------------------------------
    def say(self, error: PlanviewerError) -> None:
        """Say what went wrong."""
        self.messages.show_message(error.message, "error")

    def tell(self, text: str | Message) -> None:
        """Say what was done."""
        self.messages.show_message(text, "success")

    def warn(self, text: str | Message) -> None:
        """Say what to mind."""
        self.messages.show_message(text, "warning")

    def show_about(self) -> None:
        """Show version, licence, and all shortcuts."""
        from planviewer.ui.dialogs.about import AboutDialog, Shortcut  # noqa: PLC0415  off the start path

        shortcuts = [
            Shortcut(command.shortcut, str(command.title))
            for command in self.commands
            if command.shortcut
        ]
        AboutDialog(shortcuts, self).exec()

    # --- language, theme ----------------------------------------------------------------------
    def use_theme(self, name: theme.ThemeName) -> None:
        """Put on a theme: widgets, icons and the map's paper."""
        self.look.use_theme(name)

    def remember_recent(self, path: Path) -> None:
        """Keep a plan among the recent ones."""
        self.look.remember_recent(path)

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
            self.first_sight.end()
            self._show_title()
            self._plan_changed()
            self.maps.refresh()
            self.zones.retranslate()
            if self.selection.is_many:
                self.selection.show()
            self.pointing.show_tool()

    # --- events -------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves placing and tools."""
        if event.key() == Qt.Key.Key_Escape:
            self.pointing.key("Escape")
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open dropped files."""
        urls = event.mimeData().urls()
        self.files.open_paths([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    # --- leaving ------------------------------------------------------------------------------
    def may_leave_plan(self) -> bool:
        """Ask about unsaved edits; whether the plan may be left."""
        self.files.finish_saving()
        if not self.has_plan or not self.session.unsaved:
            return True
        answer = ask_unsaved(str(self.session.plan.title), self)
        return self.files.save_now() if answer == "save" else answer == "discard"

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved edits, keep the window's place, end properly."""
        if not self.may_leave_plan():
            event.ignore()
            return
        self.look.keep_geometry()
        self.sheets.close()
        self.session.close()
        self.map.shut_down()
        super().closeEvent(event)

    def when_settled(self, then: Callable[[], None]) -> None:
        """Call ``then`` once, when all data are in and the map shows them completely."""

        def look() -> None:
            told = self.news.pending or self.layers.pending
            if not (self.tasks.busy or self.maps.pending or told):
                timer.stop()
                self.map.when_drawn(then)

        timer = QTimer(self, interval=10)
        timer.timeout.connect(look)
        timer.start()

    def leave(self) -> None:
        """Close without asking; unsaved edits stay in the recovery file."""
        self.session.tasks.stop()
        self.map.shut_down()
        self.hide()
        self.deleteLater()
