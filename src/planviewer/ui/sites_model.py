"""The sites as a Qt list, and the filter over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.site import Site
from planviewer.ui.base import as_tooltip

Index = QModelIndex | QPersistentModelIndex
Located = Literal["all", "located", "missing"]
SITE: Final = Qt.ItemDataRole.UserRole + 1
_NOWHERE: Final = QModelIndex()


def site_of(index: Index) -> Site | None:
    """Return the site an index stands for."""
    site = index.data(SITE)
    return site if isinstance(site, Site) else None


def place_word(site: Site) -> str:
    """Return in words how the place of a site is known."""
    if site.located_by == "placed":
        return translate("sites", "placed by you")
    if site.located_by == "layer":
        return translate("sites", "from the plan's layer")
    if site.place is None:
        return translate("sites", "not located yet")
    return translate("sites", "located")


class SitesModel(QAbstractListModel):
    """One row a site, in the order of the programme."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sites: tuple[Site, ...] = ()

    def show_sites(self, sites: Sequence[Site]) -> None:
        """Show sites; rows stay where they are when only their contents changed."""
        new = tuple(sites)
        if [site.id for site in new] == [site.id for site in self._sites]:
            self._sites = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._sites = new
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sites)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._sites):
            return None
        site = self._sites[index.row()]
        if role == SITE:
            return site
        if role == Qt.ItemDataRole.DisplayRole:
            return str(site.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip("\n".join([str(site.title), *_facts(site)]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([str(site.title), *_facts(site)])
        return None

    def row_of(self, site_id: str) -> int:
        """Return the row of a site, -1 if there is none."""
        return next((i for i, site in enumerate(self._sites) if site.id == site_id), -1)


def _facts(site: Site) -> list[str]:
    facts = [str(site.group), place_word(site)]
    if site.visit_order is not None:
        facts.append(
            translate("sites", "stop {number} of the visit").format(number=site.visit_order)
        )
    return facts


@dataclass(frozen=True)
class SiteFilter:
    """Which sites are listed; ``group`` None: all."""

    query: str = ""
    group: str | None = None
    located: Located = "all"

    def accepts(self, site: Site) -> bool:
        """Whether ``site`` is listed."""
        if self.group is not None and site.group_id != self.group:
            return False
        if self.located != "all" and (site.place is not None) != (self.located == "located"):
            return False
        return site.matches(self.query)


class FilteredSites(QSortFilterProxyModel):
    """The sites that pass a :class:`SiteFilter`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.filter = SiteFilter()

    def use(self, wanted: SiteFilter) -> None:
        """Filter by ``wanted`` from now on."""
        self.filter = wanted
        self.invalidate()

    @override
    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        site = site_of(self.sourceModel().index(row, 0, parent))
        return site is not None and self.filter.accepts(site)
