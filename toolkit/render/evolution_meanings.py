"""What each column and code of the tables of figures over time means, in one line of English."""

from collections.abc import Mapping

from toolkit.model.evolution_columns import ACTION_READING_COLUMNS, GAP_COLUMNS, KEY_FIGURE_COLUMNS, SERIES_COLUMNS
from toolkit.model.gaps import GapBasis, GapVerdict
from toolkit.model.key_figures import Caution, FigureKind
from toolkit.model.trends import ActionReading, Obstacle, TrendReading
from toolkit.render.output_table import Output

_GIVEN_FOR = "Code of the territory that the figures are given for."
_OBSTACLE = "Why nothing is concluded, or no percentage given: see *obstacle* below."

EVOLUTION_OUTPUTS = (
    Output(
        file="series.csv",
        written_by="report",
        row="One row a line asked, from its first figure to its last, or why it says nothing; and one a series given "
        "without being asked.",
        columns=SERIES_COLUMNS,
        own={
            "territory": "Code of the territory asked; its figures are those given for it.",
            "figures": "Years with a figure.",
            "first_period": "First year with a figure.",
            "last_period": "Last year with a figure.",
            "first_value": "First figure.",
            "last_value": "Last figure.",
            "abs_change": "Last figure less the first one; empty without two figures.",
            "pct_change": "The change in percent of the first figure; empty when that is zero.",
            "points_change": "The change in points, for shares and points; empty for every other unit.",
            "reading": "What the change means: see *reading* below.",
            "obstacle": _OBSTACLE,
            "newly_created": "`yes` when a zero, or the word that there was no action yet, comes before the first "
            "figure above zero.",
        },
    ),
    Output(
        file="action_readings.csv",
        written_by="report",
        row="One row an action: what became of it by its figures, in two readings, or as the coordinator settled it in "
        "`readings.csv`.",
        columns=ACTION_READING_COLUMNS,
        own={
            "theme": "Theme of the action.",
            "strict": "The strict reading: see *strict* below.",
            "counted_as": "As such studies count: mixed and newly created count as strengthened.",
            "computed": "The strict reading of the figures, also where the coordinator settled otherwise.",
            "better": "Series with a favourable change.",
            "worse": "Series with an unfavourable change.",
            "unchanged": "Series without a change beyond the threshold.",
            "no_direction": "Series with a change of which neither way is wanted.",
            "not_concluded": "Series, and lines asked, from which nothing can be concluded.",
            "measures_better": "Codes of the measures with a favourable change, joined by semicolons.",
            "measures_worse": "Codes of those with an unfavourable one.",
            "measures_unchanged": "Codes of those without one.",
            "newly_created": "`yes` when a series of the action is newly created.",
            "obstacles": "When the action is not measurable, what was met, joined by semicolons: see *obstacle* below.",
            "overruled_because": "Reason of the coordinator for a reading of her own; empty without one.",
            "overruled_by": "Who settled it.",
            "overruled_on": "When.",
        },
    ),
    Output(
        file="gaps.csv",
        written_by="report",
        row="One row a territory beside the outermost one of its kind that contains it, by measure and partner.",
        columns=GAP_COLUMNS,
        own={
            "territory": _GIVEN_FOR,
            "reference": "Code of the territory that contains it.",
            "first_period": "First period that both have a figure for.",
            "last_period": "Last period that both have a figure for.",
            "first_value": "First figure of the territory.",
            "last_value": "Last figure of the territory.",
            "first_reference": "First figure of the reference.",
            "last_reference": "Last figure of the reference.",
            "change": "Change of the territory: the difference when levels are compared, else percent of the first "
            "figure.",
            "change_reference": "Change of the reference, in the same form.",
            "gap_first": "First figure of the territory less that of the reference; empty for counts.",
            "gap_last": "The same for the last figures.",
            "verdict": "What the territory does against its reference: see *verdict of a gap* below.",
            "basis": "What is compared: see *basis* below.",
            "reading": "Whether the territory gained on its reference in the way that is wanted: see *reading* below.",
            "obstacle": _OBSTACLE,
        },
    ),
    Output(
        file="key_figures.csv",
        written_by="report",
        row="One row a key figure of a theme. Figures are added across years only where the framework says so, and "
        "never across partners or territories.",
        columns=KEY_FIGURE_COLUMNS,
        own={
            "theme": "Theme of the figure.",
            "kind": "What makes it a key figure: see *kind* below.",
            "rank": "Place by size within theme, kind and unit, from 1.",
            "territory": _GIVEN_FOR,
            "first_period": "First period added or compared; that of the figure for a latest level.",
            "last_period": "Last period added or compared.",
            "value": "The total, or the latest figure.",
            "unit": "Unit of the value, as in the framework.",
            "change": "For a rise or a fall, the change: points for shares, else percent of the first figure.",
            "change_unit": "Unit of the change: `points` or `%`.",
            "periods": "Required periods with a figure.",
            "periods_asked": "Required periods asked.",
            "cautions": "What has to be said with it, joined by semicolons: see *cautions* below.",
        },
    ),
)

