"""Which layer holds the sites of the plan: the person chooses it, and what its columns mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.layer import FileSource, Layer

if TYPE_CHECKING:
    import geopandas as gpd

    from planviewer.model.site import SiteFields
    from planviewer.ui.dialogs.sites_layer import SitesLayerDialog
    from planviewer.ui.main_window import MainWindow


class SitesLayerController(QObject):
    """Makes a layer the sites layer, or none."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def can_use(self) -> bool:
        """Whether the current layer is one of points that could hold the sites."""
        return self._current() is not None

    def has_sites(self) -> bool:
        """Whether a layer holds the sites."""
        return self._window.has_plan and self._session.plan.sites_layer is not None

    def _current(self) -> Layer | None:
        layer = self._window.layer_panel.current_layer() if self._window.has_plan else None
        if layer is None or not isinstance(layer.source, FileSource):
            return None
        plan, features = self._session.plan, self._session.data.store.entry(layer.id).features
        own = layer.id == plan.sites_layer and plan.site_fields is None
        fit = features is not None and features.kind == "point" and not own
        return layer if fit else None

    def ask(self) -> SitesLayerDialog | None:
        """Ask what the columns of the current layer say, and use it as the sites of the plan."""
        layer = self._current()
        plan, data = self._session.plan, self._session.data
        frame = None if layer is None else data.as_read(plan, layer.id)
        if layer is None or frame is None:
            return None
        from planviewer.reading.site_tables import MOST_SITES, OWN_FIELDS  # noqa: PLC0415

        if len(frame) > MOST_SITES:
            words = Message(
                "sites-layer",
                "A layer of more than {most} features cannot hold the sites of a plan.",
                {"most": MOST_SITES},
            )
            self._window.warn(words)
            return None
        is_used = layer.id == plan.sites_layer
        if frame.columns.isin(list(OWN_FIELDS)).sum() == len(OWN_FIELDS) and not is_used:
            self._use(layer, None)
            return None
        return self._ask_columns(layer, frame)

    def _ask_columns(self, layer: Layer, frame: gpd.GeoDataFrame) -> SitesLayerDialog:
        from planviewer.app.previewing import fields_of  # noqa: PLC0415  off the start path
        from planviewer.reading.site_tables import recognised  # noqa: PLC0415
        from planviewer.ui.dialogs.sites_layer import SitesLayerDialog  # noqa: PLC0415

        plan = self._session.plan
        is_used = layer.id == plan.sites_layer
        table = frame.drop(columns=frame.geometry.name)
        examples = {field.name: field.samples.split(" · ") for field in fields_of(table)}
        now = plan.site_fields if is_used else recognised(examples)
        forgets = not is_used and bool(plan.placements)
        dialog = SitesLayerDialog(str(layer.title), examples, now, self._window, forgets=forgets)
        dialog.accepted.connect(lambda: self._use(layer, dialog.fields()))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _use(self, layer: Layer, fields: SiteFields | None) -> None:
        name = {"name": layer.title}
        label = Message("session", "sites from {name}", name)
        self._session.edit(label, lambda plan: edits.use_sites(plan, layer.id, fields))
        self._window.find_site()
        sites, rows = self._session.data.sites, self._session.data.store.frame(layer.id)
        left = 0 if rows is None else len(rows) - len(sites)
        if left:
            words = Message(
                "sites-layer", "Features without a name are no sites: {count}.", {"count": left}
            )
            self._window.warn(words)

    def release(self) -> None:
        """Have no layer hold the sites; the layer stays."""
        label = Message("session", "no sites layer")
        self._session.edit(label, lambda plan: edits.use_sites(plan, None))
