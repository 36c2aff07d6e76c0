"""Choosing the language: Qt's translator behind :mod:`planviewer.i18n`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from planviewer import i18n
from planviewer.assets import resource


class _Installed:
    """The translators now installed in the application (Qt keeps no reference to them)."""

    translators: tuple[QTranslator, ...] = ()


def system_language() -> i18n.Language:
    """Return the language of the desktop if we speak it, else Vietnamese, the users' own."""
    name = QLocale.system().name()
    return "en" if name.startswith("en") else "vi"


def use_language(language: i18n.Language) -> None:
    """Speak ``language`` from now on; open widgets get a LanguageChange event.

    Raises
    ------
    FileMissing
        If the translations were not built.
    """
    ours = QTranslator()
    ours.load(str(resource(f"i18n/planviewer_{language}.qm")))

    def look_up(context: str, source: str, comment: str, n: int) -> str:
        found = ours.translate(context, source, comment, n) or source
        return found.replace("%n", i18n.number(n)) if n >= 0 else found

    i18n.install(language, look_up)
    QLocale.setDefault(
        QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)
        if language == "vi"
        else QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    )
    _install_in_application(ours, language)


def _install_in_application(ours: QTranslator, language: i18n.Language) -> None:
    """Tell Qt, so that its own dialogs follow and widgets are asked to translate themselves."""
    application = QCoreApplication.instance()
    if application is None:
        return
    for old in _Installed.translators:
        application.removeTranslator(old)
    qt = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translators = (qt, ours) if qt.load(f"qtbase_{language}", folder) else (ours,)
    for translator in translators:
        application.installTranslator(translator)
    _Installed.translators = translators
