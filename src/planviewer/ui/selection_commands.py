"""The commands for selecting and measuring on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planviewer.app.commands import Command
from planviewer.i18n import Message

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow


def selection_commands(window: MainWindow) -> tuple[Command, ...]:
    """Return the tools, and what can be done with the selection."""
    return (*_tools(window), *_doing(window))


def _tools(window: MainWindow) -> tuple[Command, ...]:
    tools = window.tools
    return (
        Command(
            "select.rectangle",
            Message("command", "Select in a rectangle"),
            lambda: tools.use("select.rectangle"),
            Message("command", "Select what a rectangle touches; Shift adds"),
            icon="square-dashed",
            shortcut="Ctrl+R",
            checked=lambda: tools.is_used("select.rectangle"),
            enabled=lambda: window.has_plan,
            toolbar=True,
            separated=True,
        ),
        Command(
            "select.polygon",
            Message("command", "Select in a polygon"),
            lambda: tools.use("select.polygon"),
            Message("command", "Select what a polygon touches; Shift adds"),
            icon="lasso-select",
            shortcut="Ctrl+Shift+R",
            checked=lambda: tools.is_used("select.polygon"),
            enabled=lambda: window.has_plan,
            toolbar=True,
        ),
        Command(
            "select.distance",
            Message("command", "Measure a distance"),
            lambda: tools.use("select.distance"),
            Message("command", "Measure a distance in the plan's coordinate system"),
            icon="ruler",
            shortcut="Ctrl+T",
            checked=lambda: tools.is_used("select.distance"),
            enabled=lambda: window.has_plan,
            toolbar=True,
        ),
        Command(
            "select.area",
            Message("command", "Measure an area"),
            lambda: tools.use("select.area"),
            Message("command", "Measure an area in the plan's coordinate system"),
            icon="land-plot",
            shortcut="Ctrl+Shift+T",
            checked=lambda: tools.is_used("select.area"),
            enabled=lambda: window.has_plan,
            toolbar=True,
        ),
    )


def _doing(window: MainWindow) -> tuple[Command, ...]:
    selection = window.selection
    return (
        Command(
            "select.in-view",
            Message("command", "Select all in view"),
            lambda: selection.select_in_bounds(window.visible_bounds()),
            Message("command", "Select all features the map shows now"),
            icon="square-check",
            shortcut="Ctrl+Shift+A",
            enabled=lambda: window.has_plan,
            separated=True,
        ),
        Command(
            "select.only-current",
            Message("command", "In the current layer only"),
            selection.switch_only_current,
            Message("command", "Rectangle, polygon and view select in the current layer only"),
            checked=lambda: selection.only_current,
        ),
        Command(
            "select.zoom",
            Message("command", "Zoom to the selection"),
            selection.zoom_to,
            icon="scan-search",
            shortcut="Ctrl+J",
            enabled=lambda: selection.exists,
            separated=True,
        ),
        Command(
            "select.copy",
            Message("command", "Copy as a table"),
            selection.copy_table,
            Message("command", "Copy the selected features as a table for a spreadsheet"),
            icon="clipboard-copy",
            shortcut="Ctrl+Shift+C",
            enabled=lambda: selection.exists,
        ),
        Command(
            "select.clear",
            Message("command", "Clear the selection"),
            selection.clear,
            icon="square-x",
            shortcut="Ctrl+Shift+X",
            enabled=lambda: selection.exists,
        ),
    )
