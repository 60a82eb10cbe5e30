"""The counts of the page in words: headline, tables by dimension, heat maps, partner sheets. Must not write markup."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.layout.group_words import group_in_words
from toolkit.model.completeness import (
    DIMENSION_LABELS,
    REASON_LABELS,
    CompletenessRow,
    Dimension,
    HeatMap,
    Share,
)
from toolkit.model.offices import office_in_words
from toolkit.model.reviews import WrittenReview
from toolkit.model.states import ACTION_STATUS_LABELS, ActionStatus, State
from toolkit.model.summaries import Report
from toolkit.render.page_words import PageWords
from toolkit.render.summary import render_rate, render_share
from toolkit.wording import Wording, phrase

_HEADLINE = (
    ("actions", phrase("Actions documented"), Dimension.ACTION),
    ("indicators", phrase("Indicators with a figure"), Dimension.INDICATOR),
    ("points", phrase("Required data points with a value"), Dimension.THEME),
    ("partners", phrase("Partners who sent their workbook back"), Dimension.PARTNER),
)
_TABLES = (
    (Dimension.PARTNER, phrase("By partner")),
    (Dimension.OFFICE, phrase("By office")),
    (Dimension.THEME, phrase("By theme")),
    (Dimension.CROSS_CUTTING, phrase("By cross-cutting theme")),
    (Dimension.OBJECTIVE, phrase("By objective")),
    (Dimension.TERRITORY, phrase("By territory asked")),
    (Dimension.PERIOD, phrase("By required period")),
    (Dimension.OPTIONAL_PERIOD, phrase("By optional period, which enters no other figure")),
    (Dimension.TYPE, phrase("By type of indicator")),
    (Dimension.DELIVERY, phrase("On time or late")),
    (Dimension.ACTION, phrase("By action")),
    (Dimension.INDICATOR, phrase("By indicator")),
)
_CODED_DIMENSIONS = frozenset((Dimension.PARTNER, Dimension.ACTION, Dimension.INDICATOR, Dimension.TERRITORY))
_HEAT_TITLES = {
    (Dimension.PARTNER, Dimension.PERIOD): phrase("Partner by period"),
    (Dimension.TERRITORY, Dimension.THEME): phrase("Territory by theme"),
    (Dimension.PARTNER, Dimension.THEME): phrase("Partner by theme"),
}
_STEPS = (25, 50, 75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One figure of the headline: its rate in words, and the dimension whose table is one level below."""

    label: str
    share: Share
    said: str
    rate: str
    below: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """The counts along one dimension.

    Attributes:
        has_codes: whether the code of a group is shown beside its name.
    """

    dimension: Dimension
    title: str
    rows: tuple[CompletenessRow, ...]
    has_codes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatTable:
    """A heat map in words: names of rows and columns by key, cells by both."""

    map: HeatMap
    title: str
    rows: Mapping[str, str]
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerSheet:
    """What is told of one partner: its review, those of its offices, its actions by status, its reasons."""

    review: WrittenReview
    offices: tuple[WrittenReview, ...]
    actions: tuple[tuple[str, tuple[str, ...]], ...]
    reasons: tuple[tuple[str, str, int], ...]
    themes: tuple[str, ...]


def list_cards(report: Report, wording: Wording) -> Iterator[Card]:
    """Put the headline into words, in the order of its weight."""
    for name, label, below in _HEADLINE:
        share: Share = getattr(report.headline, name)
        yield Card(
            label=wording.say(label),
            share=share,
            said=render_share(Share(part=share.part, whole=share.whole), wording).partition(" (")[0],
            rate=render_rate(share, wording) or "–",
            below=below.value,
        )


def list_tables(report: Report, wording: Wording) -> Iterator[CountTable]:
    """Give the tables of counts that have a row."""
    for dimension, title in _TABLES:
        if rows := report.rows_of(dimension):
            said = wording.say(title)
            yield CountTable(dimension=dimension, title=said, rows=rows, has_codes=dimension in _CODED_DIMENSIONS)


def name_group(row: CompletenessRow, wording: Wording) -> str:
    """Name a group of a table; one that the framework leaves open has a name, too."""
    if row.dimension is Dimension.OFFICE and row.key:
        return name_office(row.key, wording)
    return group_in_words(row, wording)


def name_office(key: str, wording: Wording) -> str:
    """Name an office by its code in the outputs, its partner first; empty where no office is known."""
    partner, _, office = key.partition("|")
    return f"{partner} – {office_in_words(office, wording)}" if office else ""


def list_heat_maps(report: Report, wording: Wording) -> Iterator[HeatTable]:
    """Name the rows and columns of the heat maps."""
    names = {(row.dimension, row.key): name_group(row, wording) for row in report.completeness}
    for each in report.heat_maps:
        pair = each.row_dimension, each.column_dimension
        said = (wording.say(DIMENSION_LABELS[dimension]) for dimension in pair)
        yield HeatTable(
            map=each,
            title=wording.say(_HEAT_TITLES[pair]) if pair in _HEAT_TITLES else " × ".join(said),
            rows={key: names.get((each.row_dimension, key), key) for key in each.rows},
            columns={key: names.get((each.column_dimension, key), key) for key in each.columns},
        )


def heat_step(share: Share) -> int:
    """Give the step of a share on the scale of colours: 0 for none, 5 for all, 1 to 4 between."""
    if share.part == 0:
        return 0
    if share.part == share.whole:
        return 5
    return 1 + sum(100 * share.part >= step * share.whole for step in _STEPS)


def list_partners(reviews: tuple[WrittenReview, ...], words: PageWords) -> Iterator[PartnerSheet]:
    """Put together what is told of each partner, in the order of the framework."""
    say = words.wording.say
    for each in reviews:
        facts = each.facts
        if facts.office:
            continue
        statuses = facts.actions.statuses
        known = [action for actions in statuses.values() for action in actions]
        yield PartnerSheet(
            review=each,
            offices=tuple(other for other in reviews if other.facts.partner == facts.partner and other.facts.office),
            actions=tuple((say(ACTION_STATUS_LABELS[status]), statuses.get(status, ())) for status in ActionStatus),
            reasons=list_reasons(facts.points, words.wording),
            themes=tuple(dict.fromkeys(words.framework.actions[action].theme for action in known)),
        )


def list_reasons(row: CompletenessRow, wording: Wording) -> tuple[tuple[str, str, int], ...]:
    """List why the data points of a group have a code: key, label and number of each reason given."""
    return tuple((key, wording.say(REASON_LABELS[key]), number) for key, number in row.reasons.items() if number)


def list_silent_actions(report: Report) -> tuple[CompletenessRow, ...]:
    """List the actions of which nothing was said."""
    return tuple(row for row in report.rows_of(Dimension.ACTION) if row.status is ActionStatus.NOT_ANSWERED)


def count_in_five(row: CompletenessRow) -> tuple[tuple[str, int], ...]:
    """Count the five groups of states that a bar shows, by the name of their colour."""
    after = ((name.value, row.states.get(name, 0)) for name in (State.BLANK, State.REJECTED, State.NOT_RETURNED))
    return ("value", row.valued.part), ("coded", row.coded), *after
