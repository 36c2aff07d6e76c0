"""Menus, tool bar and shortcuts, built from the commands; nothing is declared twice."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from planviewer.app.commands import Command, Commands
from planviewer.i18n import translate
from planviewer.ui.theme import icon


class Actions(QObject):
    """One QAction a command; titles follow the language, states follow ``refresh``."""

    def __init__(self, commands: Commands, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._actions = {command.id: self._make(command) for command in commands}
        self._menus: dict[str, QMenu] = {}

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def _make(self, command: Command) -> QAction:
        action = QAction(self._window)
        action.setObjectName(command.id)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda _checked=False: command.run())
        self._window.addAction(action)
        return action

    def build_menus(self, order: tuple[str, ...]) -> None:
        """Fill the menu bar; ``order`` are the menus' ids, left to right."""
        for menu_id in order:
            menu = self._window.menuBar().addMenu("")
            self._menus[menu_id] = menu
            for command in self._commands.of_menu(menu_id):
                if command.separated and menu.actions():
                    menu.addSeparator()
                menu.addAction(self._actions[command.id])

    def replace(self, command_id: str, submenu: QMenu) -> None:
        """Hang a submenu into the menu of a command, in the place of its entry."""
        menu = self._menus[self._commands[command_id].menu]
        menu.insertMenu(self._actions[command_id], submenu)
        menu.removeAction(self._actions[command_id])

    def build_toolbar(self, bar: QToolBar, trailing: tuple[str, ...]) -> None:
        """Fill the tool bar; ``trailing`` commands stand at its far end."""
        leading = [c for c in self._commands if c.toolbar and c.id not in trailing]
        for command in leading:
            if command.separated and bar.actions():
                bar.addSeparator()
            bar.addAction(self._actions[command.id])
        spacer = QWidget(bar)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spacer)
        for command_id in trailing:
            bar.addAction(self._actions[command_id])

    def refresh(self) -> None:
        """Ask every command again whether it can run and is switched on."""
        for command in self._commands:
            action = self._actions[command.id]
            action.setEnabled(command.enabled())
            if command.checked is not None:
                action.setChecked(command.checked())

    def retranslate(self) -> None:
        """Set titles, tips and icons in the language and theme of the moment."""
        for command in self._commands:
            action = self._actions[command.id]
            title = str(command.title)
            action.setText(title)
            tip = str(command.tip or command.title).rstrip("…")
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{tip} ({keys})" if keys else tip)
            action.setStatusTip(tip)
            if command.icon:
                action.setIcon(icon(command.icon))
        for menu_id, menu in self._menus.items():
            menu.setTitle(menu_title(menu_id))


def menu_title(menu_id: str) -> str:
    """Return a menu's title with its access key."""
    return {
        "file": translate("menu", "&File"),
        "edit": translate("menu", "&Edit"),
        "view": translate("menu", "&View"),
        "layer": translate("menu", "&Layer"),
        "select": translate("menu", "Se&lect"),
        "site": translate("menu", "&Sites"),
        "zone": translate("menu", "&Zones"),
        "help": translate("menu", "&Help"),
    }[menu_id]
