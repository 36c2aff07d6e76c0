from pathlib import Path

import pytest

from planviewer.app.commands import Command, Commands
from planviewer.app.language import chosen_language, system_language
from planviewer.app.settings import RECENT, Settings, load_settings, save_settings
from planviewer.i18n import Message


def test_settings_are_kept():
    save_settings(Settings(language="vi", theme="dark"))
    assert load_settings() == Settings(language="vi", theme="dark")


def test_settings_written_when_the_window_had_a_state_are_kept(own_profile):
    own_profile.mkdir()
    text = '{"theme": "dark", "window_state": "AAAA"}'
    (own_profile / "settings.json").write_text(text, encoding="utf-8")
    assert load_settings().theme == "dark"


def test_broken_settings_are_set_aside(own_profile):
    own_profile.mkdir()
    (own_profile / "settings.json").write_text("{", encoding="utf-8")
    assert load_settings() == Settings()


def test_the_language_is_known_before_the_settings_can_be_read():
    save_settings(Settings(language="en"))
    assert chosen_language() == "en"
    save_settings(Settings(language="vi"))
    assert chosen_language() == "vi"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"vi"', '{"language": null}', '{"language": ["en"]}', "[" * 100_000]
)
def test_without_a_language_in_the_settings_the_desktops_is_spoken(own_profile, text):
    own_profile.mkdir(exist_ok=True)
    (own_profile / "settings.json").write_text(text, encoding="utf-8")
    assert chosen_language() == system_language()


def test_recent_plans_are_few_unique_and_newest_first():
    settings = Settings()
    for number in range(RECENT + 3):
        settings = settings.with_recent(Path(f"/plans/{number}.planview"))
    settings = settings.with_recent(Path("/plans/5.planview"))
    assert settings.recent[0] == str(Path("/plans/5.planview"))
    assert len(settings.recent) == len(set(settings.recent)) == RECENT


def test_a_shortcut_cannot_be_given_twice():
    commands = Commands()
    commands.add(Command("a.one", Message("t", "One"), print, shortcut="Ctrl+A"))
    with pytest.raises(ValueError, match="twice"):
        commands.add(Command("a.two", Message("t", "Two"), print, shortcut="Ctrl+A"))
    commands.add(Command("a.three", Message("t", "Three"), print))
    commands.add(Command("a.four", Message("t", "Four"), print))
    assert [command.id for command in commands.of_menu("a")] == ["a.one", "a.three", "a.four"]
