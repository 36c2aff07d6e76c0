"""A field for a number: it reads both decimal marks, and never takes one for the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox
from typing_extensions import override

from planviewer import i18n

_State = QValidator.State
_OF_NUMBERS: Final = frozenset("0123456789.,+-− \u00a0")


class FigureSpin(QDoubleSpinBox):
    """Qt's own drops the other language's decimal mark as grouping: 50.5 becomes 505."""

    @override
    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        bare = self._bare(text)
        value = i18n.read_number(bare)
        if value is None:
            state = _State.Intermediate if _OF_NUMBERS.issuperset(bare) else _State.Invalid
        elif value > self.maximum():
            state = _State.Invalid
        else:
            state = _State.Intermediate if value < self.minimum() else _State.Acceptable
        return state, text, position

    @override
    def fixup(self, text: str) -> str:
        """Leave what is no number to be taken back; Qt would take its marks out."""
        return text

    @override
    def valueFromText(self, text: str) -> float:
        value = i18n.read_number(self._bare(text))
        return self.value() if value is None else round(value, self.decimals())

    def _bare(self, text: str) -> str:
        """Return what stands between the prefix and the unit."""
        if text == self.specialValueText() and text:
            text = self.textFromValue(self.minimum())
        return text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip()
