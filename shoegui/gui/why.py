"""Why a hit was found: it and what was searched for, each under a map of what speaks for the match.

What the map says is computed in a job (`search.why`); which hit comes next is for the results.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from shoegui.basics.errors import UserFacingError, shown_path
from shoegui.gui import photo_words
from shoegui.gui.elided_label import ElidedLabel
from shoegui.gui.overlay import Overlay
from shoegui.gui.picture_loader import PictureLoader, sentence
from shoegui.gui.picture_view import Thumbnails
from shoegui.gui.zoom_view import ZoomView

if TYPE_CHECKING:
    from shoegui.features.heatmap import Floats
    from shoegui.gui.jobs import Job, Jobs
    from shoegui.gui.query_item import QueryItem
    from shoegui.search.query import Query
    from shoegui.search.searcher import Hit
    from shoegui.search.why import Why

CHANNEL = "why"
_OPACITY = 60

Explain = Callable[["Query", int], "Why"]


@dataclass(frozen=True, slots=True)
class Maps:
    """The colours to be laid over both pictures, and the scale from cold to hot."""

    query: QImage
    hit: QImage
    scale: QImage


class HeatView(ZoomView):
    """A picture that can be zoomed, under its map."""

    _heat = QImage()
    _opacity = _OPACITY / 100

    def heat(self) -> QImage:
        """The colours that lie over the picture; null while there are none."""
        return self._heat

    def set_heat(self, heat: QImage) -> None:
        """Lay `heat`, of any size, over the whole picture; a null image takes it away."""
        self._heat = heat
        self.update()

    def set_opacity(self, percent: int) -> None:
        """How much the colours hide of the picture, 0 to 100."""
        self._opacity = percent / 100
        self.update()

    def _paint_over(self, painter: QPainter, target: QRectF) -> None:
        if self._heat.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(self._opacity)
        painter.drawImage(target, self._heat, QRectF(self._heat.rect()))
        painter.setOpacity(1.0)


class WhyView(Overlay):
    """Query and hit under their maps. Arrows bring other hits, Esc closes."""

    def __init__(
        self,
        loader: PictureLoader,
        thumbnails: Thumbnails,
        jobs: Jobs,
        explain: Explain,
        parent: QWidget,
    ) -> None:
        """`explain` is called in a job with a query and the id of a photo."""
        super().__init__(parent)
        self._jobs = jobs
        self._explain = explain
        self._hit: Hit | None = None
        self.setAccessibleName(self.tr("Why?"))
        self.query_view = HeatView(loader, "why-query", thumbnails, self)
        self.hit_view = HeatView(loader, "why-hit", thumbnails, self)
        self._names = ElidedLabel(self), ElidedLabel(self)
        self._about = self._text(), self._text()
        self.state = self._text()
        self._make_buttons()
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(_OPACITY)
        self.opacity.setAccessibleName(self.tr("How much of the picture the colours hide"))
        self.opacity.setToolTip(self.opacity.accessibleName())
        for view in (self.query_view, self.hit_view):
            self.opacity.valueChanged.connect(view.set_opacity)
        self.legend = _Legend(self)
        self._lay_out()
        self.closed.connect(lambda: jobs.cancel_channel(CHANNEL))

    def hit(self) -> Hit | None:
        """The hit that is shown, or was shown last."""
        return self._hit

    def show_why(
        self,
        asked: QueryItem,
        hit: Hit,
        before: Hit | None = None,
        after: Hit | None = None,
    ) -> None:
        """Explain `hit`, and open if closed. The rest is as in `Preview.show_hit`."""
        self._open(self.hit_view)
        self._hit = hit
        name = photo_words.file_name(hit.photo)
        match = photo_words.match_text(hit)
        if hit.photo.offline:
            match += " · " + self.tr("from the small copy, as the file is not at hand")
        self._names[0].set_full_text(asked.name or self.tr("Picture without a name"), None)
        self._names[1].set_full_text(name, shown_path(hit.photo.path))
        self._about[0].setText(
            self.tr("Searched for") if asked.crop is None else self.tr("Searched for the part")
        )
        self._about[1].setText(match)
        yours, found = self.tr("Your picture"), self.tr("Match")
        self.query_view.setAccessibleName(f"{yours}: {self._names[0].text()}")
        self.hit_view.setAccessibleName(f"{found}: {name}")
        self._show_neighbours(before, after)
        for view in (self.query_view, self.hit_view):
            view.set_heat(QImage())
        self.query_view.show_source(asked)
        self.hit_view.show_photo(hit.photo)
        self.state.setText(self.tr("Looking for what they have in common…"))
        explain, photo_id = self._explain, hit.photo.id

        def work(_job: Job) -> Maps:
            return _maps(explain(asked.as_query(), photo_id))

        self._jobs.start(work, done=self._on_maps, failed=self._on_failure, channel=CHANNEL)

    def _on_maps(self, maps: Maps) -> None:
        self.query_view.set_heat(maps.query)
        self.hit_view.set_heat(maps.hit)
        self.legend.set_scale(maps.scale)
        self.state.setText(
            self.tr(
                "On the left, what of your picture is in the match. "
                "On the right, what of the match is in your picture."
            )
        )

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, UserFacingError):
            self._jobs.failed.emit(error)
            self.close()
            return
        self.state.setText(sentence(error))

    def _text(self) -> QLabel:
        return QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)

    def _lay_out(self) -> None:
        line = self.fontMetrics().height()
        top = QHBoxLayout()
        top.addWidget(QLabel(self.tr("Why?"), self))
        top.addSpacing(line)
        top.addWidget(self.state, 1)
        top.addWidget(self._close_button)
        sides = QGridLayout()
        sides.setSpacing(line)
        for column, view in enumerate((self.query_view, self.hit_view)):
            about = QVBoxLayout()
            about.setSpacing(line // 4)
            about.addWidget(self._names[column])
            about.addWidget(self._about[column])
            sides.addWidget(view, 0, column)
            sides.addLayout(about, 1, column)
            # Both the same width, however long their names are.
            view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            sides.setColumnStretch(column, 1)
        sides.setRowStretch(0, 1)
        middle = QHBoxLayout()
        middle.addWidget(self._previous_button)
        middle.addLayout(sides, 1)
        middle.addWidget(self._next_button)
        bottom = QHBoxLayout()
        bottom.setSpacing(line)
        bottom.addWidget(self.legend, 3)
        colours = QLabel(self.tr("Strength of the colours"), self)
        colours.setBuddy(self.opacity)
        bottom.addWidget(colours)
        bottom.addWidget(self.opacity, 1)
        column_of_all = QVBoxLayout(self)
        column_of_all.setSpacing(line)
        column_of_all.setContentsMargins(line, line, line, line)
        column_of_all.addLayout(top)
        column_of_all.addLayout(middle, 1)
        column_of_all.addLayout(bottom)


class _Legend(QWidget):
    """The scale of the colours, with what its ends mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = _Bar(self)
        cold, hot = self.tr("Dark: counts little"), self.tr("Bright: counts most for this match")
        meaning = self.tr("What the colours mean")
        self.setAccessibleName(f"{meaning}: {cold}. {hot}.")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(cold, self))
        row.addWidget(self._bar, 1)
        row.addWidget(QLabel(hot, self))

    def set_scale(self, scale: QImage) -> None:
        self._bar.scale = scale
        self._bar.update()


class _Bar(QWidget):
    scale = QImage()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(12 * line, line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self.fontMetrics().height()
        room = QRectF(0, (self.height() - line) / 2, self.width(), line)
        if not self.scale.isNull():
            QPainter(self).drawImage(room, self.scale, QRectF(self.scale.rect()))


def _maps(why: Why) -> Maps:
    """For the job: the pictures' maps as colours."""
    import numpy as np

    scale = np.linspace(0, 1, 256, dtype=np.float32)[np.newaxis]
    return Maps(_image(why.query.heat), _image(why.hit.heat), _image(scale))


def _image(heat: Floats) -> QImage:
    from shoegui.features import heatmap

    pixels = heatmap.coloured(heat)
    height, width, _ = pixels.shape
    # A copy, as the array is gone soon.
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()
