import base64
import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser

import folium
import pytest

from planviewer import assets, i18n
from planviewer.web.share import page_data, share_page

WORD = re.compile(r"""\bword\(\s*"([a-z0-9-]+)"|data-(?:word|label)="([a-z0-9-]+)\"""")


class Reader(HTMLParser):
    """The parts of a document that a browser would act on."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.blocks, self.links, self.metas, self.attributes = [], [], [], []
        self._open = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.attributes += [(tag, *pair) for pair in attrs]
        self.links += [named[k] for k in ("src", "href", "action", "srcset") if k in named]
        if tag == "meta":
            self.metas.append(named)
        if tag in ("script", "style"):
            self._open = (tag, named.get("type"), named.get("id"))

    def handle_data(self, data):
        if self._open:
            self.blocks.append((*self._open, data))
            self._open = None


@pytest.fixture(scope="module")
def document(page_text):
    return Reader(page_text)


@pytest.fixture(scope="module")
def data(document):
    return next(json.loads(text) for _, _, name, text in document.blocks if name == "plan-data")


def test_the_bundled_plan_stays_small(page_text):
    assert len(page_text.encode("utf-8")) < 400_000


def test_nothing_in_the_page_points_elsewhere(page_text, document):
    assert [link for link in document.links if not link.startswith("#")] == []
    assert "@import" not in page_text
    assert [u for u in re.findall(r"url\(([^)]*)\)", page_text) if not u.startswith("#")] == []


def test_the_page_names_no_address_but_those_leaflet_carries_as_text(page_text):
    hosts = set(re.findall(r"https?://([^/\"'\s)]+)", page_text))
    assert hosts <= {"www.w3.org", "leafletjs.com"}


def test_the_policy_allows_exactly_the_blocks_of_the_page(document):
    policy = next(m["content"] for m in document.metas if "http-equiv" in m)
    for tag, kind, _, text in document.blocks:
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
        rule = next(r for r in policy.split("; ") if r.startswith(f"{tag}-src"))
        assert (f"'sha256-{digest}'" in rule) == (kind is None)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_no_element_carries_a_style_or_a_handler(document):
    refused = [a for _, a, _ in document.attributes if a == "style" or a.startswith("on")]
    assert refused == []


def test_the_same_plan_gives_the_same_bytes(make_page, page_text):
    assert make_page("vi") == page_text


def test_folium_itself_is_left_as_it_was(page_text):
    assert page_text
    assert any("leaflet" in url for _, url in folium.Map.default_js)


TITLES = [("vi", "khu vực mở rộng"), ("en", "expanded town")]


@pytest.mark.parametrize(("language", "title"), TITLES)
def test_the_page_opens_in_the_language_of_the_program(make_page, language, title):
    text = make_page(language)
    assert f'<html lang="{language}">' in text
    assert title in re.search("<title>(.*)</title>", text)[1]


def test_layers_keep_their_order_groups_and_provenance(plan, data):
    assert [layer["id"] for layer in data["layers"]] == [layer.id for layer in plan.layers]
    assert [group["id"] for group in data["groups"]] == [
        "sites",
        "roads",
        "zones",
        "base",
        "sample",
    ]
    for given, layer in zip(data["layers"], plan.layers, strict=True):
        assert given["group"] == layer.group
        assert given["provenance"]["source"] == layer.provenance.source.model_dump()
        assert given["provenance"]["status"] == "schematic"


def test_features_are_in_wgs84_to_the_centimetre(plan, data):
    west, south, east, north = plan.home
    zone = next(layer for layer in data["layers"] if layer["id"] == "recovery-200m")
    ring = zone["features"][0]["geometry"]["coordinates"][0]
    assert all(west < x < east and south < y < north for x, y in ring)
    assert all(round(v, 7) == v for point in ring for v in point)


def test_a_category_is_found_by_its_text(data):
    bypass = next(layer for layer in data["layers"] if layer["id"] == "bypass")
    drawn = [(f["properties"]["phase"], f["symbol"]) for f in bypass["features"]]
    assert drawn == [(1, 0), (2, 1)]


def test_all_sites_are_listed_and_only_those_without_a_layer_of_their_own_are_drawn(data):
    drawn = next(layer for layer in data["layers"] if layer["id"] == "sites")["features"]
    assert len(data["sites"]) == 20
    assert [(f["site"], f["geometry"]["coordinates"]) for f in drawn] == [
        ("market", [106.1529, 22.7379]),
    ]


def test_the_title_block_names_date_version_system_and_shift(data):
    assert data["plan"]["made_on"] == "2026-11-22"
    assert data["plan"]["version"] == "0.1.0"
    assert data["plan"]["crs"] == "EPSG:9210"
    assert data["plan"]["crs_name"] == "VN-2000 / TM-3 105-45"
    assert data["plan"]["transformation"] == {
        "name": "EPSG:6960 VN-2000 to WGS 84 (2)",
        "accuracy_m": 1.0,
    }


def test_the_notice_shows_only_where_something_is_schematic(plan, page_text, made_on):
    surveyed = plan.layers[0].provenance.changed(status="surveyed")
    layers = tuple(layer.changed(provenance=surveyed) for layer in plan.layers)
    clean = share_page(plan.changed(layers=layers), {}, (), made_on=made_on)
    assert 'role="note" hidden>' in clean
    assert 'role="note">' in page_text


def test_a_layer_without_data_is_listed_empty(plan, sites, made_on):
    layers = page_data(plan, {}, sites, made_on=made_on)["layers"]
    assert {len(layer["features"]) for layer in layers if layer["id"] != "sites"} == {0}


def test_a_hidden_layer_without_data_is_said_to_be_left_out(data):
    left_out = [layer["id"] for layer in data["layers"] if layer["left_out"]]
    assert left_out == ["sample-parcels"]
    assert "left-out" in data["words"]


def test_a_shown_layer_without_data_is_said_to_be_missing(plan, sites, made_on):
    layers = page_data(plan, {}, sites, made_on=made_on)["layers"]
    missing = {layer["id"] for layer in layers if layer["missing"]}
    assert "bypass" in missing
    assert "sample-parcels" not in missing


def test_no_word_of_the_page_stands_twice():
    def unlike(pairs):
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names))
        return dict(pairs)

    words = assets.resource("web/share.words.json").read_text(encoding="utf-8")
    assert json.loads(words, object_pairs_hook=unlike)


def test_a_hostile_title_stays_text(plan):
    title = {"vi": "</title><script>alert(1)</script>", "en": '"><img src=x onerror=alert(1)>'}
    for language in i18n.LANGUAGES:
        i18n.install(language)
        text = share_page(plan.changed(title=title), {}, (), made_on=date(2026, 1, 1))
        document = Reader(text)
        assert len([b for b in document.blocks if b[0] == "script"]) == 3
        assert [a for tag, a, _ in document.attributes if tag == "img"] == []
    i18n.install("en")


def test_every_word_is_there_in_both_languages_and_used(data):
    folder = assets.resource("web")
    sources = "".join(p.read_text(encoding="utf-8") for p in sorted(folder.glob("share*.js")))
    sources += (folder / "share.html").read_text(encoding="utf-8")
    used = {a or b for a, b in WORD.findall(sources)}
    assert used <= set(data["words"])
    for key, word in data["words"].items():
        assert word["vi"].strip()
        assert word["en"].strip()
        assert set(re.findall(r"\{\w+\}", word["vi"])) == set(re.findall(r"\{\w+\}", word["en"]))
        stem = key.split("-")[0] + "-"
        assert f'"{key}"' in sources or f"`{stem}${{" in sources, key
