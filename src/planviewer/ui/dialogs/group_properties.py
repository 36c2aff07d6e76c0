"""The title of a group of layers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model import edits
from planviewer.model.layer import Group
from planviewer.model.plan import Plan
from planviewer.ui.dialogs.frame import AskDialog
from planviewer.ui.dialogs.text_fields import TextFields

WIDTH = 520


class GroupPropertiesDialog(AskDialog):
    """Ask for another title of a group; :meth:`change` carries it out."""

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = group
        self.title = TextFields(group.title)
        self.body.addWidget(self.title)
        self.title.changed.connect(self._judge)
        self.setMinimumWidth(WIDTH)
        self.speak()
        self.order(self.title.vi, self.title.en)

    def change(self, plan: Plan) -> Plan:
        """Return ``plan`` with the title typed; unchanged while there is none."""
        title = self.title.text()
        return plan if title is None else edits.name_group(plan, self._group.id, title)

    def _judge(self) -> None:
        named = self.title.text() is not None
        words = "" if named else translate("layer properties", "Give the group a title.")
        self.say(words, "error", acceptable=named)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("layer properties", "Group of layers"))
        self.question.setText(translate("layer properties", "Group of layers"))
        self.explanation.setText(
            translate("layer properties", "The title stands in the list of layers and in legends.")
        )
        self.title.name(
            translate("new plan", "Title (Vietnamese)"),
            translate("new plan", "Title (English, optional)"),
        )
        self.accept_button.setText(translate("new plan", "Apply"))
        self._judge()
