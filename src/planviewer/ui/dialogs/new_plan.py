"""Begin a plan: what it is called, in which system it measures, and what it shows at first."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QWidget
from typing_extensions import override

from planviewer.app.new_plan import empty_plan
from planviewer.i18n import translate
from planviewer.model.plan import Bounds, Plan
from planviewer.ui.dialogs.frame import AskDialog
from planviewer.ui.dialogs.system_list import PlanSystem, SystemList
from planviewer.ui.dialogs.text_fields import TextFields

WIDTH = 640


class NewPlanDialog(AskDialog):
    """Ask for what a plan begins with; ``plan()`` is it once accepted.

    Parameters
    ----------
    remembered
        The system of the plan made last; it is only offered.
    view
        What the map shows now (WGS 84 bounds); None: nothing that could be taken over.
    """

    def __init__(
        self,
        remembered: PlanSystem | None = None,
        view: Bounds | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self.title, self.subtitle = TextFields(), TextFields()
        self.system = SystemList(remembered)
        self.where = QLabel()
        self.by_file, self.by_view = QRadioButton(), QRadioButton()
        self.by_file.setChecked(True)
        self.by_view.setEnabled(view is not None)
        self._group = QButtonGroup(self)
        places = QHBoxLayout()
        places.setSpacing(16)
        places.addWidget(self.where)
        for button in (self.by_file, self.by_view):
            self._group.addButton(button)
            places.addWidget(button)
        places.addStretch(1)
        for part in (self.title, self.subtitle, self.system):
            self.body.addWidget(part)
        self.body.addLayout(places)
        self.title.changed.connect(self._judge)
        self.system.changed.connect(self._judge)
        self.setMinimumWidth(WIDTH)
        self.speak()
        titles = (self.title.vi, self.title.en, self.subtitle.vi, self.subtitle.en)
        self.order(*titles, self.system.search, self.system.list, self.by_file, self.by_view)

    def chosen_system(self) -> PlanSystem | None:
        """Return the system, None while none is chosen."""
        return self.system.chosen()

    def plan(self) -> Plan | None:
        """Return the plan without layers, None while something is missing."""
        title, system = self.title.text(), self.system.chosen()
        if title is None or system is None:
            return None
        home = self._view if self.by_view.isChecked() else None
        return empty_plan(title, self.subtitle.text(), system.crs, home)

    def _judge(self) -> None:
        words, role = self.system.verdict()
        if self.system.chosen() is not None and self.title.text() is None:
            words = f"{words}. {translate('new plan', 'Give the plan a title.')}"
        self.say(words, role, acceptable=self.plan() is not None)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("new plan", "New plan"))
        self.question.setText(translate("new plan", "New plan"))
        self.explanation.setText(
            translate(
                "new plan",
                "Lengths, areas and zones are measured in the plan’s coordinate system. "
                "Files in other systems are brought to it.",
            )
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
        self.where.setText(translate("new plan", "Whole plan:"))
        self.by_file.setText(translate("new plan", "where the first file lies"))
        self.by_view.setText(translate("new plan", "what the map shows now"))
        self.accept_button.setText(translate("new plan", "Begin the plan"))
        self._judge()
