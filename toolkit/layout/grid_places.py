"""Where the columns and rows of a grid stand, and which earlier figures fill them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from toolkit.layout.asked import Asked
from toolkit.layout.availability import AvailabilityPlan
from toolkit.layout.columns import AGAIN_AFTER, AGAIN_COLUMNS, EARLIER, GRID_AFTER, GRID_BEFORE, PERIOD_WIDTH, Column
from toolkit.layout.definitions import Lists
from toolkit.layout.keys import request_key
from toolkit.layout.plan import FIRST_ROW, Area
from toolkit.layout.row_checks import Typed
from toolkit.model.answers import Point
from toolkit.model.campaign import BESIDE
from toolkit.model.framework import Request
from toolkit.model.known import SETTLED, KnownRow
from toolkit.model.periods import Period, PeriodKind


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPlaces:
    """Columns and rows of one grid, and what fills it.

    Required periods come first, so that they are one area.

    Attributes:
        availability: None where no sheet asks for it.
        filled: what the cells of each row hold before they are typed in.
        known: where the filling comes from answers, what stands beside the cells.
        after: the columns to the right of the periods.
        asks_again: whether only some rows are asked, with what is wrong in them.
    """

    periods: tuple[Period, ...]
    required_count: int
    requests: tuple[Request, ...]
    availability: AvailabilityPlan | None
    filled: Mapping[Request, tuple[Typed, ...]]
    figures: Mapping[tuple[str, str], tuple[Typed, ...]]
    known: Mapping[Request, KnownRow]
    after: tuple[Column, ...]
    asks_again: bool
    beside: Mapping[Request, str]
    reasons: str

    @classmethod
    def of(cls, asked: Asked, kind: PeriodKind, availability: AvailabilityPlan | None, lists: Lists) -> "GridPlaces":
        """Decide the places of the grid of one kind of period."""
        periods = (*asked.periods(kind).required, *asked.periods(kind).optional)
        filled = {request: _fill(asked, request, periods) for request in asked.requests[kind]}
        return cls(
            periods=periods,
            required_count=len(asked.periods(kind).required),
            requests=asked.requests[kind],
            availability=availability,
            filled=filled,
            figures={(request.measure, request.territory): values for request, values in filled.items()},
            known=asked.known.rows,
            after=_choose_after(asked, kind),
            asks_again=bool(asked.again),
            beside=_earlier_beside(asked, asked.requests[kind]),
            reasons=lists.reasons.removeprefix("="),
        )

    @property
    def before(self) -> tuple[Column, ...]:
        """The columns to the left of the periods."""
        earlier = (EARLIER,) if self.beside else ()
        return (*GRID_BEFORE, *earlier, *(AGAIN_COLUMNS if self.asks_again else ()))

    def required_cells(self, request: Request) -> tuple[Typed, ...]:
        """Give what the required cells of a row hold."""
        return self.filled[request][: self.required_count]

    def is_settled(self, value: Typed) -> bool:
        """Whether a cell only shows what is settled."""
        return self.asks_again and isinstance(value, str) and value.startswith(SETTLED)

    def word_of(self, request: Request, role: str) -> str:
        """Give what stands beside the cells of a row, in the column of a role, before it is typed in."""
        known = self.known.get(request)
        return "" if known is None else known.words.get(role, "")

    def line_of(self, measure: str, partner: str, territory: str) -> str:
        """Write the part of a formula that finds the line of a row by its key, wherever it was sorted to."""
        return f'MATCH("{request_key(measure, partner, territory)}",{self.rows(1, 1).reference},0)'

    @property
    def first_period(self) -> int:
        """The column of the first period."""
        return len(self.before) + 1

    @property
    def last_period(self) -> int:
        """The column of the last period."""
        return len(self.before) + len(self.periods)

    @property
    def last_column(self) -> int:
        """The last column."""
        return self.last_period + len(self.after)

    @property
    def last_row(self) -> int:
        """The last row."""
        return FIRST_ROW + len(self.requests) - 1

    @property
    def widths(self) -> tuple[float, ...]:
        """The width of each column, in characters."""
        before, after = (column.width for column in self.before), (column.width for column in self.after)
        return (*before, *(PERIOD_WIDTH for _ in self.periods), *after)

    def column(self, role: str) -> int:
        """Give the column of a role to the right of the periods."""
        return self.last_period + 1 + [column.role for column in self.after].index(role)

    def area(self, first_row: int, last_row: int, first_column: int, last_column: int) -> Area:
        """Make an area."""
        return Area(first_row=first_row, last_row=last_row, first_column=first_column, last_column=last_column)

    def rows_of(self, role: str) -> Area:
        """Give the column of a role over all rows."""
        return self.rows(self.column(role), self.column(role))

    def rows(self, first_column: int, last_column: int) -> Area:
        """Give some columns over all rows."""
        return self.area(FIRST_ROW, self.last_row, first_column, last_column)


def _earlier_beside(asked: Asked, requests: tuple[Request, ...]) -> dict[Request, str]:
    """Write the earlier figures of each row in words, where the campaign shows them beside; else nothing."""
    if asked.collection.campaign.earlier_figures != BESIDE:
        return {}
    by_row: dict[Request, list[str]] = {}
    for each in asked.earlier.values():
        request = Request(measure=each.measure, partner=each.partner, territory=each.territory)
        by_row.setdefault(request, []).append(f"{each.period}: {asked.wording.figure(each.value)}")
    return {request: "\n".join(by_row.get(request, ())) for request in requests} if by_row else {}


def _choose_after(asked: Asked, kind: PeriodKind) -> tuple[Column, ...]:
    """Give the columns to the right of the periods: all of them, or those that rows asked again need."""
    if not asked.again:
        return GRID_AFTER
    rows = (asked.known.rows.get(request, _NOTHING) for request in asked.requests[kind])
    told = {role for row in rows for role in row.words}
    return tuple(column for column in GRID_AFTER if column.role in AGAIN_AFTER | told)


def _fill(asked: Asked, request: Request, periods: tuple[Period, ...]) -> tuple[Typed, ...]:
    """Give what fills the cells of a row: what is known of them, else the earlier figure unless it stands beside."""
    known = asked.known.rows.get(request, _NOTHING).cells
    earlier = {} if asked.collection.campaign.earlier_figures == BESIDE else asked.earlier
    cells: list[Typed] = []
    for period in periods:
        point = Point(request.measure, request.partner, request.territory, period.code)
        figure = earlier[point].value if point in earlier else None
        cells.append(known.get(period.code, figure))
    return tuple(cells)


_NOTHING = KnownRow()


def group_by_action(asked: Asked, kind: PeriodKind) -> list[tuple[int, int]]:
    """Give the first and last row of each run of rows of one action."""
    rows = enumerate(asked.requests[kind], start=FIRST_ROW)
    action = asked.collection.framework.action_of
    runs = (list(run) for _, run in groupby(rows, key=lambda each: action(each[1].measure).code))
    return [(run[0][0], run[-1][0]) for run in runs]
