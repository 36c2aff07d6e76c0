"""The language changes while the window is open: nothing keeps figures or words of the other."""

import re

from ui_words import texts_of

from planviewer.app.language import use_language
from planviewer.app.selection import Selection
from planviewer.ui.sheet.dialog import SheetDialog

ZONE = "recovery-50m"
FIGURES = {
    "en": re.compile(r"(?<![\d.:/])\d{1,3}(,\d{3})+(?!\d)|(?<![\d.,/])\d+\.\d{1,2}(?![\d.])"),
    "vi": re.compile(r"(?<![\d.:/])\d{1,3}(\.\d{3})+(?!\d)|(?<![\d.,/])\d+,\d{1,2}(?![\d,])"),
}
"""Figures as only one of the languages writes them."""
MARKS = "Array.from(document.querySelectorAll('.pv-grid-label')).map(x => x.textContent).join(';')"


def figures(widget, language):
    texts = (str(text) for text in texts_of(widget) if text)
    return [text for text in texts if FIGURES[language].search(text)]


def test_no_figure_of_the_other_language_is_left(desk):
    window, session = desk.window, desk.session
    desk.until(lambda: session.data.store.frame("sample-parcels") is not None)
    desk.settle()
    window.layer_panel.select(ZONE)
    feet = {part: window.zones.open(part) for part in ("affected", "chainage", "compare")}
    desk.until(lambda: feet["affected"].controller.view is not None)
    desk.until(lambda: feet["chainage"].panel.chart._parts is not None)
    desk.until(lambda: feet["compare"].controller.found is not None)
    window.zones.edit(ZONE)
    desk.until(lambda: window.zones.editor.controller.preview is not None)
    session.select(Selection.of({"sample-parcels": [1, 2, 3]}))
    window.map.pointer_moved.emit(106.155, 22.735)
    desk.settle()
    assert len(figures(window, "en")) > 100
    for language, other in (("vi", "en"), ("en", "vi")):
        use_language(language)
        desk.settle()
        assert figures(window, other) == []
        assert len(figures(window, language)) > 100
        desk.until(lambda words=FIGURES[language]: words.search(desk.value(MARKS)))
        assert not FIGURES[other].search(desk.value(MARKS))
        zone = window.zones.editor.dock.widget()
        assert figures(zone, language)


def test_the_sheet_window_that_is_open_offers_its_choices_in_the_new_language(desk):
    desk.window.actions_["file.snapshot"].trigger()
    desk.until(lambda: desk.window.findChildren(SheetDialog))
    desk.settle()
    dialog = desk.window.findChild(SheetDialog)
    assert dialog.panel.series.itemText(0) == "One sheet"
    dialog.panel.subject.choose("plan")
    chosen = dialog.panel.subject.value()
    use_language("vi")
    desk.settle()
    texts = [dialog.panel.subject.itemText(row) for row in range(dialog.panel.subject.count())]
    assert "Toàn đồ án" in texts
    assert not any("plan" in text for text in texts)
    assert dialog.panel.series.itemText(0) != "One sheet"
    assert dialog.panel.subject.value() == chosen
    desk.window.sheets.close()


def test_what_the_next_click_will_do_stays_said(desk):
    window = desk.window
    window.sites_panel.site_selected.emit("market")
    window.actions_["site.place"].trigger()
    before = window.status.message.text()
    assert "Click on the map" in before
    use_language("vi")
    desk.settle()
    assert "Bấm lên bản đồ" in window.status.message.text()
    use_language("en")
    desk.settle()
    assert window.status.message.text() == before
