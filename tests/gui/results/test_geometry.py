"""Every cell has one place, and every place at most one cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shoegui.gui.results.geometry import Grid


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    count = draw(st.integers(1, 300))
    return Grid(
        count=count,
        strong=draw(st.integers(0, count)),
        width=draw(st.integers(10, 2000)),
        cell_width=draw(st.integers(20, 300)),
        cell_height=draw(st.integers(20, 300)),
        band_height=draw(st.integers(0, 60)),
        margin=draw(st.integers(0, 20)),
    )


@given(grids(), st.data())
def test_the_middle_of_a_cell_leads_back_to_it(grid: Grid, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, grid.count - 1))
    x, y = grid.corner(index)
    assert grid.index_at(x + grid.cell_width // 2, y + grid.cell_height // 2) == index


@given(grids())
def test_rows_hold_all_cells_once_in_order(grid: Grid) -> None:
    cells = [index for row in range(grid.rows) for index in range(*grid.row_range(row))]
    assert cells == list(range(grid.count))


@given(grids())
def test_cells_never_overlap_and_stay_inside(grid: Grid) -> None:
    corners = [grid.corner(index) for index in range(grid.count)]
    assert len(set(corners)) == grid.count
    for x, y in corners:
        assert x >= grid.margin
        assert grid.columns == 1 or x + grid.cell_width <= grid.width - grid.margin
        assert grid.margin <= y <= grid.height - grid.margin - grid.cell_height


@given(grids(), st.integers(-100, 20_000), st.integers(1, 900))
def test_a_strip_touches_what_lies_between_its_edges(grid: Grid, top: int, height: int) -> None:
    touched = set(grid.between(top, top + height))
    for index in range(grid.count):
        y = grid.corner(index)[1]
        if y < top + height and y + grid.cell_height > top:
            assert index in touched


@given(grids(), st.data())
def test_down_and_up_again_stay_in_the_column_where_it_is_long_enough(
    grid: Grid, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, grid.count - 1))
    below = grid.vertical(index, 1)
    if grid.place(below)[1] == grid.place(index)[1] and below != index:
        assert grid.vertical(below, -1) == index


@given(grids(), st.data())
def test_a_rectangle_holds_the_cells_it_touches(grid: Grid, data: st.DataObject) -> None:
    left, right = sorted(data.draw(st.tuples(st.integers(0, 2000), st.integers(0, 2000))))
    top, bottom = sorted(data.draw(st.tuples(st.integers(0, 5000), st.integers(0, 5000))))
    found = {index for run in grid.inside(left, top, right, bottom) for index in run}
    expected = set()
    for index in range(grid.count):
        x, y = grid.corner(index)
        across = x < right and x + grid.cell_width > left
        if across and y < bottom and y + grid.cell_height > top:
            expected.add(index)
    assert found == (expected if right > left and bottom > top else set())


def test_a_band_parts_good_from_weak_and_begins_a_new_row() -> None:
    grid = Grid(10, 4, 320, 100, 100, 30, 10)
    assert grid.columns == 3
    assert [grid.place(index) for index in (3, 4)] == [(1, 0), (2, 0)]
    assert grid.corner(4)[1] == 10 + 2 * 100 + 30
    assert grid.index_at(50, grid.band_top + 15) == -1


def test_there_is_no_band_where_all_are_alike() -> None:
    assert not Grid(10, 10, 320, 100, 100, 30, 10).parted
    assert not Grid(10, 0, 320, 100, 100, 30, 10).parted
