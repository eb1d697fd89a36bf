"""Take pictures: one stage for those that stand together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from screenshots.compare import differences
from screenshots.pictures import fixed_surroundings
from screenshots.recorded import RecordedSource
from screenshots.scenes import SCENES, Look
from screenshots.stage import Stage, give_keys, let_settle, picture_of

from holysheep_desktop.core.settings import Language, ThemeChoice
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages

_MOST_PICTURES = 50


def pictures_of(theme: Theme, shots: Sequence[tuple[str, Look]]) -> Iterator[tuple[str, QImage]]:
    """(name of the picture, picture) of each scene; language, theme and size change in the open window."""
    if not shots:
        return
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with fixed_surroundings(app):
        languages, source = Languages(app, Language.ENGLISH), RecordedSource()
        first = shots[0][1]
        theme.choose(first.theme)
        languages.choose(first.language)
        stage = Stage(theme, languages, source)
        try:
            for scene, look in shots:
                stage.dress(look.language, look.theme, look.size)
                with SCENES[scene](stage, source) as widget:
                    stage.let_finish(with_jobs=not source.is_holding)
                    yield f"{scene}~{look}", _still_picture(widget, look.scale)
        finally:
            stage.close()
            languages.choose(Language.ENGLISH)
            theme.choose(ThemeChoice.LIGHT)


def _still_picture(widget: QWidget, scale: float) -> QImage:
    """The first picture after which nothing moves any more, of a window that has the keys."""
    give_keys(widget.window())
    picture = picture_of(widget, scale).toImage()
    for _ in range(_MOST_PICTURES):
        before = picture
        let_settle()
        picture = picture_of(widget, scale).toImage()
        if not differences(picture, before):
            break
    return picture
