"""Cells and texts of a workbook's parts, as an XML parser comes across them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, Final, Protocol
from xml.parsers import expat

from planviewer import pace
from planviewer.reading.workbook.dates import Dates

Rows = list[list[Any]]

MOST_EMPTY_ROWS: Final = 1_000
"""So many without a value, and a sheet is at its end, whatever its format says."""
MOST_COLUMNS: Final = 16_384
MOST_GAPS: Final = 10_000_000
"""Empty cells before others in their row, in all rows together."""
_CHUNK: Final = 1 << 16
_TEXTS: Final = frozenset({"str", "inlineStr", "e", "d"})
"""Kinds of cells whose value is text, in which a space counts."""


class Reader(Protocol):
    """Hears of the elements of a part; ``parser`` is set before the first."""

    parser: Any

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""

    def finish(self) -> None:
        """Take in what is still in hand at the end of the part."""


class _EnoughError(Exception):
    """Ends the reading before the end of the part."""


def _parser_for(reader: Reader) -> Any:
    """Return a parser that tells ``reader``; a part that defines entities is refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    reader.parser = parser
    parser.StartElementHandler = _first_of(reader)
    return parser


def _first_of(reader: Reader) -> Any:
    """Return what hears the first element: its prefix, which some programs give to all, is cut."""

    def first(name: str, attributes: dict[str, str]) -> None:
        prefix = name[: name.rfind(":") + 1]
        strip = len(prefix)
        parser = reader.parser
        if strip:
            parser.StartElementHandler = lambda name, given: reader.start(name[strip:], given)
        else:
            parser.StartElementHandler = reader.start
        reader.start(name[strip:], attributes)

    return first


def feed(reader: Reader, stream: IO[bytes], size: int) -> None:
    """Have a part parsed, saying how far it is."""
    parser = _parser_for(reader)
    done = 0
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            done += len(chunk)
            pace.reached(min(1.0, done / max(1, size)))
        parser.Parse(b"", True)
        reader.finish()
    except _EnoughError:
        pass


def _refuse(*_: object) -> None:
    raise ValueError("DOCTYPE")


class StringsReader:
    """Gathers the texts that cells share; reading aids, which stand last, are left out."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.strings: list[str] = []
        self._pieces: list[str] | None = None
        self._in_aid = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Begin an element."""
        if name == "t":
            if self._pieces is not None and not self._in_aid:
                self.parser.CharacterDataHandler = self._pieces.append
                self.parser.EndElementHandler = self._end_text
        elif name == "si":
            self.finish()
            self._pieces, self._in_aid = [], False
        elif name == "rPh":
            self._in_aid = True

    def _end_text(self, _name: str) -> None:
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def finish(self) -> None:
        """Keep the text in hand."""
        if self._pieces is not None:
            self.strings.append("".join(self._pieces))


class Meaning:
    """Knows what stands in a cell, by its attributes and the texts that cells share."""

    def __init__(self, strings: Sequence[str], dates: Dates) -> None:
        self.strings, self.dates = strings, dates

    def of(self, cell: Mapping[str, str], text: str) -> Any:
        """Return the value of a cell.

        Raises
        ------
        ValueError, IndexError
            If the text is no number, or names no shared text, where it should.
        """
        kind = cell.get("t")
        if kind is None and cell.get("s") not in self.dates.styles:
            return int(text) if text.isdecimal() else float(text)
        if kind == "s":
            return self.strings[int(text)]
        if kind is None or kind == "n":
            style = cell.get("s", "")
            number = float(text)
            return self.dates.value(number, style) if style in self.dates.styles else number
        if kind == "b":
            return text.strip() in {"1", "true"}
        return self.dates.written(text) if kind == "d" else text


