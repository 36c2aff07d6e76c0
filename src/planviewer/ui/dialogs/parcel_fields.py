"""Which column of a parcel layer holds what: recognised, shown with examples, corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from planviewer.analysis.parcels import ParcelFields
from planviewer.i18n import translate
from planviewer.ui.base import plain_label
from planviewer.ui.dialogs.column_form import ColumnForm
from planviewer.ui.dialogs.frame import AskDialog

KEYS: Final = ("sheet", "parcel", "land_type", "area", "owner", "address", "owner_kind")
_NEEDED: Final = ("sheet", "parcel", "land_type")


class ParcelFieldsDialog(AskDialog):
    """Asks for the columns; ``corrections()`` are those that differ from what was recognised.

    Parameters
    ----------
    layer
        Title of the parcel layer.
    columns
        Its columns with examples of what they hold.
    recognised, now
        What the names alone say, and what is used at this moment.
    buildings, building_layer
        Layers (id, title) that may be buildings, and the one whose buildings are counted.
    """

    def __init__(
        self,
        layer: str,
        columns: Mapping[str, Sequence[str]],
        recognised: ParcelFields,
        now: ParcelFields,
        parent: QWidget | None = None,
        *,
        buildings: Sequence[tuple[str, str]] = (),
        building_layer: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._layer, self._recognised = layer, recognised
        form = self._form = ColumnForm(KEYS, columns, lambda key: getattr(now, key))
        self.fields, self.labels, self.examples = form.combos, form.labels, form.examples
        form.on_change(self._judge)
        self.building_label, self.building = plain_label(wrap=False), QComboBox()
        self.building.addItem("", None)
        for layer_id, title in buildings:
            self.building.addItem(title, layer_id)
        self.building.setCurrentIndex(max(self.building.findData(building_layer), 0))
        self.building_label.setBuddy(self.building)
        form.addWidget(self.building_label, len(self.fields), 0)
        form.addWidget(self.building, len(self.fields), 1, 1, 2)
        self.body.addLayout(form)
        self.resize(620, 420)
        self.speak()
        self.order(*self.fields.values(), self.building)

    def corrections(self) -> dict[str, str]:
        """Return what differs from the recognised columns; "" for a field there is not."""
        chosen = self._form.chosen()
        return {
            key: column or ""
            for key, column in chosen.items()
            if column != getattr(self._recognised, key)
        }

    def buildings(self) -> str | None:
        """Return the layer whose buildings are to be counted."""
        layer: str | None = self.building.currentData()
        return layer

    def _judge(self) -> None:
        self._form.show_examples()
        chosen = [c for combo in self.fields.values() if (c := combo.currentData())]
        twice = sorted({column for column in chosen if chosen.count(column) > 1})
        missing = [key for key in _NEEDED if not self.fields[key].currentData()]
        if twice:
            words = translate("parcel-fields", "Chosen twice: {columns}")
            self.say(words.format(columns=", ".join(twice)), "warning", acceptable=True)
        elif missing:
            words = translate("parcel-fields", "Not known: {fields}. The table leaves it empty.")
            listed = ", ".join(_word(key).lower() for key in missing)
            self.say(words.format(fields=listed), "warning", acceptable=True)
        else:
            words = translate("parcel-fields", "All that the table needs is known.")
            self.say(words, "muted", acceptable=True)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("parcel-fields", "Fields of the parcels"))
        words = translate("parcel-fields", "Which column of {layer} holds what?")
        self.question.setText(words.format(layer=self._layer))
        self.explanation.setText(
            translate(
                "parcel-fields",
                "Recognised by name. What you correct is kept for layers with the same columns.",
            )
        )
        self.accept_button.setText(translate("parcel-fields", "Use these columns"))
        self.building_label.setText(translate("parcel-fields", "Count buildings of"))
        self.building.setAccessibleName(self.building_label.text())
        self.building.setItemText(0, translate("parcel-fields", "(none)"))
        self._form.name(_word, translate("parcel-fields", "(none)"))
        self._judge()


def _word(key: str) -> str:
    return {
        "sheet": translate("parcel-fields", "Map sheet"),
        "parcel": translate("parcel-fields", "Parcel number"),
        "land_type": translate("parcel-fields", "Land type"),
        "area": translate("parcel-fields", "Recorded area"),
        "owner": translate("parcel-fields", "Owner"),
        "address": translate("parcel-fields", "Address"),
        "owner_kind": translate("parcel-fields", "Kind of owner"),
    }[key]
