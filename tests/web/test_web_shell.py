"""The page: nothing remote, nothing inline, one kept rendering of folium."""

import re

import folium
import pytest

from planviewer.web.folium_map import folium_map, render
from planviewer.web.shell import build_shell, content_security_policy, origin


def test_the_kept_map_is_what_folium_renders() -> None:
    assert folium_map() == render()


def test_folium_leaves_nothing_behind_for_other_maps() -> None:
    before = list(folium.Map.default_js)
    render()
    assert folium.Map.default_js == before
    assert before


def test_the_page_links_to_nothing_but_our_scheme() -> None:
    shell = build_shell("vi")
    links = re.findall(r'(?:src|href)="([^"]*)"', shell.html)
    assert links
    assert all(link.startswith("planviewer://app/") for link in links)
    assert "http" not in shell.script


def test_the_page_has_no_inline_script_style_or_handler() -> None:
    html = build_shell("vi").html
    assert re.findall(r"<script(?![^>]*src=)", html) == []
    assert "<style" not in html
    assert not re.search(r"\s(on\w+|style)\s*=", html)


def test_the_page_says_its_language_and_theme() -> None:
    html = build_shell("vi", "dark").html
    assert '<html lang="vi" data-theme="dark">' in html


def test_the_policy_allows_a_basemap_only_while_it_is_on() -> None:
    assert "https:" not in content_security_policy()
    on = content_security_policy("https://{s}.tiles.example.org/{z}/{x}/{y}.png")
    assert "img-src planviewer: data: https://*.tiles.example.org;" in on
    assert "'unsafe" not in on


@pytest.mark.parametrize(
    "url",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org; script-src */{z}",
        "https://user:word@tiles.example.org/{z}",
        "https://*/{z}/{x}/{y}.png",
        "https:///{z}",
        "javascript:alert(1)",
        "https://a' 'unsafe-inline/{z}",
    ],
)
def test_what_is_no_plain_https_host_cannot_enter_the_policy(url: str) -> None:
    with pytest.raises(ValueError, match="not an https tile source"):
        origin(url)
