"""How far long work is, told from deep inside it, and the place where it can be stopped.

Whoever starts the work listens; loops over many features say what share of their part is done.
Nobody need listen: then it costs next to nothing. The listener may raise, which ends the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, TypeVar

Item = TypeVar("Item")
_EVERY: Final = 512
_HEAVY: Final = 20_000
"""What weighs as much as so many small things is told along the way."""


@dataclass(frozen=True)
class _Part:
    """A part of the work: from which to which share of the whole it reaches."""

    listener: Callable[[float], None]
    begin: float = 0.0
    end: float = 1.0

    def within(self, share: float) -> float:
        return self.begin + share * (self.end - self.begin)


_current: ContextVar[_Part | None] = ContextVar("pace", default=None)


def reached(share: float) -> None:
    """Say that ``share`` (0–1) of the part in hand is done; whatever the listener raises comes out.

    Cheap enough for every thousand features, not for every one.
    """
    part = _current.get()
    if part is not None:
        part.listener(part.within(share))


def along(items: Iterable[Item], count: int) -> Iterator[Item]:
    """Give the ``count`` items one by one, saying now and then what share of them is done."""
    for number, item in enumerate(items):
        if number % _EVERY == 0:
            reached(number / count)
        yield item


def by_weight(items: Iterable[Item], weights: Iterable[float]) -> Iterator[Item]:
    """Give items one by one, each as a part of the work as large as its weight.

    Who works on a heavy one may say how far it is with that; light ones are told now and then.
    """
    known = list(weights)
    whole, done = max(sum(known), 1.0), 0.0
    for number, (item, weight) in enumerate(zip(items, known, strict=True)):
        if weight >= _HEAVY:
            with part(done / whole, (done + weight) / whole):
                yield item
        else:
            if number % _EVERY == 0:
                reached(done / whole)
            yield item
        done += weight


class Steps:
    """Many small steps of one part of the work, in several rows; told only where they are many."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._done = 0

    def along(self, items: Iterable[Item]) -> Iterator[Item]:
        """Give some of the items one by one, saying now and then what share of all is done."""
        told = self._count >= _HEAVY
        for item in items:
            if told and self._done % _EVERY == 0:
                reached(self._done / self._count)
            self._done += 1
            yield item


def is_heard() -> bool:
    """Return whether anybody listens, and may want to stop the work."""
    return _current.get() is not None


@contextmanager
def listening(listener: Callable[[float], None]) -> Iterator[None]:
    """Hear the shares (0–1) of what is done inside, in this thread."""
    token = _current.set(_Part(listener))
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def part(begin: float, end: float) -> Iterator[None]:
    """Let what is inside count as the share from ``begin`` to ``end`` of the part around it."""
    around = _current.get()
    if around is None:
        yield
        return
    token = _current.set(_Part(around.listener, around.within(begin), around.within(end)))
    try:
        reached(0.0)
        yield
    finally:
        _current.reset(token)
