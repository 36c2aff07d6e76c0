"""What belongs to a plan: its titles, the system it measures in, and the view of all of it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model import edits
from planviewer.model.plan import Bounds, Plan
from planviewer.ui.dialogs.frame import AskDialog
from planviewer.ui.dialogs.new_plan import WIDTH
from planviewer.ui.dialogs.system_list import PlanSystem, SystemList
from planviewer.ui.dialogs.text_fields import TextFields


class PlanPropertiesDialog(AskDialog):
    """Ask what shall be different about a plan; :meth:`change` carries it out.

    Parameters
    ----------
    view
        What the map shows now (WGS 84 bounds).
    """

    def __init__(self, plan: Plan, view: Bounds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan, self._view = plan, view
        self.title, self.subtitle = TextFields(plan.title), TextFields(plan.subtitle)
        self.system = SystemList(PlanSystem(plan.crs))
        self.home = QCheckBox()
        for part in (self.title, self.subtitle, self.system, self.home):
            self.body.addWidget(part)
        self.title.changed.connect(self._judge)
        self.system.changed.connect(self._judge)
        self.setMinimumWidth(WIDTH)
        self.speak()
        titles = (self.title.vi, self.title.en, self.subtitle.vi, self.subtitle.en)
        self.order(*titles, self.system.search, self.system.list, self.home)

    def change(self, plan: Plan) -> Plan:
        """Return ``plan`` with what was typed; unchanged while something is missing."""
        title, system = self.title.text(), self.system.chosen()
        if title is None or system is None:
            return plan
        plan = edits.set_head(plan, title, self.subtitle.text(), system.crs)
        return edits.set_home(plan, self._view) if self.home.isChecked() else plan

    def _judge(self) -> None:
        system = self.system.chosen()
        words, role = self.system.verdict()
        if system is not None and system.crs != self._plan.crs:
            role = "warning"
            words = f"{words}. " + translate(
                "new plan",
                "Zones, lengths and areas are computed anew on this grid; the layers stay where "
                "they are.",
            )
        if system is not None and self.title.text() is None:
            words = translate("new plan", "Give the plan a title.")
        acceptable = system is not None and self.title.text() is not None
        self.say(words, role, acceptable=acceptable)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("new plan", "Plan properties"))
        self.question.setText(translate("new plan", "Plan properties"))
        self.explanation.setText(
            translate("new plan", "They stand on sheets, pages and packages. All can be undone.")
        )
        self.title.name(
            translate("new plan", "Title (Vietnamese)"),
            translate("new plan", "Title (English, optional)"),
        )
        self.subtitle.name(
            translate("new plan", "Place (Vietnamese, optional)"),
            translate("new plan", "Place (English, optional)"),
        )
        self.subtitle.vi.setPlaceholderText(translate("new plan", "e.g. commune, province"))
        self.home.setText(
            translate("new plan", "Take what the map shows now as the view of the whole plan")
        )
        self.accept_button.setText(translate("new plan", "Apply"))
        self._judge()
