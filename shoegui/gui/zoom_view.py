"""A picture that a person can zoom and move about in, with mouse, keys and fingers.

How it is shown is `picture_view`, where things lie is `zoom_geometry`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from shoegui.gui.picture_loader import PictureLoader
from shoegui.gui.picture_view import PictureView, Thumbnails
from shoegui.gui.zoom_geometry import FIT, View

_STEP = 1.25
_PAN_SHARE = 0.15
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class ZoomView(PictureView):
    """Zooms and pans. `view_changed` brings the `View` a person chose; `set_view` is silent."""

    view_changed = Signal(object)

    def __init__(
        self,
        loader: PictureLoader,
        channel: str,
        thumbnails: Thumbnails | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(loader, channel, thumbnails, parent)
        self._drag: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)

    def fit(self) -> None:
        """Show the whole picture."""
        self._move(FIT)

    def actual_size(self) -> None:
        """One px of the picture is one px of the screen."""
        frame = self._frame()
        self._zoom_to(frame.actual, frame.room_width / 2, frame.room_height / 2)

    def zoom_by(self, factor: float) -> None:
        """Zoom in or out around the middle."""
        frame = self._frame()
        self._zoom_to(self._view.scale * factor, frame.room_width / 2, frame.room_height / 2)

    def _zoom_to(self, scale: float, x: float, y: float) -> None:
        self._move(self._frame().zoomed(self._view, scale, x, y))

    def _move(self, view: View) -> None:
        if self._original and view != self._view:
            self._view = view
            self._changed()
            self.view_changed.emit(view)

    def _changed(self) -> None:
        super()._changed()
        shape = Qt.CursorShape.OpenHandCursor
        self.setCursor(shape if self._view.scale > 1 else Qt.CursorShape.ArrowCursor)

    def _pan(self, x: float, y: float) -> None:
        ratio = self.devicePixelRatioF()
        self._move(self._frame().panned(self._view, x * ratio, y * ratio))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        turned = event.angleDelta().y() / 120
        if not turned:
            event.ignore()
            return
        ratio = self.devicePixelRatioF()
        at = event.position() * ratio
        self._zoom_to(self._view.scale * _STEP**turned, at.x(), at.y())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and - zoom, 0 fits, 1 is actual size, Shift and arrows move."""
        key, shift = event.key(), Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.actual_size()
        elif key in _ARROWS and event.modifiers() & shift:
            across, down = _ARROWS[Qt.Key(key)]
            self._pan(across * self.width() * _PAN_SHARE, down * self.height() * _PAN_SHARE)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        super().mousePressEvent(event)
        if event.isAccepted() and self._view.scale > 1:
            self._drag = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture along."""
        if self._drag is not None:
            moved = event.position() - self._drag
            self._drag = event.position()
            self._pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag, or of a click."""
        if self._drag is None:
            super().mouseReleaseEvent(event)
        self._drag = None
        self._changed()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """From the whole picture to actual size at this point, and back."""
        if self._view.scale > 1:
            self.fit()
        else:
            at = event.position() * self.devicePixelRatioF()
            self._zoom_to(max(self._frame().actual, 2.0), at.x(), at.y())

    def event(self, event: QEvent) -> bool:
        """Pinching, which comes in two kinds: as a gesture, and from a touchpad."""
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.mapFromGlobal(pinch.centerPoint()) * self.devicePixelRatioF()
                self._zoom_to(self._view.scale * pinch.scaleFactor(), at.x(), at.y())
                return True
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            at = event.position() * self.devicePixelRatioF()
            self._zoom_to(self._view.scale * (1 + event.value()), at.x(), at.y())
            return True
        return super().event(event)
