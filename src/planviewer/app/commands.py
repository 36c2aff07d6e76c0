"""A command is declared once; menus, tool bar, shortcuts and help are built from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from planviewer.i18n import Message


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """Something a person can do.

    Attributes
    ----------
    id
        Stable name, e.g. ``file.open``; the part before the dot is its menu.
    title, tip
        What it is called, and one sentence on what it does.
    run
        Called without arguments.
    icon
        Name of an icon of the icon set, empty for none.
    shortcut
        In Qt's portable form ("Ctrl+O"), empty for none.
    enabled, checked
        Asked whenever the state may have changed; ``checked`` None: not a switch.
    toolbar
        Whether it has a button in the tool bar.
    separated
        Whether a new group of the menu or tool bar begins with it.
    """

    id: str
    title: Message
    run: Callable[[], object]
    tip: Message | None = None
    icon: str = ""
    shortcut: str = ""
    enabled: Callable[[], bool] = field(default=_always)
    checked: Callable[[], bool] | None = None
    toolbar: bool = False
    separated: bool = False

    @property
    def menu(self) -> str:
        """The menu it stands in."""
        return self.id.partition(".")[0]


class Commands:
    """All commands by id, in order of declaration."""

    def __init__(self) -> None:
        self._commands: dict[str, Command] = {}

    def add(self, command: Command) -> None:
        """Declare a command; the same id or shortcut twice is a fault of the program."""
        if command.id in self._commands:
            raise ValueError(f"command {command.id} declared twice")
        taken = {c.shortcut for c in self._commands.values() if c.shortcut}
        if command.shortcut in taken:
            raise ValueError(f"shortcut {command.shortcut} given twice")
        self._commands[command.id] = command

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __getitem__(self, command_id: str) -> Command:
        return self._commands[command_id]

    def of_menu(self, menu: str) -> list[Command]:
        """Return the commands of a menu."""
        return [command for command in self._commands.values() if command.menu == menu]
