"""Which columns of a layer say what about the sites: recognised by name, shown, corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.site import SiteFields
from planviewer.ui.dialogs.column_form import ColumnForm
from planviewer.ui.dialogs.frame import AskDialog

KEYS: Final = ("name", "group", "funding", "visit_order", "note", "source", "id")


class SitesLayerDialog(AskDialog):
    """Ask for the columns; ``fields()`` are they once accepted.

    Parameters
    ----------
    layer
        Title of the layer.
    columns
        Its columns with examples of what they hold.
    now
        What is recognised or used already.
    forgets
        Whether places given to the sites of another layer will be forgotten.
    """

    def __init__(
        self,
        layer: str,
        columns: Mapping[str, Sequence[str]],
        now: SiteFields | None,
        parent: QWidget | None = None,
        *,
        forgets: bool = False,
    ) -> None:
        super().__init__(parent)
        self._layer, self._forgets = layer, forgets
        form = self._form = ColumnForm(KEYS, columns, lambda key: getattr(now, key, None))
        self.combos, self.labels, self.examples = form.combos, form.labels, form.examples
        form.on_change(self._judge)
        self.body.addLayout(form)
        self.setMinimumWidth(620)
        self.speak()
        self.order(*self.combos.values())

    def fields(self) -> SiteFields | None:
        """Return the columns, None while that of the names is not chosen."""
        chosen = self._form.chosen()
        return None if chosen["name"] is None else SiteFields.model_validate(chosen)

    def _judge(self) -> None:
        self._form.show_examples(_without)
        if self.fields() is None:
            words = translate("sites-layer", "Choose the column that names the sites.")
            self.say(words, "error", acceptable=False)
        elif self._forgets:
            words = translate(
                "sites-layer",
                "Places you gave to sites of the layer used before are forgotten; undo brings "
                "them back.",
            )
            self.say(words, "warning", acceptable=True)
        else:
            words = translate("sites-layer", "The list of sites is made from it; undo is possible.")
            self.say(words, "muted", acceptable=True)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("sites-layer", "Sites of the plan"))
        words = translate("sites-layer", "Which column of {layer} says what about the sites?")
        self.question.setText(words.format(layer=self._layer))
        self.explanation.setText(
            translate(
                "sites-layer",
                "Sites are listed, searched, placed and printed one by one. Features without a "
                "place can be placed on the map later.",
            )
        )
        self.accept_button.setText(translate("sites-layer", "Use as sites"))
        self._form.name(_word, translate("sites-layer", "(none)"))
        self._judge()


def _without(key: str) -> str:
    """Say what stands where a layer has no such column."""
    return {
        "group": translate("sites-layer", "the title of the layer"),
        "source": translate("sites-layer", "the source of the layer"),
        "id": translate("sites-layer", "made from the name"),
    }.get(key, "")


def _word(key: str) -> str:
    return {
        "name": translate("sites-layer", "Name"),
        "group": translate("sites-layer", "Group"),
        "funding": translate("sites-layer", "Funding"),
        "visit_order": translate("sites-layer", "Order of visit"),
        "note": translate("sites-layer", "Note"),
        "source": translate("sites-layer", "Source"),
        "id": translate("sites-layer", "Id"),
    }[key]
