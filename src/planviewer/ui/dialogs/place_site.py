"""Place a site by typing its coordinates, with the other system shown while typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from typing_extensions import override

from planviewer.app.coordinate_words import as_typed, system_words
from planviewer.i18n import translate
from planviewer.model.plan import Bounds
from planviewer.ui.base import plain_label
from planviewer.ui.dialogs.frame import AskDialog, mark_invalid, titled
from planviewer.ui.place_check import (
    Place,
    Verdict,
    check_degrees,
    check_metres,
    pair_in_degrees,
    pair_in_metres,
    place_lines,
)


class PlaceSiteDialog(AskDialog):
    """Ask for the place of a site.

    Parameters
    ----------
    site_title
        As shown to people.
    plan_crs
        "EPSG:n", a projected VN-2000 system.
    home
        The plan's home view (WGS 84 bounds): a place far from it is questioned.
    """

    def __init__(
        self,
        site_title: str,
        plan_crs: str,
        home: Bounds | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._site, self._crs, self._home = site_title, plan_crs, home
        self._verdict = Verdict("empty")
        self.by_metres, self.by_degrees = QRadioButton(), QRadioButton()
        self.by_metres.setChecked(True)
        self.labels = (QLabel(), QLabel())
        self.first, self.second = QLineEdit(), QLineEdit()
        self.swap = QPushButton()
        self.swap.setAutoDefault(False)
        self.shown = plain_label("result")
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self._wire()
        self.setMinimumWidth(500)
        self.speak()
        self.order(self.by_metres, self.by_degrees, self.first, self.second, self.swap)
        self.first.setFocus()

    def _lay_out(self) -> None:
        systems = QHBoxLayout()
        systems.addWidget(self.by_metres)
        systems.addWidget(self.by_degrees)
        systems.addStretch(1)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addLayout(titled(self.first, self.labels[0]), 1)
        fields.addLayout(titled(self.second, self.labels[1]), 1)
        self.shown.setMinimumHeight(3 * self.fontMetrics().lineSpacing() + 24)
        self.body.addLayout(systems)
        self.body.addLayout(fields)
        self.body.addWidget(self.shown)
        self.buttons.insertWidget(0, self.swap)

    def _wire(self) -> None:
        systems = QButtonGroup(self)
        systems.addButton(self.by_metres)
        systems.addButton(self.by_degrees)
        self.by_metres.toggled.connect(self._system_changed)
        self.swap.clicked.connect(self._swap)
        for field in (self.first, self.second):
            field.textChanged.connect(self._judge)
            field.editingFinished.connect(self._spread)

    def place(self) -> Place | None:
        """Return the place, None while what is typed is none."""
        return self._verdict.place

    def _system_changed(self) -> None:
        """Keep the place: what was typed is shown in the other system."""
        place = self._verdict.place
        texts = ("", "")
        if place is not None and self.by_metres.isChecked():
            texts = (as_typed(place.northing, 2), as_typed(place.easting, 2))
        elif place is not None:
            texts = (as_typed(place.lat, 7), as_typed(place.lon, 7))
        self._fill(*texts)
        self._say_labels()

    def _swap(self) -> None:
        self._fill(self.second.text(), self.first.text())
        self.first.setFocus()

    def _fill(self, first: str, second: str) -> None:
        for field, text in ((self.first, first), (self.second, second)):
            field.blockSignals(True)
            field.setText(text)
            field.blockSignals(False)
        self._judge()

    def _typed(self) -> tuple[str, str]:
        """Return both values, also where they were pasted together into one field."""
        texts = (self.first.text(), self.second.text())
        if all(text.strip() for text in texts):
            return texts
        part = pair_in_metres if self.by_metres.isChecked() else pair_in_degrees
        return part("".join(texts)) or texts

    def _spread(self) -> None:
        """Give each of two values its field; not while they are typed, under the cursor."""
        texts = self._typed()
        if texts != (self.first.text(), self.second.text()):
            self._fill(*texts)

    def _judge(self) -> None:
        check = check_metres if self.by_metres.isChecked() else check_degrees
        verdict = check(*self._typed(), self._crs, self._home)
        self._verdict = verdict
        place = verdict.place
        role = verdict.level if verdict.level in ("error", "warning") else "muted"
        self.say(verdict.words, role, acceptable=place is not None)
        self.swap.setVisible(verdict.swapped)
        for field in (self.first, self.second):
            mark_invalid(field, invalid=verdict.level == "error")
        hint = translate("place site", "The place appears here in both systems.")
        self.shown.setText(hint if place is None else "\n".join(place_lines(place, self._crs)))

    @override
    def retranslate(self) -> None:
        super().retranslate()
        title = translate("place site", "Place a site")
        self.setWindowTitle(title)
        self.question.setText(translate("place site", "Where is “{site}”?").format(site=self._site))
        self.explanation.setText(
            translate("place site", "Type the coordinates of one point of the site.")
        )
        self.by_metres.setText(system_words(self._crs))
        self.by_degrees.setText(translate("place site", "WGS 84 (GPS)"))
        self.accept_button.setText(translate("place site", "Place the site"))
        self.swap.setText(translate("place site", "Swap the values"))
        self._say_labels()
        self._judge()

    def _say_labels(self) -> None:
        if self.by_metres.isChecked():
            words = (
                translate("place site", "X – northing (m)"),
                translate("place site", "Y – easting (m)"),
            )
            examples = (as_typed(2515367.14, 2), as_typed(541109.98, 2))
        else:
            words = (translate("place site", "Latitude"), translate("place site", "Longitude"))
            examples = (as_typed(22.73738, 5), as_typed(106.15216, 5))
        fields = (self.first, self.second)
        for label, field, word, example in zip(self.labels, fields, words, examples, strict=True):
            label.setText(word)
            field.setAccessibleName(word)
            field.setPlaceholderText(example)