class SheetReader:
    """Gathers the rows of a sheet; those behind the last that holds a value are left out.

    Cells are taken in when the next begins: an end of each element would be as many calls again.
    ``is_scattered`` tells that it was given up, because there are too many gaps between cells.
    """

    def __init__(self, meaning: Meaning, most: int | None) -> None:
        self.parser: Any = None
        self.is_scattered = False
        self._meaning, self._most = meaning, most
        self._columns: dict[str, int] = {}
        self._gathered: Rows = []
        self._row: list[Any] | None = None
        self._number = self._gaps = self._empty = 0
        self._pieces: list[str] = []
        self._in_aid = False
        self.start, self._end_cell = self._hearing()

    @property
    def rows(self) -> Rows:
        """The rows up to the last that holds a value."""
        return self._gathered[: len(self._gathered) - self._empty]

    def _hearing(  # noqa: C901  two functions that share what is at hand
        self,
    ) -> tuple[Callable[[str, dict[str, str]], None], Callable[[], None]]:
        """Return what hears of elements, and what takes the cell in hand into its row.

        Both are called for every cell, so all they need is at hand as local names.
        """
        pieces, columns = self._pieces, self._columns
        take, value_of = pieces.append, self._meaning.of
        cell: dict[str, str] | None = None

        def end_cell() -> None:
            nonlocal cell
            ended, cell = cell, None
            self.parser.CharacterDataHandler = None
            row = self._row
            if ended is None or row is None:
                return
            place = ended.get("r")
            if not pieces:
                if place is None:
                    row.append(None)
                return
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            pieces.clear()
            value = value_of(ended, text)
            column = None if place is None else columns.get(place.rstrip("0123456789"))
            if place is None or column == len(row):
                row.append(value)
            else:
                self._put(place, value)

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal cell
            if name == "v":
                self.parser.CharacterDataHandler = take
                if cell is not None and cell.get("t") in _TEXTS:
                    self.parser.EndElementHandler = self._end_text
                return
            if name == "c":
                if cell is not None:
                    end_cell()
                cell = attributes
            else:
                self._start_other(name, attributes)

        return start, end_cell

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._end_row()
            self._begin_row(attributes.get("r"))
        elif name == "is":
            self._in_aid = False
        elif name == "t" and not self._in_aid:
            self.parser.CharacterDataHandler = self._pieces.append
            self.parser.EndElementHandler = self._end_text
        elif name == "rPh":
            self._in_aid = True

    def _end_text(self, _name: str) -> None:
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def finish(self) -> None:
        """Keep the row in hand."""
        self._end_row()

    def _begin_row(self, number: str | None) -> None:
        """Put empty rows where the part leaves some out, but none above the first."""
        wanted = self._number + 1 if number is None else int(number)
        left_out = wanted - self._number - 1 if self._gathered else 0
        for _ in range(min(left_out, MOST_EMPTY_ROWS + 1)):
            self._append([])
        self._number, self._row = wanted, []

    def _end_row(self) -> None:
        self._end_cell()
        row, self._row = self._row, None
        if row is None:
            return
        while row and row[-1] in {None, ""}:
            row.pop()
        self._append(row)

    def _append(self, row: list[Any]) -> None:
        self._gathered.append(row)
        self._empty = 0 if row else self._empty + 1
        if self._empty > MOST_EMPTY_ROWS or len(self._gathered) == self._most:
            raise _EnoughError

    def _put(self, place: str, value: Any) -> None:
        """Put a value into its column, wherever the row has come to."""
        row = self._row
        if row is None:
            return
        letters = place.rstrip("0123456789")
        column = self._columns.setdefault(letters, column_number(letters))
        gap = column - len(row)
        if gap < 0:
            row[gap] = value
            return
        self._gaps += gap
        if self._gaps > MOST_GAPS:
            self.is_scattered = True
            raise _EnoughError
        row.extend([None] * gap)
        row.append(value)


def column_number(letters: str) -> int:
    """Return the number (from 0) of a column by its letters.

    Raises
    ------
    ValueError
        If there is no such column.
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MOST_COLUMNS or not letters.isalpha() or not letters.isupper():
        raise ValueError(letters[:20])
    return number - 1
