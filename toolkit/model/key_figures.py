"""Key figures: what a theme is introduced by, each with what has to be said with it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.wording import phrase


class FigureKind(StrEnum):
    """What makes a figure a key figure of its theme."""

    TOTAL = "total"
    LATEST = "latest"
    RISE = "rise"
    FALL = "fall"


FIGURE_KIND_LABELS = {
    FigureKind.TOTAL: phrase("total over the period"),
    FigureKind.LATEST: phrase("latest level"),
    FigureKind.RISE: phrase("largest rise"),
    FigureKind.FALL: phrase("largest fall"),
}


class Caution(StrEnum):
    """What has to be said with a key figure."""

    SAME_MAY_RETURN = "same_may_return"
    PERIODS_MISSING = "periods_missing"
    BREAK = "break"
    NOT_FINAL = "not_final"


CAUTION_LABELS = {
    Caution.SAME_MAY_RETURN: phrase("double counting: the same person or body may stand in several years"),
    Caution.PERIODS_MISSING: phrase("years are missing"),
    Caution.BREAK: phrase("break in series"),
    Caution.NOT_FINAL: phrase("estimated, provisional or partial figures among them"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """A figure that a theme is introduced by, as `key_figures.csv` writes it; the fields are its columns.

    Attributes:
        rank: by size within theme, kind and unit, from 1, the largest first.
        value: the total, the latest level, or the last figure of a move.
        change: percent of the first value for counts, points for shares; None but for moves.
        periods, periods_asked: required periods with a figure, and asked; for a total, those that were added.
        cautions: what has to be said with it.
    """

    theme: str
    kind: FigureKind
    rank: int
    measure: str
    partner: str
    territory: str
    first_period: str
    last_period: str
    value: Decimal
    unit: str
    change: Decimal | None = None
    change_unit: str = ""
    periods: int
    periods_asked: int
    cautions: tuple[Caution, ...] = ()
