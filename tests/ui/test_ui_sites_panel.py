import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planviewer.ui.sites_model import site_of
from planviewer.ui.sites_panel import SitesPanel, group_symbols


@pytest.fixture
def panel(qtbot, swatch, sites, plan):
    made = SitesPanel(swatch)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show_sites(sites, group_symbols(plan))
    made.show()
    return made


def _ids(panel):
    model = panel.view.model()
    return [site_of(model.index(row, 0)).id for row in range(model.rowCount())]


def _placed(sites, site_id, by):
    return tuple(
        s.changed(place=(106.15, 22.73), located_by=by) if s.id == site_id else s for s in sites
    )


def test_all_sites_are_listed_in_the_order_of_the_programme(panel, sites):
    assert _ids(panel) == [site.id for site in sites]
    assert panel.bar.count.text() == "20 of 20 sites"
    assert not panel.bar.reset.isVisible()


@pytest.mark.parametrize("query", ["thom lom", "Thôm Lốm", "THOM LOM"])
def test_search_folds_vietnamese(panel, query):
    panel.bar.search.setText(query)
    assert _ids(panel) == ["thom-lom"]
    assert panel.bar.count.text() == "1 of 20 sites"


def test_both_spellings_of_hoa_an_are_found(panel):
    panel.bar.search.setText("hoa an")
    assert "auction-tax" in _ids(panel)
    for spelling in ("Hòa An", "Hoà An"):
        panel.bar.search.setText(spelling)
        assert "auction-tax" in _ids(panel)


def test_group_and_place_filters_work_together(panel):
    panel.bar.groups.setCurrentIndex(panel.bar.groups.findData("visit"))
    assert _ids(panel) == ["ban-say-bridge", "vocational-school"]
    panel.bar.kinds[1].click()
    assert _ids(panel) == []
    assert panel.nothing.isVisible()
    assert panel.nothing.text()
    panel.bar.kinds[2].click()
    assert len(_ids(panel)) == 2
    panel.bar.reset.click()
    assert len(_ids(panel)) == 20


def test_located_and_not_located_part_the_list(panel, sites):
    panel.bar.kinds[1].click()
    located = _ids(panel)
    panel.bar.kinds[2].click()
    assert sorted(located + _ids(panel)) == sorted(site.id for site in sites)
    assert "bypass" in located


def test_groups_keep_their_mark_and_the_choice_survives_an_update(panel, sites):
    groups = panel.bar.groups
    assert groups.count() == 8
    assert not groups.itemIcon(1).isNull()
    groups.setCurrentIndex(groups.findData("auction"))
    panel.show_sites(sites)
    assert groups.currentData() == "auction"
    assert len(_ids(panel)) == 5


def test_choosing_says_so_and_selecting_from_outside_does_not(panel, qtbot):
    with qtbot.assertNotEmitted(panel.site_selected):
        panel.select("market")
    assert panel.current_site().id == "market"
    with qtbot.waitSignal(panel.site_selected) as wish:
        QTest.keyClick(panel.view, Qt.Key.Key_Up)
    assert wish.args == [_ids(panel)[_ids(panel).index("market") - 1]]


def test_selecting_a_hidden_site_clears_the_filter(panel):
    panel.bar.search.setText("thom lom")
    panel.select("market")
    assert panel.current_site().id == "market"
    assert panel.bar.search.text() == ""


def test_an_update_keeps_the_choice(panel, sites, qtbot):
    panel.select("market")
    with qtbot.assertNotEmitted(panel.site_selected):
        panel.show_sites(_placed(sites, "market", "placed"))
        panel.show_sites(sites[3:])
    assert panel.current_site().id == "market"


