"""Undo and redo on values: the past is a list of values, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from planviewer.i18n import Message

T = TypeVar("T")
LIMIT = 200
"""Steps kept. Plans share their unchanged parts, so a step costs little."""


@dataclass(frozen=True)
class Step(Generic[T]):
    """A value and what was done to reach it."""

    value: T
    label: Message


class History(Generic[T]):
    """The present value with its past and its undone future."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._past: list[Step[T]] = []
        self._future: list[Step[T]] = []

    @property
    def value(self) -> T:
        """The present value."""
        return self._value

    @property
    def undo_label(self) -> Message | None:
        """What undo would take back, None if there is nothing."""
        return self._past[-1].label if self._past else None

    @property
    def redo_label(self) -> Message | None:
        """What redo would do again, None if there is nothing."""
        return self._future[-1].label if self._future else None

    def push(self, value: T, label: Message) -> None:
        """Make ``value`` present; an equal value is no step."""
        if value == self._value:
            return
        self._past.append(Step(self._value, label))
        del self._past[:-LIMIT]
        self._future.clear()
        self._value = value

    def undo(self) -> T:
        """Go one step back (nothing happens at the beginning) and return the present value."""
        if self._past:
            step = self._past.pop()
            self._future.append(Step(self._value, step.label))
            self._value = step.value
        return self._value

    def redo(self) -> T:
        """Go one step forward again (nothing happens at the end) and return the present value."""
        if self._future:
            step = self._future.pop()
            self._past.append(Step(self._value, step.label))
            self._value = step.value
        return self._value
