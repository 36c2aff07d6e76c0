"""Words and numbers in the language of the person in front of the screen.

Everything shown to people goes through :func:`translate` or a :class:`Message`. Both are found by
``pyside6-lupdate`` and land in ``resources/i18n/*.ts``; Qt is not needed here, because the model
and the readers speak too. ``app.language`` installs the Qt translator at start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from numbers import Integral
from typing import Any, Final, Literal

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
Translator = Callable[[str, str, str, int], str]


def _source_text(_context: str, source: str, _comment: str, n: int) -> str:
    """Answer in English, the language of the source texts (with the plural mark filled in)."""
    return source.replace("%n", str(n)) if n >= 0 else source


@dataclass
class _Current:
    """The one piece of process-wide state of this module: who translates, and into what."""

    language: Language = "en"
    translator: Translator = _source_text
    second: Translator | None = None
    """Looks texts up in the other language, where both are written."""


_GROUPING: Final[dict[Language, str]] = {"vi": ".", "en": ","}
BETWEEN: Final = " / "
"""Stands between the two languages of a text written in both."""

_current = _Current()
_spoken: ContextVar[_Current | None] = ContextVar("spoken", default=None)


def _now() -> _Current:
    return _spoken.get() or _current


@contextmanager
def speaking(
    language: Language, translator: Translator | None = None, second: Translator | None = None
) -> Iterator[None]:
    """Speak ``language`` inside, in this thread only, whatever the interface speaks.

    With ``second``, which looks texts up in the other language, every text is written in both;
    figures stay as ``language`` writes them.
    """
    token = _spoken.set(_Current(language, translator or _source_text, second))
    try:
        yield
    finally:
        _spoken.reset(token)


def is_bilingual() -> bool:
    """Return whether texts are written in both languages at the moment."""
    return _now().second is not None


def in_each(make: Callable[[], str]) -> str:
    """Return what ``make`` says, in both languages one after the other where both are written.

    For sentences put together from parts, which would each be doubled otherwise.
    """
    now = _now()
    if now.second is None:
        return make()
    with speaking(now.language, now.translator):
        first = make()
    with speaking("en" if now.language == "vi" else "vi", now.second):
        return joined(first, make())


def joined(one: str, other: str) -> str:
    """Return a text in both languages, once where they agree."""
    return one if one == other or not other else f"{one}{BETWEEN}{other}"


def install(language: Language, translator: Translator | None = None) -> None:
    """Make ``language`` current; ``translator`` looks texts up (none: the English sources)."""
    _current.language = language
    _current.translator = translator or _source_text


def language() -> Language:
    """Return the current language."""
    return _now().language


def as_language(name: str) -> Language:
    """Return ``name`` ("vi", "vi_VN", "en-GB" …) as a language we speak, English when unknown."""
    short = name.replace("_", "-").split("-")[0].lower()
    return "vi" if short == "vi" else "en"


def translate(context: str, source: str, comment: str = "", n: int = -1) -> str:
    """Return ``source`` in the current language.

    Parameters
    ----------
    context, source, comment, n
        As for ``QCoreApplication.translate``; literal strings, or lupdate cannot see them.
        ``n`` fills ``%n`` and chooses the plural.
    """
    now = _now()
    text = now.translator(context, source, comment, n)
    return text if now.second is None else joined(text, now.second(context, source, comment, n))


@dataclass(frozen=True)
class Message:
    """A text that is translated when it is shown, not when it is made.

    ``Message("errors", "No file {path}", {"path": p})``; numbers among the values are formatted
    by the language of the moment, and so is a :class:`Figure`. What is no figure but only looks
    like one (a code, a number in a file's own words) is given as text.
    """

    context: str
    source: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def again(cls, parts: dict[str, Any]) -> Message:
        """Return a message by its parts, as another process of ours wrote them down."""
        return cls(**parts)

    def __str__(self) -> str:
        values = {name: _shown(value) for name, value in self.values.items()}
        return translate(self.context, self.source).format(**values)


@dataclass(frozen=True)
class Listed:
    """Texts one after the other, each translated when they are shown."""

    parts: tuple[object, ...]
    between: str = "; "

    def __str__(self) -> str:
        return self.between.join(map(str, self.parts))


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, Integral):
        return number(int(value))
    return number(value, 2) if isinstance(value, float) else value


@dataclass(frozen=True)
class Figure:
    """A figure of a :class:`Message`, written when it is shown: ``Figure(length, 12.5)``.

    ``decimals`` as :func:`number` takes them.
    """

    write: Callable[..., str]
    value: float | date
    decimals: int | None = None

    def __str__(self) -> str:
        more = () if self.decimals is None else (self.decimals,)
        return self.write(self.value, *more)


def number(value: float, decimals: int = 0) -> str:
    """Format a number: 1.234.567,89 in Vietnamese, 1,234,567.89 in English."""
    text = f"{value:,.{decimals}f}"
    if language() == "vi":
        return text.translate(str.maketrans(",.", ".,"))
    return text


def read_number(text: str) -> float | None:
    """Read a number as people type it, with either decimal mark; None if it is none.

    A mark is the decimal one, unless it can only group: it comes more than once, stands before
    another kind of mark, or is the language's own grouping mark before three digits.
    """
    plain = "".join(text.split()).replace("−", "-")
    if re.fullmatch(r"[+-]?(?=[.,]?\d)[\d.,]*", plain) is None:
        return None
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return float(plain)
    last = marks[-1]
    after = plain.rpartition(last)[2]
    groups = marks.count(last) > 1 or (len(marks) == 1 and last == _GROUPING[language()])
    if marks.count(last) > 1 and len(set(marks)) > 1:
        return None
    if groups and (marks.count(last) > 1 or len(after) == 3):
        whole, decimals = plain, ""
    else:
        whole, decimals = plain.rpartition(last)[0], after
    return float("".join(re.split(r"[.,]", whole)) + "." + (decimals or "0"))


def percent(share: float) -> str:
    """Format a share (0-1) as whole percent."""
    return f"{number(share * 100)} %"


def length(metres: float) -> str:
    """Format a length for reading: metres below 10 km, kilometres above."""
    if abs(metres) >= 10_000:
        return f"{number(metres / 1000, 2)} km"
    return f"{number(metres, 1)} m"


def area(square_metres: float) -> str:
    """Format an area as people here quote it: m², and hectares from one hectare on."""
    text = f"{number(square_metres, 1)} m²"
    if abs(square_metres) >= 10_000:
        return f"{text} ({number(square_metres / 10_000, 2)} ha)"
    return text


def day(value: date) -> str:
    """Format a date as dd/mm/yyyy, the way both our languages write it in planning papers."""
    return f"{value:%d/%m/%Y}"
