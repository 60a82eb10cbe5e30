"""The evaluation framework: themes, actions, indicators, measures, targets, and who is asked for what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from toolkit.model.periods import PeriodKind
from toolkit.model.places import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation that is asked for figures."""

    code: str
    name: str
    kind: str = ""
    contact: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office of a partner that answers for some of its actions (empty: for any)."""

    partner: str
    name: str
    theme: str = ""
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A territory. `parent` contains it; `part_of` is the whole that it and its siblings add up to."""

    code: str
    label: str
    kind: str = ""
    parent: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action of the programme. `partners` lists those who carry it, the lead first."""

    code: str
    theme: str
    axis: str = ""
    axis_title: str = ""
    objective: str = ""
    sub_objective: str = ""
    title: str
    partners: tuple[str, ...] = ()
    cross_cutting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is to be measured of an action; its target in the words of the programme."""

    code: str
    action: str
    label: str
    type: str = ""
    target_text: str = ""


APART, LEAD, SUM, AGREE = "apart", "lead", "sum", "agree"
SEVERAL_PARTNERS = (APART, LEAD, SUM, AGREE)
"""What figures of several partners for one measure and territory come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One series of one unit: the atom of an indicator.

    Attributes:
        unit: a code of `UNITS`.
        polarity: `higher`, `lower` or `neutral`: which way is good news.
        across_periods: `sum`, `last` or `none`: whether years may be added.
        several_partners: one of `SEVERAL_PARTNERS`: what figures of several partners for one territory come to.
        lead_partner: with `lead`, the partner whose figure counts.
        tolerance: with `agree`, by how many percent figures may differ.
    """

    code: str
    indicator: str
    label: str
    unit: str
    breakdown: str = ""
    period_kind: PeriodKind
    counted: str = ""
    nature: str = ""
    basis: str = ""
    polarity: str = "neutral"
    across_periods: str = "none"
    several_partners: str = APART
    lead_partner: str = ""
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One row of a workbook: a measure asked of a partner at a territory."""

    measure: str
    partner: str
    territory: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A value to reach; several may belong to one indicator. Empty cells are None or empty text."""

    code: str
    indicator: str
    measure: str = ""
    territory: str = ""
    operator: str
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    base_period: str = ""
    base_value: Decimal | None = None
    change_unit: str = ""
    per: str = ""
    due: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """An earlier figure that pre-fills a cell; `status` is a code of SDMX CL_OBS_STATUS."""

    measure: str
    partner: str
    territory: str
    period: str
    value: Decimal
    status: str = "A"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRule:
    """A percentage and the two counts that it is made of, as measures."""

    share: str
    part: str
    whole: str


# Not slotted: a cached property needs the instance's dictionary.
@dataclass(frozen=True, kw_only=True)
class Framework:
    """All tables of a framework, by code and in the order of the tables.

    Attributes:
        texts: the campaign's own words, by key and language.
        migrations: the code of today by kind (`measure`, `partner`…) and older code.
    """

    partners: Mapping[str, Partner]
    territories: Mapping[str, Territory]
    actions: Mapping[str, Action]
    indicators: Mapping[str, Indicator]
    measures: Mapping[str, Measure]
    requests: tuple[Request, ...]
    targets: tuple[Target, ...] = ()
    offices: tuple[Office, ...] = ()
    observations: tuple[Observation, ...] = ()
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    share_rules: tuple[ShareRule, ...] = ()
    migrations: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def action_of(self, measure: str) -> Action:
        """Give the action that a measure belongs to."""
        return self.actions[self.indicators[self.measures[measure].indicator].action]

    def name_partner(self, code: str) -> str:
        """Name a partner; a code that is unknown stands for itself."""
        known = self.partners.get(code)
        return code if known is None else known.name

    def name_territory(self, code: str) -> str:
        """Name a territory; a code that is unknown stands for itself."""
        known = self.territories.get(code)
        return code if known is None else known.label

    def requests_of(self, partner: str) -> tuple[Request, ...]:
        """Give the rows of one partner's workbook, in the order of the framework."""
        return self._requests_by_partner.get(partner, ())

    @cached_property
    def partners_asked(self) -> tuple[Partner, ...]:
        """The partners with at least one row, in the order of the table."""
        return tuple(partner for partner in self.partners.values() if partner.code in self._requests_by_partner)

    @cached_property
    def _requests_by_partner(self) -> Mapping[str, tuple[Request, ...]]:
        found: dict[str, list[Request]] = {}
        for request in self.requests:
            found.setdefault(request.partner, []).append(request)
        return {partner: tuple(requests) for partner, requests in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a framework table: text by column, and where it stands.

    Attributes:
        cells: the cell of each column, for messages; a column that is absent has no entry.
    """

    values: Mapping[str, str]
    location: Location
    cells: Mapping[str, str]

    def place(self, column: str) -> Location:
        """Give the place of one cell of the row."""
        cell = self.cells.get(column, self.location.cell)
        return Location(file=self.location.file, sheet=self.location.sheet, cell=cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A framework table as it was read, before any check."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    location: Location
