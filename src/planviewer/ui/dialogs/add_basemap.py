"""Add an online basemap: title, tile address, and the attribution it must carry."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.plan import Basemap
from planviewer.model.text import Text, fold
from planviewer.ui.dialogs.frame import AskDialog, mark_invalid, titled

_PLACEHOLDERS = ("{z}", "{x}", "{y}")


def url_problem(url: str) -> str:
    """Return in words what is wrong with a tile address; empty if nothing is."""
    if not url.startswith("https://"):
        return translate("basemap", "The address must begin with https://.")
    missing = [part for part in _PLACEHOLDERS if part not in url]
    if missing:
        words = translate(
            "basemap", "Missing in the address: {parts}. It needs a place for zoom, column and row."
        )
        return words.format(parts=", ".join(missing))
    other = set(re.findall(r"\{[^}]*\}", url)) - set(_PLACEHOLDERS)
    if other:
        words = translate("basemap", "The address contains {parts}, which is not known here.")
        return words.format(parts=", ".join(sorted(other)))
    return _host_problem(url)


def _host_problem(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return translate("basemap", "The address cannot be read.")
    if not host or "{" in parts.netloc or re.search(r"[\s\"'<>\\]", url):
        return translate("basemap", "The address cannot be read.")
    if parts.username is not None:
        return translate("basemap", "The address must not contain a user name or password.")
    return ""


def basemap_id(title: str, taken: Collection[str]) -> str:
    """Return an id made from the title that no other basemap has."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:48] or "basemap"
    number, found = 2, base
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found


class AddBasemapDialog(AskDialog):
    """Ask for a basemap; ``basemap()`` is the value once accepted."""

    def __init__(self, taken: Collection[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = frozenset(taken)
        self.title, self.url, self.attribution = QLineEdit(), QLineEdit(), QLineEdit()
        self.max_zoom = QSpinBox()
        self.max_zoom.setRange(1, 24)
        self.max_zoom.setValue(19)
        self.max_zoom.lineEdit().setTextMargins(6, 0, 0, 0)
        self.labels = tuple(QLabel() for _ in range(4))
        fields = (self.title, self.url, self.attribution, self.max_zoom)
        for field, label in zip(fields, self.labels, strict=True):
            self.body.addLayout(titled(field, label))
        for field in (self.title, self.url, self.attribution):
            field.textChanged.connect(self._judge)
        self.url.setPlaceholderText("https://tiles.example.org/{z}/{x}/{y}.png")
        self.attribution.setPlaceholderText("© …")
        self.setMinimumWidth(520)
        self.speak()
        self.order(*fields)

    def basemap(self) -> Basemap | None:
        """Return the basemap, None while something is missing or wrong."""
        title, url = self.title.text().strip(), self.url.text().strip()
        attribution = self.attribution.text().strip()
        if not (title and attribution) or url_problem(url):
            return None
        return Basemap(
            id=basemap_id(title, self._taken),
            title=Text(vi=title, en=title),
            url=url,
            attribution=attribution,
            max_zoom=self.max_zoom.value(),
        )

    def _judge(self) -> None:
        url = self.url.text().strip()
        problem = url_problem(url) if url else ""
        mark_invalid(self.url, invalid=bool(problem))
        complete = all((url, self.title.text().strip(), self.attribution.text().strip()))
        if problem:
            self.say(problem, "error", acceptable=False)
        elif not complete:
            words = translate("basemap", "Enter a name, an address and the attribution.")
            self.say(words, "muted", acceptable=False)
        else:
            words = translate("basemap", "It stays off until you choose it under View, Basemap.")
            self.say(words, "muted", acceptable=True)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        title = translate("basemap", "Add a basemap")
        self.setWindowTitle(title)
        self.question.setText(title)
        self.explanation.setText(
            translate(
                "basemap",
                "Map tiles are downloaded only while this basemap is switched on. "
                "Check that the provider’s terms allow your use.",
            )
        )
        words = (
            translate("basemap", "Name"),
            translate("basemap", "Tile address (XYZ)"),
            translate("basemap", "Attribution (shown on the map)"),
            translate("basemap", "Maximum zoom level"),
        )
        fields = (self.title, self.url, self.attribution, self.max_zoom)
        for label, field, word in zip(self.labels, fields, words, strict=True):
            label.setText(word)
            field.setAccessibleName(word)
        self.accept_button.setText(translate("basemap", "Add"))
        self._judge()
