"""What is known of the chosen hit, with a large view of it and what can be done with it.

It shows and asks: every signal brings the hit, and somebody else acts on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from shoegui.basics.errors import shown_path
from shoegui.gui import photo_words, theme
from shoegui.gui.elided_label import ElidedLabel
from shoegui.gui.hit_buttons import HitButtons
from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.picture_view import PictureView, Thumbnails
from shoegui.gui.roomy_scroll import QuietBar
from shoegui.library.catalogue import Photo

if TYPE_CHECKING:
    from shoegui.search.searcher import Hit

# The least height of the picture, and what it leaves below the buttons for most facts.
_LEAST_LINES = 10
_LINES_OF_FACTS = 6


class Inspector(QWidget):
    """Shows one hit. `copy_requested` brings the hit and a `CopyKind`."""

    open_requested = Signal(object)
    show_in_folder_requested = Signal(object)
    search_from_requested = Signal(object)
    compare_requested = Signal(object)
    why_requested = Signal(object)
    preview_requested = Signal(object)
    copy_requested = Signal(object, object)
    trash_requested = Signal(object)

    def __init__(
        self, loader: PictureLoader, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hit: Hit | None = None
        self.setAccessibleName(self.tr("This picture"))
        self.picture_view = _LargeView(loader, "inspector", thumbnails)
        self.picture_view.setToolTip(self.tr("Show in the whole window (Space)"))
        self.name = ElidedLabel()
        # On one line, as the name is: what stands below must not move from hit to hit.
        self.similarity = ElidedLabel()
        self.offline = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.offline.setFrameShape(QFrame.Shape.StyledPanel)
        self.offline.setMargin(self.fontMetrics().height() // 3)
        self.facts = _Facts()
        self.buttons = HitButtons()
        self.hint = QLabel(self.tr("Choose a picture to see more of it here."), wordWrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setMargin(self.fontMetrics().height())
        self._connect()
        self._lay_out()
        self._dress()
        self.show_hit(None)

    def hit(self) -> Hit | None:
        """What is shown."""
        return self._hit

    def show_hit(self, hit: Hit | None) -> None:
        """Show `hit`, or that there is none."""
        self._hit = hit
        self._pages.setCurrentIndex(0 if hit is None else 1)
        if hit is None:
            self.picture_view.clear()
            return
        photo = hit.photo
        name = photo_words.file_name(photo)
        self.name.set_full_text(name, shown_path(photo.path))
        self.similarity.set_full_text(photo_words.similarity_text(hit))
        self.offline.setText(photo_words.offline_notice(photo) if photo.offline else "")
        self.offline.setVisible(photo.offline)
        self.facts.show_facts(
            folder=shown_path(photo.path.parent),
            taken=photo_words.taken_text(photo),
            changed=photo_words.changed_text(photo),
            pixels=photo_words.pixels_text(photo),
            file=photo_words.file_text(photo),
            camera=photo.facts.camera or "",
        )
        self.buttons.set_file_at_hand(not photo.offline)
        self.picture_view.setAccessibleName(self.tr("Large view of {name}").format(name=name))
        self.picture_view.show_photo(photo)

    def sizeHint(self) -> QSize:
        """Wide enough for two buttons side by side."""
        letter = self.fontMetrics().averageCharWidth()
        return QSize(44 * letter, 90 * letter)

    def minimumSizeHint(self) -> QSize:
        """Narrow, for those who want to see more of the results."""
        letter = self.fontMetrics().averageCharWidth()
        return QSize(23 * letter, 20 * letter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The picture has as much room as the panel can spare."""
        if event.type() == QEvent.Type.Resize and watched is self._scroll.viewport():
            self._arrange()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Another font or palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._dress()
            self._arrange()

    def _connect(self) -> None:
        for asked, wanted in (
            (self.picture_view.clicked, self.preview_requested),
            (self.buttons.open_clicked, self.open_requested),
            (self.buttons.show_in_folder_clicked, self.show_in_folder_requested),
            (self.buttons.search_from_clicked, self.search_from_requested),
            (self.buttons.compare_clicked, self.compare_requested),
            (self.buttons.why_clicked, self.why_requested),
            (self.buttons.trash_clicked, self.trash_requested),
        ):
            asked.connect(lambda wanted=wanted: wanted.emit(self._hit))
        self.buttons.copy_clicked.connect(lambda kind: self.copy_requested.emit(self._hit, kind))

    def _lay_out(self) -> None:
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        line = self.fontMetrics().height()
        column.setContentsMargins(line // 2, line // 2, line // 2, line // 2)
        column.setSpacing(line // 2)
        for widget in (
            self.picture_view,
            self.name,
            self.similarity,
            self.buttons,
            self.offline,
            self.facts,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One that comes and goes would change the width, and with it the height of the picture.
        self._scroll.setVerticalScrollBar(QuietBar())
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self._scroll.viewport().installEventFilter(self)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self._scroll)

    def _arrange(self) -> None:
        """Give the picture a square, or what the panel's height leaves of it.

        Whatever the shape of the picture: who steps from hit to hit finds the buttons in one place.
        """
        column = self._content.layout()
        assert column is not None
        margins, line = column.contentsMargins(), self.fontMetrics().height()
        width = max(1, self._scroll.viewport().width() - margins.left() - margins.right())
        rest = sum(one.sizeHint().height() for one in (self.name, self.similarity, self.buttons))
        rest += margins.top() + margins.bottom() + 4 * column.spacing() + _LINES_OF_FACTS * line
        left = self._scroll.viewport().height() - rest
        height = min(width, max(left, _LEAST_LINES * line))
        self.picture_view.setFixedHeight(height)

    def _dress(self) -> None:
        colours = theme.colours(self.palette())
        bold = QFont(self.font())
        bold.setBold(True)
        self.name.setFont(bold)
        _ink(self.similarity, colours.accent.name())
        _ink(self.offline, colours.danger.name())
        _ink(self.hint, colours.faint.name())
        self.facts.dress(colours.faint.name())


class _LargeView(PictureView):
    """The picture as a button: it can be clicked, and pressed with Space or Enter."""

    def __init__(self, loader: PictureLoader, channel: str, thumbnails: Thumbnails) -> None:
        super().__init__(loader, channel, thumbnails)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def offline_message(self, _photo: Photo) -> str:
        """Nothing: it is said below."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Like a click."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and whether the keys go to it."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class _Facts(QWidget):
    """Names of facts, and the facts beside them; below them where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setHorizontalSpacing(self.fontMetrics().height() * 2 // 3)
        self._form.setVerticalSpacing(self.fontMetrics().height() // 4)
        self.folder = ElidedLabel()
        self.values = {name: _value() for name in ("taken", "changed", "pixels", "file", "camera")}
        self._form.addRow(self.tr("Folder"), self.folder)
        self._form.addRow(self.tr("Taken"), self.values["taken"])
        self._form.addRow(self.tr("Changed"), self.values["changed"])
        self._form.addRow(self.tr("Picture"), self.values["pixels"])
        self._form.addRow(self.tr("File"), self.values["file"])
        self._form.addRow(self.tr("Camera"), self.values["camera"])

    def show_facts(self, *, folder: str, **texts: str) -> None:
        """Show these; what is empty has no row."""
        self.folder.set_full_text(folder)
        for name, label in self.values.items():
            label.setText(texts[name])
            self._form.setRowVisible(label, bool(texts[name]))

    def dress(self, faint: str) -> None:
        """The names step back behind the facts, in the colour `faint`."""
        for row in range(self._form.rowCount()):
            item = self._form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            label = None if item is None else item.widget()
            if isinstance(label, QLabel):
                _ink(label, faint)


def _value() -> QLabel:
    label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _ink(label: QLabel, colour: str) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, colour)
    label.setPalette(palette)
