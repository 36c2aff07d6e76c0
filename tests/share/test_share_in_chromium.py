"""The page as a person meets it: opened as a file, without a network, in the real engine."""

import json

import geopandas as gpd
import pytest
import shapely

from planviewer.model import crs

POPUP = "document.querySelector('.leaflet-popup-content')?.innerText || ''"
HOSTILE = "<img src=x onerror=window.pwned=1>"
BREAKOUT = "</script><script>window.pwned=2</script>"


def pixel(page, lon, lat):
    """Where a place is on the screen."""
    script = (
        "(lon, lat) => { const p = map_plan.latLngToContainerPoint([lat, lon]);"
        " const r = map_plan.getContainer().getBoundingClientRect();"
        " return [r.x + p.x, r.y + p.y] }"
    )
    return page.call(script, lon, lat)


def look_at(page, layer, frame):
    """Bring a layer close; return a place in it on the screen, clear of marks and of its edge."""
    fit = "(id) => void map_plan.fitBounds(planviewerShare.layerBounds(id), { animate: false })"
    page.call(fit, layer)
    shape = frame.geometry.iloc[0]
    place = clear_of_marks(shape) if shape.area else shape.interpolate(0.3, normalized=True)
    return pixel(page, *crs.operation(frame.crs, crs.WGS84).point(place.x, place.y))


def clear_of_marks(area):
    middle = area.representative_point()
    ways = (shapely.LineString([middle, corner]) for corner in area.exterior.coords)
    places = [way.interpolate(0.5, normalized=True) for way in ways]
    return max(filter(area.contains, places), key=area.exterior.distance)


def names(page, role):
    """Accessible names of the nodes of a role."""
    page.send("Accessibility.enable")
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    wanted = [n for n in nodes if n.get("role", {}).get("value") == role and not n.get("ignored")]
    return [n["name"]["value"] for n in wanted]


@pytest.fixture
def quiet(page):
    """The page; at the end it must have said nothing and asked for nothing but itself."""
    yield page
    assert page.complaints() == []
    assert len(page.requests()) == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_opens_without_a_word_on_the_console_or_a_request(quiet, language):
    quiet.click_on(f"[data-language={language}]")
    assert quiet.run("document.documentElement.lang") == language
    assert quiet.run("document.querySelectorAll('#map_plan path').length") > 10


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        ("recovery-200m", ["Thu hồi 200 m", "0–200 m, bên phải", "chỉ về phía đất liền", "sơ đồ"]),
        ("thom-lom", ["Thôm Lốm", "8,00 ha", "vị trí và ranh giới chưa biết"]),
        ("embankment", ["đỉnh kè", "Chiều dài", "±50–300 m"]),
    ],
)
def test_a_click_tells_the_facts_of_what_is_there(quiet, frames, layer, words):
    quiet.click(*look_at(quiet, layer, frames[layer]))
    quiet.until(f"({POPUP}) !== ''")
    text = quiet.run(POPUP)
    assert [word for word in words if word not in text] == []


def test_the_popup_speaks_the_other_language_at_once(quiet, frames):
    quiet.click(*look_at(quiet, "recovery-200m", frames["recovery-200m"]))
    quiet.until(f"({POPUP}).includes('Diện tích')")
    quiet.click_on("[data-language=en]")
    text = quiet.run(POPUP)
    assert "Area" in text
    assert "landward" in text
    assert "Made on 22/11/2026" in quiet.run("document.getElementById('imprint').textContent")
    assert quiet.run("document.title") == "Nước Hai – expanded town"


def test_a_switch_hides_its_layer_from_eye_and_hand(quiet, frames):
    place = look_at(quiet, "thom-lom", frames["thom-lom"])
    quiet.click_on("#switch-thom-lom")
    quiet.click(*place)
    assert quiet.run(POPUP) == ""
    quiet.click_on("#switch-thom-lom")
    quiet.click(*place)
    quiet.until(f"({POPUP}).includes('Thôm Lốm')")


def test_the_list_says_which_layers_are_not_in_the_page_and_why(make_page, plan, sites, open_page):
    page = open_page(make_page("en", plan=plan, frames={}, sites=sites, measures=None))
    listed = page.run("document.getElementById('layers').textContent")
    assert listed.count("Hidden in the plan, left out of this page") == 1
    assert listed.count("Without data when this page was made: not read, or too large") > 5
    assert "Images" not in listed


def test_layers_lie_in_the_order_of_the_plan(page, plan):
    script = "(id) => Number(map_plan.getPane('plan-' + id).style.zIndex)"
    depths = [page.call(script, layer.id) for layer in plan.layers]
    assert depths == sorted(set(depths))


def test_the_list_says_which_sites_nobody_has_located(quiet, sites):
    quiet.click_on("#tab-sites")
    rows = quiet.run("[...document.querySelectorAll('.site')].map((n) => n.innerText)")
    missing = [row for row in rows if "chưa xác định vị trí" in row]
    assert len(rows) == 20
    assert len(missing) == sum(1 for s in sites if s.place is None and s.layer is None)


