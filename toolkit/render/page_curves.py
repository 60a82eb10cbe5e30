"""Small line charts of the page as numbers: where the points of a curve stand in its drawing. Must not write markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 120, 30
"""Size of the drawing, in units of its view box."""

_MARGIN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A curve ready to be drawn in a box of `WIDTH` by `HEIGHT`.

    Attributes:
        title: the curve in words, which stand for the drawing where it is not seen.
        line: the points as `x,y x,y`.
        end: the last point, as x and y.
        goals: heights of the lines that a target draws.
        other: a second curve on the same scale, as `line`; empty without one.
    """

    title: str
    line: str
    end: tuple[str, str]
    goals: tuple[str, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What a curve is drawn from: places in time from 0 to 1, and values.

    Attributes:
        goals: values that the curve is held against.
        other: a second curve, with the places of the first.
    """

    places: Sequence[float]
    values: Sequence[Decimal]
    goals: Sequence[Decimal] = ()
    other: Sequence[Decimal] = ()


def plan_curve(title: str, plot: Plot) -> Curve | None:
    """Place the points of a curve; None when there is nothing to draw."""
    if not plot.values:
        return None
    everything = [float(value) for value in (*plot.values, *plot.goals, *plot.other)]
    least, span = min(everything), max(everything) - min(everything)

    def height(value: Decimal) -> str:
        share = (float(value) - least) / span if span else 0.5
        return _short(HEIGHT - _MARGIN - share * (HEIGHT - 2 * _MARGIN))

    across = [_short(_MARGIN + place * (WIDTH - 2 * _MARGIN)) for place in plot.places]
    line = tuple(zip(across, map(height, plot.values), strict=True))
    return Curve(
        title=title,
        line=" ".join(f"{x},{y}" for x, y in line),
        end=line[-1],
        goals=tuple(dict.fromkeys(height(value) for value in plot.goals)),
        other=" ".join(f"{x},{height(value)}" for x, value in zip(across, plot.other, strict=False)),
    )


def spread_years(years: Sequence[int]) -> tuple[float, ...]:
    """Give years their place in time from 0 to 1; one year stands in the middle."""
    first, span = min(years, default=0), max(years, default=0) - min(years, default=0)
    return tuple((year - first) / span if span else 0.5 for year in years)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
