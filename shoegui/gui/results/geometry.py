"""Where each cell of the grid lies: whole-number arithmetic, for ten hits as for a million.

No Qt widget and no picture here. All positions are px of the scrolled contents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


# Without slots: what follows from the fields is worked out once and not for every cell painted.
@dataclass(frozen=True)
class Grid:
    """`count` equal cells in rows, parted once: the first `strong` cells, a band, then the rest.

    The band is there only when there are cells on both sides of it. Cells are `cell_width` wide
    at least; what is left over of `width` is shared among the columns.
    """

    count: int
    strong: int
    width: int
    cell_width: int
    cell_height: int
    band_height: int
    margin: int

    @cached_property
    def columns(self) -> int:
        """How many cells stand side by side."""
        return max(1, (self.width - 2 * self.margin) // self.cell_width)

    @cached_property
    def parted(self) -> bool:
        """Whether the band is shown."""
        return 0 < self.strong < self.count

    @cached_property
    def _above(self) -> int:
        """How many rows stand above the band; all of them where there is none."""
        return -(-(self.strong if self.parted else self.count) // self.columns)

    @cached_property
    def rows(self) -> int:
        """All rows."""
        if not self.parted:
            return self._above
        return self._above + -(-(self.count - self.strong) // self.columns)

    @cached_property
    def height(self) -> int:
        """The height of everything, margins and band included."""
        if not self.count:
            return 0
        band = self.band_height if self.parted else 0
        return self.rows * self.cell_height + band + 2 * self.margin

    @property
    def band_top(self) -> int:
        """Where the band begins, if there is one."""
        return self.margin + self._above * self.cell_height

    def place(self, index: int) -> tuple[int, int]:
        """Row and column of a cell."""
        columns = self.columns
        if self.parted and index >= self.strong:
            row, column = divmod(index - self.strong, columns)
            return row + self._above, column
        return divmod(index, columns)

    def corner(self, index: int) -> tuple[int, int]:
        """The left and top of a cell."""
        row, column = self.place(index)
        return self._left(column), self._top(row)

    def index_at(self, x: int, y: int) -> int:
        """The cell at a point, -1 where there is none."""
        row = self._row_at(y)
        if row < 0 or x < self._left(0):
            return -1
        first, last = self.row_range(row)
        column = next((c for c in range(self.columns) if x < self._left(c + 1)), self.columns)
        column = min(column, self.columns)
        inside = x - self._left(column) < self.cell_width
        return first + column if inside and first + column < last else -1

    def row_range(self, row: int) -> tuple[int, int]:
        """The cells of a row, first and one past the last; an empty range outside the grid."""
        columns = self.columns
        if self.parted and row >= self._above:
            first, end = self.strong + (row - self._above) * columns, self.count
        else:
            first, end = row * columns, self.strong if self.parted else self.count
        first = max(0, min(first, self.count))
        return first, max(first, min(first + columns, end))

    def between(self, top: int, bottom: int) -> range:
        """The cells of all rows that a strip from `top` to `bottom` touches."""
        if not self.count or bottom <= top:
            return range(0)
        first_row = self._nearest_row(top)
        last_row = self._nearest_row(bottom - 1)
        return range(self.row_range(first_row)[0], self.row_range(last_row)[1])

    def inside(self, left: int, top: int, right: int, bottom: int) -> list[range]:
        """The cells that a rectangle touches, one range a row."""
        if not self.count or right <= left or bottom <= top:
            return []
        found = []
        for row in range(self._nearest_row(top), self._nearest_row(bottom - 1) + 1):
            if self._top(row) >= bottom or self._top(row) + self.cell_height <= top:
                continue
            first, last = self.row_range(row)
            columns = [
                column
                for column in range(last - first)
                if self._left(column) < right and self._left(column) + self.cell_width > left
            ]
            if columns:
                found.append(range(first + columns[0], first + columns[-1] + 1))
        return found

    def vertical(self, index: int, rows: int) -> int:
        """The cell `rows` below (or above, if negative), in the same column where it has one."""
        row, column = self.place(index)
        target = max(0, min(row + rows, self.rows - 1))
        if target == row:
            return index
        first, last = self.row_range(target)
        return min(first + column, last - 1)

    def _left(self, column: int) -> int:
        return self._lefts[column]

    @cached_property
    def _lefts(self) -> tuple[int, ...]:
        """Where each column begins, and one more."""
        columns = self.columns
        spare = max(0, self.width - 2 * self.margin - columns * self.cell_width)
        # A gap before, between and after the columns, so that both edges look alike.
        return tuple(
            self.margin + column * self.cell_width + spare * (column + 1) // (columns + 1)
            for column in range(columns + 1)
        )

    def _top(self, row: int) -> int:
        band = self.band_height if self.parted and row >= self._above else 0
        return self.margin + row * self.cell_height + band

    def _row_at(self, y: int) -> int:
        row = self._nearest_row(y)
        return row if self.count and 0 <= y - self._top(row) < self.cell_height else -1

    def _nearest_row(self, y: int) -> int:
        y -= self.margin
        if self.parted and y >= self._above * self.cell_height:
            below = max(0, y - self._above * self.cell_height - self.band_height)
            row = self._above + below // self.cell_height
        else:
            row = y // self.cell_height
        return max(0, min(row, self.rows - 1))