@pytest.mark.parametrize(
    ("site", "by", "enabled"),
    [
        ("market", None, {"click", "type"}),
        ("market", "placed", {"zoom", "click", "type", "unplace"}),
        ("bypass", "layer", {"zoom"}),
        ("market", "file", {"zoom"}),
    ],
)
def test_only_what_makes_sense_is_offered(panel, sites, site, by, enabled):
    if by is not None:
        panel.show_sites(_placed(sites, site, by))
    panel.select(site)
    offered = {name for name, action in panel.actions_by_name.items() if action.isEnabled()}
    assert offered == enabled
    assert {name for name, button in panel.buttons.items() if button.isEnabled()} == enabled


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("zoom", "zoom_requested"),
        ("click", "place_by_click_requested"),
        ("type", "place_by_typing_requested"),
        ("unplace", "unplace_requested"),
    ],
)
def test_buttons_wish_for_the_current_site(panel, sites, qtbot, name, signal):
    panel.show_sites(_placed(sites, "market", "placed"))
    panel.select("market")
    with qtbot.waitSignal(getattr(panel, signal)) as wish:
        panel.buttons[name].click()
    assert wish.args == ["market"]
    menu = panel.menu()
    assert panel.actions_by_name[name] in menu.actions()
    menu.deleteLater()


def test_enter_goes_there_or_offers_to_place(panel, qtbot):
    panel.select("bypass")
    with qtbot.waitSignal(panel.zoom_requested):
        QTest.keyClick(panel.view, Qt.Key.Key_Return)
    panel.select("market")
    with qtbot.waitSignal(panel.place_by_click_requested):
        QTest.keyClick(panel.view, Qt.Key.Key_Return)


def test_down_goes_from_the_search_into_the_list(panel, qtbot):
    panel.activateWindow()
    panel.bar.search.setFocus()
    QTest.keyClicks(panel.bar.search, "song")
    with qtbot.waitSignal(panel.site_selected):
        QTest.keyClick(panel.bar.search, Qt.Key.Key_Down)
    assert panel.current_site().id == _ids(panel)[0]
    QTest.keyClick(panel.bar.search, Qt.Key.Key_Escape)
    assert panel.bar.search.text() == ""


def test_a_row_says_everything_to_those_who_listen(panel):
    model = panel.view.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = {site_of(model.index(r, 0)).id: model.index(r, 0).data(role) for r in range(20)}
    assert "not located yet" in spoken["culture-house"]
    assert "stop 2 of the visit" in spoken["culture-house"]
    assert "Provincial capital" in spoken["culture-house"]
    assert "from the plan's layer" in spoken["bypass"]


def test_long_titles_take_the_lines_they_need(panel, in_language):
    in_language("vi", panel)
    model = panel.view.model()
    heights = {
        site_of(model.index(r, 0)).id: panel.view.sizeHintForIndex(model.index(r, 0)).height()
        for r in range(20)
    }
    assert heights["bang-bridge"] > heights["market"]
    panel.resize(640, 700)
    assert panel.view.sizeHintForIndex(model.index(0, 0)).height() < heights["bang-bridge"]


def test_a_plan_without_sites_says_so(qtbot, swatch):
    panel = SitesPanel(swatch)
    qtbot.addWidget(panel)
    panel.show_sites(())
    assert panel.nothing.text().startswith("This plan has no sites.")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_text_follows_the_language(panel, in_language, language):
    in_language(language, panel)
    first = panel.view.model().index(0, 0).data()
    assert first.startswith("Cầu qua sông" if language == "vi" else "Bridge")
    assert panel.bar.groups.itemText(1) == (
        "Vốn ngân sách tỉnh" if language == "vi" else "Provincial capital"
    )
    texts = [
        panel.bar.groups.itemText(0),
        panel.bar.search.placeholderText(),
        panel.bar.count.text(),
        *(b.text() for b in panel.bar.kinds),
        *(a.text() for a in panel.actions_by_name.values()),
    ]
    assert all(text.startswith("«") == (language == "vi") for text in texts)


def test_every_control_is_reached_by_tab_and_named(panel, tab_order, unnamed, reading_order):
    panel.bar.search.setText("song")
    controls = tab_order(panel)
    assert panel.view in controls
    assert panel.bar.search is controls[0]
    assert unnamed(panel) == []
    assert reading_order(panel, controls)
