"""The sites panel: find a site of the programme, go there, or say where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.plan import Plan
from planviewer.model.site import Site
from planviewer.model.style import CategoryStyle, SingleStyle, Symbol
from planviewer.ui.base import SPACE, Panel, icon_button, named, plain_label
from planviewer.ui.icons import icon
from planviewer.ui.sites_delegate import SitesDelegate
from planviewer.ui.sites_filter import SitesFilterBar
from planviewer.ui.sites_model import FilteredSites, SiteFilter, SitesModel, site_of
from planviewer.ui.swatches import Swatch

_ICONS = {
    "zoom": "scan-search",
    "click": "map-pin-plus",
    "type": "keyboard",
    "unplace": "map-pin-x",
}


def group_symbols(plan: Plan, sites: Sequence[Site] = ()) -> dict[str, Symbol]:
    """Return the marks of the groups of ``sites`` as the plan's sites layer draws them."""
    if plan.sites_layer is None:
        return {}
    style = plan.layer(plan.sites_layer).style
    if isinstance(style, SingleStyle):
        return {site.group_id: style.symbol for site in sites}
    if not isinstance(style, CategoryStyle):
        return {}
    return {c.value: c.symbol for c in style.categories if c.value is not None}


class _SitesView(QListView):
    """A list whose rows wrap anew when its width changes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class SitesPanel(Panel):
    """Search, filters and the list of sites, with buttons for the current one."""

    site_selected = Signal(str)
    zoom_requested = Signal(str)
    place_by_click_requested = Signal(str)
    place_by_typing_requested = Signal(str)
    unplace_requested = Signal(str)

    def __init__(self, swatch: Swatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sites: tuple[Site, ...] = ()
        self._symbols: Mapping[str, Symbol] = {}
        self._silent = False
        self.bar = SitesFilterBar(swatch, self)
        self.view = _SitesView(self)
        self.nothing = plain_label("muted")
        self.actions_by_name = {
            name: QAction(icon(file), "", self) for name, file in _ICONS.items()
        }
        self._model = SitesModel(self)
        self._filtered = FilteredSites(self)
        self._filtered.setSourceModel(self._model)
        self._set_up_view(swatch)
        self._lay_out()
        self._wire()
        self.speak()
        self._enable()

    def _set_up_view(self, swatch: Swatch) -> None:
        self.view.setModel(self._filtered)
        self.delegate = SitesDelegate(swatch, self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def _lay_out(self) -> None:
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setContentsMargins(24, 24, 24, 24)
        foot = QFrame()
        foot.setProperty("role", "footer")
        tools = QHBoxLayout(foot)
        tools.setContentsMargins(SPACE, 4, SPACE, 4)
        tools.setSpacing(4)
        self.buttons = {name: icon_button(file, foot) for name, file in _ICONS.items()}
        for name, button in self.buttons.items():
            action = self.actions_by_name[name]
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            if name == "unplace":
                tools.addStretch(1)
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(foot)

    def _wire(self) -> None:
        self.bar.changed.connect(self._filter)
        self.bar.search.installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.activated.connect(lambda _: self._activate())
        self.view.customContextMenuRequested.connect(self._open_menu)
        for name, signal in {
            "zoom": self.zoom_requested,
            "click": self.place_by_click_requested,
            "type": self.place_by_typing_requested,
            "unplace": self.unplace_requested,
        }.items():
            self.actions_by_name[name].triggered.connect(lambda _=False, s=signal: self._wish(s))

    # --- values in -----------------------------------------------------------------------------
    def show_sites(
        self, sites: Sequence[Site], symbols: Mapping[str, Symbol] | None = None
    ) -> None:
        """Show ``sites``; ``symbols`` (see :func:`group_symbols`) mark the groups."""
        chosen = self.current_site()
        self._sites = tuple(sites)
        self._symbols = self._symbols if symbols is None else symbols
        self.delegate.symbols = self._symbols
        self.bar.show_groups(self._sites, self._symbols)
        self._model.show_sites(self._sites)
        self._filter(self.bar.wanted())
        if chosen is not None:
            self._choose(chosen.id)

    def select(self, site_id: str) -> None:
        """Make a site current without emitting; a filter that hides it is cleared."""
        row = self._model.row_of(site_id)
        if row >= 0 and not self.bar.wanted().accepts(self._sites[row]):
            self.bar.clear()
        self._choose(site_id)
        self.view.scrollTo(self.view.currentIndex())

    def current_site(self) -> Site | None:
        """Return the site the buttons are about."""
        return site_of(self.view.currentIndex())

    def _choose(self, site_id: str) -> None:
        index = self._filtered.mapFromSource(self._model.index(self._model.row_of(site_id), 0))
        self._silent = True
        self.view.setCurrentIndex(index)
        self._silent = False
        self._enable()

    def _filter(self, wanted: SiteFilter) -> None:
        chosen = self.current_site()
        self._silent = True
        self._filtered.use(wanted)
        self._silent = False
        shown = self._filtered.rowCount()
        self.bar.show_count(shown, len(self._sites))
        self.view.setVisible(shown > 0)
        self.nothing.setVisible(shown == 0)
        self._say_nothing()
        if chosen is not None:
            self._choose(chosen.id)
        self._enable()

    # --- wishes out ----------------------------------------------------------------------------
    def _current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._enable()
        if not self._silent:
            self._wish(self.site_selected)

    def _wish(self, signal: SignalInstance) -> None:
        site = self.current_site()
        if site is not None:
            signal.emit(site.id)

    def _activate(self) -> None:
        """Go to the site; one whose place is unknown is offered to be placed instead."""
        site = self.current_site()
        if site is not None:
            located = site.place is not None
            self._wish(self.zoom_requested if located else self.place_by_click_requested)

    def _enable(self) -> None:
        site = self.current_site()
        act = self.actions_by_name
        act["zoom"].setEnabled(site is not None and site.place is not None)
        free = site is not None and site.located_by in (None, "placed")
        act["click"].setEnabled(free)
        act["type"].setEnabled(free)
        act["unplace"].setEnabled(site is not None and site.located_by == "placed")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self._filtered.rowCount():
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self.view.currentIndex().isValid():
                    self.view.setCurrentIndex(self._filtered.index(0, 0))
                return True
            if event.key() == Qt.Key.Key_Escape and self.bar.search.text():
                self.bar.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _open_menu(self, point: QPoint) -> None:
        if self.view.indexAt(point).isValid():
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(point))

    def menu(self) -> QMenu:
        """Return the menu of the current site; the caller shows it and lets it go."""
        menu = QMenu(self)
        act = self.actions_by_name
        menu.addAction(act["zoom"])
        menu.addSeparator()
        menu.addActions([act["click"], act["type"], act["unplace"]])
        return menu

    # --- language and look ---------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.view.setAccessibleName(translate("sites", "Sites of the programme"))
        words = {
            "zoom": translate("sites", "Zoom to the site"),
            "click": translate("sites", "Place with a click on the map"),
            "type": translate("sites", "Place by typing coordinates"),
            "unplace": translate("sites", "Forget the place"),
        }
        for name, word in words.items():
            self.actions_by_name[name].setText(word)
            named(self.buttons[name], word)
        self.show_sites(self._sites)

    def _say_nothing(self) -> None:
        if self._sites:
            self.nothing.setText(translate("sites", "No site matches. Try fewer words."))
        else:
            self.nothing.setText(
                translate(
                    "sites",
                    "This plan has no sites. A layer of points becomes their list by Layer, "
                    "Use as the sites of the plan.",
                )
            )

    @override
    def restyle(self) -> None:
        self.view.viewport().update()
        self.view.scheduleDelayedItemsLayout()
