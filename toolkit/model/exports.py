"""What an export for other programs holds: tables, their columns, and what each column is in the words of SDMX."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from toolkit.model.campaign import Campaign
from toolkit.model.states import State
from toolkit.wording import phrase

ExportRow = Sequence[str | Decimal | None]
"""One row of a table; None and empty text are an empty cell."""


class ExportFormat(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    PARQUET = "parquet"
    SDMX = "sdmx"
    DATA_PACKAGE = "datapackage"


class Role(StrEnum):
    """What a column of the observations is in a data structure of SDMX.

    An attribute of the series goes with the measure alone, every other one with the single observation.
    """

    DIMENSION = "dimension"
    TIME = "time dimension"
    MEASURE = "measure"
    SERIES_ATTRIBUTE = "attribute of the measure"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportColumn:
    """A column of an exported table.

    Attributes:
        label: its name in words; key of the catalogue.
        role: for a column of the observations; None for one of any other table.
        code_list: table whose codes it takes; empty when it takes none.
    """

    name: str
    label: str
    role: Role | None = None
    code_list: str = ""
    is_number: bool = False
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTable:
    """A table with its rows.

    Attributes:
        label: its name in words; key of the catalogue.
        key: columns that tell its rows apart.
        list_id: its name as a code list of SDMX; empty for a table that is none. The columns of a code list are
            `code`, `label`, and more.
    """

    name: str
    label: str
    columns: tuple[ExportColumn, ...]
    key: tuple[str, ...]
    rows: tuple[ExportRow, ...]
    list_id: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of a code list, in order."""
        return tuple(str(row[0]) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """All tables of an export: the observations, what has no answer, and the code lists."""

    campaign: Campaign
    observations: ExportTable
    not_answered: ExportTable
    code_lists: tuple[ExportTable, ...]

    @property
    def tables(self) -> tuple[ExportTable, ...]:
        """All tables, the observations first."""
        return (self.observations, self.not_answered, *self.code_lists)


OTHER = "_O"
"""The code that SDMX has for whatever is outside a code list."""

MISSING_STATUS = {
    State.UNAVAILABLE: "O",
    State.NOT_APPLICABLE: "M",
    State.COUNTED_ELSEWHERE: "K",
    State.CONFIDENTIAL: "Q",
    State.PENDING: "O",
}
"""OBS_STATUS of a data point that a code answers. The states blank, rejected and not returned have none."""

STATUS_LABELS = {
    "A": phrase("normal value"),
    "E": phrase("estimated value"),
    "P": phrase("provisional value"),
    "D": phrase("definition differs"),
    "B": phrase("break in time series"),
    "O": phrase("missing value"),
    "M": phrase("missing value; data cannot exist"),
    "K": phrase("included in another category"),
    "Q": phrase("missing value; suppressed"),
}
"""The codes of the list CL_OBS_STATUS of SDMX that an export uses, and what they say."""

REQUEST_KINDS = {
    "required": phrase("asked, required period"),
    "optional": phrase("asked, optional period"),
    "volunteered": phrase("given without being asked"),
}

UNIT_IDS = {
    "nombre": "NUMBER",
    "%": "PT",
    "€": "EUR",
    "points": "POINTS",
    "heures": "HOURS",
    "indice": "INDEX",
    "oui_non": "YES_NO",
    "texte": "TEXT",
}
"""The units as codes of SDMX, which take no signs."""

OBSERVATION_COLUMNS = (
    ExportColumn(name="MEASURE", label=phrase("Measure"), role=Role.DIMENSION, code_list="measures", is_required=True),
    ExportColumn(name="PARTNER", label=phrase("Partner"), role=Role.DIMENSION, code_list="partners", is_required=True),
    ExportColumn(
        name="REF_AREA",
        label=phrase("Territory of the figure"),
        role=Role.DIMENSION,
        code_list="territories",
        is_required=True,
    ),
    ExportColumn(
        name="AREA_ASKED",
        label=phrase("Territory asked"),
        role=Role.DIMENSION,
        code_list="territories",
        is_required=True,
    ),
    ExportColumn(name="TIME_PERIOD", label=phrase("Period as a time range"), role=Role.TIME, is_required=True),
    ExportColumn(name="OBS_VALUE", label=phrase("Value"), role=Role.MEASURE, is_number=True),
    ExportColumn(name="OBS_TEXT", label=phrase("Answer in words"), role=Role.ATTRIBUTE),
    ExportColumn(
        name="OBS_STATUS", label=phrase("Status"), role=Role.ATTRIBUTE, code_list="statuses", is_required=True
    ),
    ExportColumn(name="ANSWER_STATE", label=phrase("State"), role=Role.ATTRIBUTE, code_list="states", is_required=True),
    ExportColumn(name="REASON", label=phrase("Reason"), role=Role.ATTRIBUTE, code_list="reasons"),
    ExportColumn(
        name="UNIT_MEASURE", label=phrase("Unit"), role=Role.SERIES_ATTRIBUTE, code_list="units", is_required=True
    ),
    ExportColumn(
        name="INDICATOR",
        label=phrase("Indicator"),
        role=Role.SERIES_ATTRIBUTE,
        code_list="indicators",
        is_required=True,
    ),
    ExportColumn(
        name="PROGRAMME_ACTION",
        label=phrase("Action"),
        role=Role.SERIES_ATTRIBUTE,
        code_list="actions",
        is_required=True,
    ),
    ExportColumn(name="THEME", label=phrase("Theme"), role=Role.SERIES_ATTRIBUTE, code_list="themes", is_required=True),
    ExportColumn(
        name="PERIOD_CODE", label=phrase("Period"), role=Role.ATTRIBUTE, code_list="periods", is_required=True
    ),
    ExportColumn(
        name="REQUEST_KIND",
        label=phrase("Asked or volunteered"),
        role=Role.ATTRIBUTE,
        code_list="request_kinds",
        is_required=True,
    ),
    ExportColumn(name="AREA_TEXT", label=phrase("Territory in the partner's words"), role=Role.ATTRIBUTE),
    ExportColumn(name="SOURCE_SHA256", label=phrase("SHA-256 of the returned file"), role=Role.ATTRIBUTE),
    ExportColumn(name="SOURCE_SHEET", label=phrase("Sheet of the returned file"), role=Role.ATTRIBUTE),
    ExportColumn(name="SOURCE_CELL", label=phrase("Cell of the returned file"), role=Role.ATTRIBUTE),
)

_OF_A_GAP = ("MEASURE", "PARTNER", "AREA_ASKED", "TIME_PERIOD", "ANSWER_STATE", "PERIOD_CODE", "REQUEST_KIND")
NOT_ANSWERED_COLUMNS = tuple(
    ExportColumn(name=column.name, label=column.label, code_list=column.code_list, is_required=True)
    for column in OBSERVATION_COLUMNS
    if column.name in _OF_A_GAP
)
"""The columns of what has no answer, in the order of the observations."""
