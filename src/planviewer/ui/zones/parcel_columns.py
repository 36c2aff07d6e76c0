"""Which column of a parcel layer holds what: asked, and remembered in the plan and the settings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from planviewer.analysis.parcels import recognised
from planviewer.app.session import Session
from planviewer.app.settings import Settings
from planviewer.app.zone_editing import parcel_layers
from planviewer.i18n import Message
from planviewer.model.edits import set_cadastre
from planviewer.ui.dialogs.parcel_fields import ParcelFieldsDialog


class ParcelColumns:
    """What is known of the columns of parcel layers, beyond their names."""

    def __init__(
        self,
        session: Session,
        settings: Callable[[], Settings],
        change_settings: Callable[..., None],
    ) -> None:
        self._session = session
        self._settings = settings
        self._change_settings = change_settings

    def of(self, layer: str | None) -> list[str] | None:
        """Return the columns of a layer, None while it has no features."""
        frame = None if layer is None else self._session.data.store.frame(layer)
        if frame is None:
            return None
        return [str(name) for name in frame.columns if name != frame.geometry.name]

    def named(self, layer: str) -> dict[str, str]:
        """Return the columns a person named: in this plan, else for layers of the same columns."""
        land = self._session.plan.cadastre
        if land.parcels == layer and land.fields:
            return {str(key): name for key, name in land.fields}
        return self._settings().parcel_fields.get(signature(self.of(layer) or []), {})

    def ask(self, layer: str, parent: QWidget) -> None:
        """Show which column holds what, and keep what the person corrects."""
        columns, frame = self.of(layer), self._session.data.store.frame(layer)
        if columns is None or frame is None:
            return
        plan, known = self._session.plan, recognised(columns)
        others = [x for x in parcel_layers(plan, self._session.data) if x.id != layer]
        dialog = ParcelFieldsDialog(
            str(plan.layer(layer).title),
            {name: [str(value) for value in frame[name].dropna().head(3)] for name in columns},
            known,
            known.corrected(self.named(layer), columns),
            parent,
            buildings=[(x.id, str(x.title)) for x in others],
            building_layer=plan.cadastre.buildings,
        )
        if dialog.exec():
            self.keep(layer, dialog.corrections(), dialog.buildings())
        dialog.deleteLater()

    def keep(self, layer: str, corrections: dict[str, str], buildings: str | None = None) -> None:
        """Use corrected columns from now on: in the plan, undoably, and for layers like this one.

        ``buildings`` is the layer whose buildings are counted.
        """
        kept = dict(self._settings().parcel_fields)
        kept[signature(self.of(layer) or [])] = corrections
        self._change_settings(parcel_fields=kept)
        land = self._session.plan.cadastre.changed(
            parcels=layer, fields=tuple(corrections.items()), buildings=buildings
        )
        if land != self._session.plan.cadastre:
            name = {"name": self._session.plan.layer(layer).title}
            label = Message("session", "fields of {name}", name)
            self._session.edit(label, lambda plan: set_cadastre(plan, land))


def signature(columns: list[str]) -> str:
    """Return what tells layers of the same columns."""
    return "|".join(sorted(columns))
