"""The plan itself and what belongs to its layers: begun, named, and said where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planviewer.i18n import Message
from planviewer.model.crs import parse_crs

if TYPE_CHECKING:
    from planviewer.model.layer import Group
    from planviewer.model.plan import Plan
    from planviewer.ui.dialogs.group_properties import GroupPropertiesDialog
    from planviewer.ui.dialogs.layer_properties import LayerPropertiesDialog
    from planviewer.ui.dialogs.new_plan import NewPlanDialog
    from planviewer.ui.dialogs.plan_properties import PlanPropertiesDialog
    from planviewer.ui.main_window import MainWindow


class PlanController(QObject):
    """Begins plans, and asks for their properties and those of layers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._session.opened.connect(self._opened)
        self._session.plan_changed.connect(self._changed)
        tree = window.layer_panel.tree
        tree.current_changed.connect(lambda _row: window.actions_.refresh())
        window.middle.hint.open_wished.connect(window.files.ask_open)

    # --- a new plan ---------------------------------------------------------------------------
    def ask_new(self) -> NewPlanDialog | None:
        """Ask for a new plan, after asking about unsaved edits of the one that is open."""
        if not self._window.may_leave_plan():
            return None
        from planviewer.ui.dialogs.new_plan import NewPlanDialog  # noqa: PLC0415  off the start path
        from planviewer.ui.dialogs.system_list import PlanSystem  # noqa: PLC0415

        chosen = self._window.settings
        remembered = PlanSystem(chosen.plan_crs, chosen.plan_province) if chosen.plan_crs else None
        view = self._window.visible_bounds() if self._window.has_plan else None
        dialog = NewPlanDialog(remembered, view, self._window)
        dialog.accepted.connect(lambda: self._begin(dialog))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _begin(self, dialog: NewPlanDialog) -> None:
        plan, system = dialog.plan(), dialog.chosen_system()
        if plan is None or system is None:
            return
        self._window.look.change_settings(plan_crs=system.crs, plan_province=system.province)
        self._session.new(plan)

    # --- properties ---------------------------------------------------------------------------
    def ask_properties(self) -> PlanPropertiesDialog:
        """Ask for the titles, the system and the home of the plan; one step that can be undone."""
        from planviewer.ui.dialogs.plan_properties import PlanPropertiesDialog  # noqa: PLC0415

        dialog = PlanPropertiesDialog(
            self._session.plan, self._window.visible_bounds(), self._window
        )
        label = Message("session", "plan properties")
        dialog.accepted.connect(lambda: self._session.edit(label, dialog.change))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def has_layer(self) -> bool:
        """Whether a layer or the heading of a group is chosen."""
        panel = self._window.layer_panel
        chosen = panel.current_layer() or panel.current_group()
        return self._window.has_plan and chosen is not None

    def ask_chosen(self) -> LayerPropertiesDialog | GroupPropertiesDialog | None:
        """Ask for what belongs to the layer or the group that is chosen."""
        group = self._window.layer_panel.current_group()
        return self.ask_layer() if group is None else self.ask_group(group)

    def ask_group(self, group: Group) -> GroupPropertiesDialog:
        """Ask for the title of a group; one step that can be undone."""
        from planviewer.ui.dialogs.group_properties import GroupPropertiesDialog  # noqa: PLC0415

        dialog = GroupPropertiesDialog(group, self._window)
        label = Message("session", "properties of {name}", {"name": group.title})
        dialog.accepted.connect(lambda: self._session.edit(label, dialog.change))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def ask_layer(self) -> LayerPropertiesDialog | None:
        """Ask for title, group and origin of the current layer; one step that can be undone."""
        layer = self._window.layer_panel.current_layer()
        if layer is None:
            return None
        from planviewer.ui.dialogs.layer_properties import LayerPropertiesDialog  # noqa: PLC0415

        dialog = LayerPropertiesDialog(self._session.plan, layer, self._window)
        label = Message("session", "properties of {name}", {"name": layer.title})
        dialog.accepted.connect(lambda: self._session.edit(label, dialog.change))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    # --- what follows -------------------------------------------------------------------------
    def _opened(self) -> None:
        self._use_system()
        self._show_hint()

    def _changed(self, old: Plan, new: Plan) -> None:
        if old.crs != new.crs:
            self._use_system()
        if old.home_provisional and not new.home_provisional and len(new.layers) > len(old.layers):
            self._window.show_home()
        self._show_hint()

    def _use_system(self) -> None:
        """Draw the grid of the plan's own system, and name it."""
        crs = self._session.plan.crs
        self._window.map.set_grid(crs)
        self._window.status.show_crs(crs, parse_crs(crs).name)

    def _show_hint(self) -> None:
        self._window.middle.show_hint(shown=not self._session.plan.layers)