def test_an_unlocated_site_shows_its_facts_and_moves_nothing(quiet):
    quiet.click_on("#tab-sites")
    before = quiet.run("map_plan.getCenter().toString()")
    quiet.click_on("#sites [aria-controls='facts-ban-say-bridge']")
    facts = quiet.run("document.getElementById('facts-ban-say-bridge').innerText")
    assert "Thứ tự khảo sát" in facts
    assert quiet.run("map_plan.getCenter().toString()") == before


@pytest.mark.parametrize(
    ("query", "title", "layer"),
    [("thom lom", "Thôm Lốm", "thom-lom"), ("cho nuoc hai", "Chợ Nước Hai", "sites")],
)
def test_a_site_is_found_without_tone_marks_and_flown_to(quiet, query, title, layer):
    quiet.click_on(f"#switch-{layer}")  # hidden: going there shows it again
    quiet.click_on("#tab-sites")
    quiet.click_on("#search")
    quiet.type(query)
    assert quiet.run("document.getElementById('found').textContent") == "1 / 20 dự án"
    quiet.click_on(".site")
    quiet.until(f"({POPUP}).includes('{title}')")
    assert quiet.run(f"document.getElementById('switch-{layer}').checked")
    assert quiet.run("map_plan.getZoom()") > 15
    assert quiet.run(
        f"planviewerShare.views.get('{layer}').drawings.some((d) => d.felt.isPopupOpen())"
    )


def test_the_coordinates_under_the_pointer_are_those_of_proj(quiet, plan):
    x, y = 760, 400
    quiet.hover(x, y)
    lon, lat = quiet.run("[planviewerShare.pointer.lng, planviewerShare.pointer.lat]")
    east, north = crs.operation(crs.WGS84, plan.crs).point(lon, lat)
    shown = quiet.run("document.getElementById('local').textContent")
    figures = [f"{value:,.2f}".translate(str.maketrans(",.", ".,")) for value in (north, east)]
    assert shown == f"X (B) {figures[0]} · Y (Đ) {figures[1]}"
    assert f"{lat:.6f}".replace(".", ",") in quiet.run("document.getElementById('world').innerText")


def hostile_page(make_page, plan, sites):
    frame = gpd.GeoDataFrame(
        {"name": [HOSTILE], "note": [BREAKOUT], HOSTILE: [BREAKOUT]},
        geometry=[shapely.box(106.15, 22.73, 106.16, 22.74)],
        crs="EPSG:4326",
    )
    thom_lom = plan.layer("thom-lom")
    evil = plan.with_layer(
        "thom-lom",
        lambda layer: layer.changed(
            title=BREAKOUT, provenance=thom_lom.provenance.changed(source=HOSTILE)
        ),
    )
    named = [s.changed(title=HOSTILE, note=BREAKOUT, funding="a\u2028b<!--") for s in sites]
    changes = {"plan": evil, "frames": {"thom-lom": frame}, "sites": named, "measures": None}
    return make_page("vi", **changes)


def test_hostile_text_stays_text(make_page, plan, sites, open_page):
    page = open_page(hostile_page(make_page, plan, sites))
    page.click(*pixel(page, 106.155, 22.735))
    page.until(f"({POPUP}).includes('onerror')")
    for tab in ("sites", "about", "layers"):
        page.click_on(f"#tab-{tab}")
    assert BREAKOUT in page.run(POPUP)
    assert page.run("document.querySelectorAll('img').length") == 0
    assert page.run("typeof window.pwned") == "undefined"
    assert page.complaints() == []
    assert len(page.requests()) == 1


def test_the_policy_stops_what_was_not_written_by_the_page(page):
    """Proves that the policy is in force: the same page refuses a script and a style put in."""
    page.run(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 3';"
        " document.body.append(s); const i = new Image(); i.src = 'https://example.invalid/x.png';"
        " document.body.innerHTML += '<b id=red style=\"color: red\">x</b>' })()"
    )
    assert page.run("typeof window.pwned") == "undefined"
    assert page.run("document.getElementById('red').style.color") == ""
    assert any("Content Security Policy" in line for line in page.complaints())


def styled_plan(plan):
    """A plan with every marker and every hatch, each in a layer of its own."""
    markers = ["circle", "square", "diamond", "triangle", "star", "cross"]
    hatches = ["diagonal", "back-diagonal", "cross", "horizontal", "vertical", "dots"]
    layers, frames = [], {}
    for i, (marker, hatch) in enumerate(zip(markers, hatches, strict=True)):
        x = 106.141 + i * 0.005
        point, area = shapely.Point(x, 22.74), shapely.box(x, 22.73, x + 0.004, 22.734)
        symbol = {"fill": "#3366aa", "fill_opacity": 0.5, "stroke": "#112233"}
        kinds = (("m", {"marker": marker}, point), ("h", {"hatch": hatch, "dash": [2, 1]}, area))
        for prefix, extra, shape in kinds:
            one = {
                "id": f"{prefix}{i}",
                "title": f"{marker} {hatch}",
                "opacity": 0.5,
                "source": {"path": "x.gpkg", "type": "file"},
                "style": {"by": "single", "symbol": {**symbol, **extra}},
                "provenance": {"source": "test"},
            }
            layers.append(one)
            frames[one["id"]] = gpd.GeoDataFrame(geometry=[shape], crs="EPSG:4326")
    text = json.dumps({**plan.model_dump(mode="json"), "layers": layers, "sites_layer": None})
    return type(plan).model_validate_json(text), frames


