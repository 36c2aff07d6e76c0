"""Sites: chosen in the list or on the map, placed by a click or by coordinates."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planviewer.app.session import Session
from planviewer.i18n import translate
from planviewer.model.site import Site
from planviewer.ui.sites_panel import SitesPanel, group_symbols


class SiteController(QObject):
    """Between the session and the sites panel.

    Signals
    -------
    chosen(site)
        A site was chosen in the list; ``zoom`` says whether to go there.
    placing(site | None)
        The next click on the map places this site; None: no longer.
    """

    chosen = Signal(object, bool)
    placing = Signal(object)

    def __init__(self, session: Session, panel: SitesPanel, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._panel = panel
        self._window = window
        self._selected: str | None = None
        self._waiting: str | None = None
        self._shown: tuple[Site, ...] = ()
        panel.site_selected.connect(lambda site: self._choose(site, zoom=False))
        panel.zoom_requested.connect(lambda site: self._choose(site, zoom=True))
        panel.place_by_click_requested.connect(self.place_by_click)
        panel.place_by_typing_requested.connect(self.place_by_typing)
        panel.unplace_requested.connect(session.unplace_site)
        session.opened.connect(self.show_sites)

    def show_sites(self) -> None:
        """Show the sites as they are located now."""
        self._shown = self._session.data.sites
        self._panel.show_sites(self._shown, group_symbols(self._session.plan, self._shown))

    def follow_sites(self) -> None:
        """Show the sites if others came, or the same in other places."""
        if self._session.data.sites != self._shown:
            self.show_sites()

    def site(self, site_id: str | None) -> Site | None:
        """Return a site by id."""
        return next((s for s in self._session.data.sites if s.id == site_id), None)

    def selected_site(self) -> Site | None:
        """Return the site selected in the list, None if none is."""
        return self.site(self._selected)

    def has_selection(self) -> bool:
        """Whether a site is selected."""
        return self.site(self._selected) is not None

    def selected_is_placed(self) -> bool:
        """Whether the selected site was placed by the person."""
        site = self.site(self._selected)
        return site is not None and site.located_by == "placed"

    def _choose(self, site_id: str, *, zoom: bool) -> None:
        self._selected = site_id
        site = self.site(site_id)
        if site is not None:
            self.chosen.emit(site, zoom)

    def select(self, site_id: str | None) -> None:
        """Follow a selection made elsewhere."""
        self._selected = site_id
        if site_id is not None:
            self._panel.select(site_id)

    # --- placing ------------------------------------------------------------------------------
    def place_by_click(self, site_id: str) -> None:
        """Let the next click on the map place a site."""
        self._waiting = site_id
        self.placing.emit(self.site(site_id))

    def place_selected_by_click(self) -> None:
        """Let the next click place the selected site."""
        if self._selected is not None:
            self.place_by_click(self._selected)

    @property
    def awaited(self) -> Site | None:
        """The site the next click places."""
        return None if self._waiting is None else self.site(self._waiting)

    def stop_placing(self) -> None:
        """Clicks mean looking again."""
        if self._waiting is not None:
            self._waiting = None
            self.placing.emit(None)

    def take_click(self, lon: float, lat: float) -> bool:
        """Use a click on the map if a site waits for it; whether it was used."""
        if self._waiting is None:
            return False
        site_id, self._waiting = self._waiting, None
        self.placing.emit(None)
        self._session.place_site(site_id, lon, lat)
        return True

    def place_by_typing(self, site_id: str) -> None:
        """Ask for coordinates and place the site there."""
        site = self.site(site_id)
        if site is None:
            return
        plan = self._session.plan
        from planviewer.ui.dialogs.place_site import PlaceSiteDialog  # noqa: PLC0415  off the start path

        dialog = PlaceSiteDialog(str(site.title), plan.crs, plan.home, self._window)
        place = dialog.place() if dialog.exec() else None
        if place is not None:
            self._session.place_site(site_id, place.lon, place.lat)
        dialog.deleteLater()

    def place_selected_by_typing(self) -> None:
        """Ask for the coordinates of the selected site."""
        if self._selected is not None:
            self.place_by_typing(self._selected)

    def unplace_selected(self) -> None:
        """Forget the place given to the selected site."""
        if self._selected is not None:
            self._session.unplace_site(self._selected)


def placing_hint(site: Site) -> str:
    """Say what the next click will do."""
    hint = translate("site", "Click on the map where “{site}” lies. Esc: leave it.")
    return hint.format(site=site.title)