EVOLUTION_CODES: Mapping[str, Mapping[str, str]] = {
    "reading": {
        TrendReading.BETTER: "It changed the way that the polarity of the measure wants.",
        TrendReading.WORSE: "It changed the other way.",
        TrendReading.UNCHANGED: "The change is within the threshold `stable` of `campaign.toml`; without one, equal.",
        TrendReading.NO_DIRECTION: "It changed, and the measure wants neither way.",
        TrendReading.NOT_CONCLUDED: "Nothing can be concluded; *obstacle* says why.",
    },
    "obstacle": {
        Obstacle.NO_FIGURE: "There is no figure.",
        Obstacle.UNREADABLE: "There is no figure; something was given that cannot be read as one.",
        Obstacle.ONE_FIGURE: "There is one figure, or one period that both territories have a figure for.",
        Obstacle.ONLY_SPANS: "There are figures for spans of years only.",
        Obstacle.UNLIKE_PERIODS: "There is one figure for a calendar year, and one for a school year.",
        Obstacle.OTHER_TERRITORY: "All figures are for another territory than the one asked; they are read there.",
        Obstacle.TERRITORY_CHANGED: "One figure is for the territory asked, others are for another.",
        Obstacle.TERRITORY_IN_WORDS: "The figures are for a territory in the partner's own words.",
        Obstacle.TEXT: "The answer is words.",
        Obstacle.YES_NO: "The answer is yes or no.",
        Obstacle.BREAK: "There is a break in series after the first figure: quality `break`.",
        Obstacle.PARTIAL: "The first or the last figure covers a part only: quality `partial`.",
        Obstacle.ZERO_BASE: "The first figure is zero, of which there is no percentage.",
    },
    "strict": {
        ActionReading.STRENGTHENED: "Some series are better, none is worse.",
        ActionReading.REDUCED: "Some series are worse, none is better.",
        ActionReading.MAINTAINED: "All series that can be read are unchanged.",
        ActionReading.MIXED: "Some series are better, some are worse.",
        ActionReading.STOPPED: "Partners say so, or all of its counts fell to zero.",
        ActionReading.NOT_STARTED: "Partners say so, or all of its counts stayed at zero.",
        ActionReading.NOT_MEASURABLE: "No series says anything.",
    },
    "verdict of a gap": {
        GapVerdict.CLOSING: "The last gap is smaller than the first, whichever side it is on.",
        GapVerdict.WIDENING: "The last gap is larger.",
        GapVerdict.UNCHANGED: "Both gaps are equal.",
        GapVerdict.FASTER: "The count grew more, or fell less, in percent than that of the reference.",
        GapVerdict.SLOWER: "The count grew less, or fell more.",
        GapVerdict.SAME_PACE: "Both changed by the same percentage.",
        GapVerdict.NOT_CONCLUDED: "Nothing can be concluded; *obstacle* says why.",
    },
    "basis": {
        GapBasis.LEVEL: "Levels, for rates, shares, averages and indices.",
        GapBasis.PACE: "Changes in percent, for counts, whose levels say how large a territory is.",
    },
    "kind": {
        FigureKind.TOTAL: "Sum of the required periods, where years may be added.",
        FigureKind.LATEST: "The latest figure.",
        FigureKind.RISE: "One of the largest rises from the first figure to the last.",
        FigureKind.FALL: "One of the largest falls.",
    },
    "cautions": {
        Caution.SAME_MAY_RETURN: "Double counting: the same person, household or body may stand in several years.",
        Caution.PERIODS_MISSING: "Required periods have no figure, so that the total is too small.",
        Caution.BREAK: "There is a break in series among the years added.",
        Caution.NOT_FINAL: "Estimated, provisional or partial figures are among them.",
    },
}
