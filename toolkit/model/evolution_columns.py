"""The columns of the tables of figures over time: the fields of their records, in order."""

from dataclasses import fields

from toolkit.model.gaps import GapRow
from toolkit.model.key_figures import KeyFigure
from toolkit.model.trends import ActionRow, SeriesRow

SERIES_COLUMNS = tuple(field.name for field in fields(SeriesRow))
ACTION_READING_COLUMNS = tuple(field.name for field in fields(ActionRow))
GAP_COLUMNS = tuple(field.name for field in fields(GapRow))
KEY_FIGURE_COLUMNS = tuple(field.name for field in fields(KeyFigure))