def test_markers_hatches_dashes_and_opacity_are_drawn(make_page, plan, open_page):
    own, frames = styled_plan(plan)
    page = open_page(make_page("vi", plan=own, frames=frames, sites=(), measures=None))
    look = (
        "(id) => [...map_plan.getPane('plan-' + id).querySelectorAll('path')].map((p) =>"
        " ['d', 'fill', 'stroke-dasharray'].map((name) => p.getAttribute(name)))"
    )
    outlines = {
        page.call(look, f"m{i}")[0][0].translate({ord(c): None for c in "0123456789.- "})
        for i in range(6)
    }
    assert len(outlines) >= 4  # square and diamond have the same letters, circle has arcs
    fills = [page.call(look, f"h{i}")[1][1] for i in range(6)]
    assert len(set(fills)) == 6
    patterns = page.run("[...document.querySelectorAll('pattern')].map((p) => `url(#${p.id})`)")
    assert set(fills) <= set(patterns)
    assert page.call(look, "h0")[2][2].startswith("7.55")
    assert page.run("map_plan.getPane('plan-m0').style.opacity") == "0.5"
    assert page.complaints() == []


def test_casings_lie_under_their_lines(page):
    widths = page.run(
        "[...map_plan.getPane('plan-bypass').querySelectorAll('path')]"
        ".map((p) => [p.getAttribute('stroke'), p.getAttribute('stroke-opacity')])"
    )
    assert [w[0] for w in widths[:4]] == ["#ffffff", "#ffffff", "#d11f1f", "#e58a8a"]
    assert [w[1] for w in widths[4:]] == ["0", "0"]


def test_everything_that_can_be_pressed_has_a_name(quiet):
    for role in ("button", "checkbox", "tab", "link"):
        found = names(quiet, role)
        assert found
        assert "" not in found
    quiet.click_on("#tab-sites")
    assert names(quiet, "searchbox") == ["Tìm dự án"]


def test_tabs_turn_with_the_arrow_keys(quiet):
    quiet.run("document.getElementById('tab-layers').focus()")
    quiet.key("ArrowRight")
    assert quiet.run("document.activeElement.id") == "tab-sites"
    assert not quiet.run("document.getElementById('pane-sites').hidden")
    assert quiet.run("document.getElementById('pane-layers').hidden")


def test_a_feature_opens_and_closes_from_the_keyboard(quiet):
    quiet.run("map_plan.getPane('plan-thom-lom').querySelector('[role=button]').focus()")
    quiet.key("Enter")
    quiet.until(f"({POPUP}).includes('Thôm Lốm')")
    assert quiet.run("document.activeElement.className") == "facts"
    quiet.key("Escape")
    quiet.until(f"({POPUP}) === ''")
    assert quiet.run("document.activeElement.getAttribute('aria-label')").endswith("Thôm Lốm")


def test_the_system_s_darkness_is_followed_and_can_be_changed(quiet):
    paper = "getComputedStyle(map_plan.getContainer()).backgroundColor"
    light = quiet.run(paper)
    quiet.prefer(prefers_color_scheme="dark")
    dark = quiet.run(paper)
    assert dark != light
    quiet.click_on("#theme")
    assert quiet.run(paper) == light


def test_on_a_phone_the_panel_is_a_sheet(browser, page_file):
    browser.size(390, 844, mobile=True)
    browser.open(page_file.as_uri())
    tall = "map_plan.getContainer().clientHeight"
    closed = browser.run(tall)
    assert closed > 500
    browser.click_on("#tab-layers")
    assert browser.run(tall) < closed - 300
    browser.click_on("#tab-layers")
    assert browser.run(tall) == closed
    browser.click_on("#tab-sites")
    browser.run("document.querySelector('#sites .site:not([aria-expanded])').click()")
    browser.until(f"({POPUP}).includes('Thôm Lốm')")
    assert browser.run("map_plan.getZoom()") > 14
    assert browser.run(tall) == closed
    assert browser.run("document.documentElement.scrollWidth") == 390
    assert browser.run("document.getElementById('notice').getBoundingClientRect().height") > 10
    assert browser.complaints() == []


def test_paper_carries_map_notice_legend_and_sources(quiet):
    quiet.send("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "(s) => [...document.querySelectorAll(s)].some((n) => n.getClientRects().length > 0)"
    parts = ["#map_plan", "#notice", "#title", "#imprint", "#layers .swatch", "table", "#sites"]
    assert [p for p in parts if not quiet.call(shown, p)] == []
    assert not quiet.call(shown, ".tools")
    quiet.send("Emulation.setEmulatedMedia", {"media": ""})
    before = quiet.run("map_plan.getContainer().clientWidth")
    assert quiet.pdf().startswith(b"%PDF")
    assert quiet.run("map_plan.getContainer().clientWidth") == before
