"""What each column and code of the tables of targets and of secrecy means, in one line of English."""

from collections.abc import Mapping

from toolkit.model.secrecy import SECRECY_COLUMNS, SecrecyRole
from toolkit.model.targets import TARGET_COLUMNS, BaseOrigin, TargetObstacle, TargetVerdict
from toolkit.render.output_table import Output

TARGET_OUTPUTS = (
    Output(
        file="targets.csv",
        written_by="report",
        row="One row a target and source: a partner at the territory of the target. A target in words, or without a "
        "source, has its row too.",
        columns=TARGET_COLUMNS,
        own={
            "target": "Code of the target.",
            "measure": "Code of the measure that is compared; empty when the framework names none.",
            "partner": "Code of the partner whose figures are compared; empty without a source.",
            "territory": "Code of the territory that its figures have to be given for.",
            "kind": "Operator of the target, as in the framework.",
            "value": "Figure to reach, or the change by it; the lower end of a range.",
            "value_max": "Upper end of a range.",
            "unit": "Unit of the target, as in the framework.",
            "change_unit": "Unit of a change, as in the framework.",
            "per": "What the target is counted per, as in the framework.",
            "due": "When it is to be reached, as in the framework.",
            "base_period": "Period that the way begins at.",
            "base_value": "Figure that the way begins at.",
            "reached_period": "Period of the figure that the verdict rests on; what is added, for the whole programme.",
            "reached_value": "The figure that the verdict rests on.",
            "way": "Share of the way from the base to the goal in percent, cut to one decimal: negative for a move "
            "away, above 100 beyond it. Empty when the base was there already, or nothing says how far to go.",
            "verdict": "Whether it is reached: see *verdict of a target* below.",
            "why": "The same in a sentence, in the language of the campaign.",
            "goal_min": "Least figure that reaches it; for `increase`, the figure to be exceeded.",
            "goal_max": "Greatest figure that reaches it; for `decrease`, the figure to stay under.",
            "base_origin": "Where the base comes from: see *base_origin* below.",
            "obstacle": "Why it is not measurable: see *obstacle of a target* below.",
            "quality": "How firm the figure reached is.",
            "years_reached": "For a target of each year, the years that reach it.",
            "years_known": "Of how many years with a figure; for the whole programme, the years that are added.",
            "text": "The target in the words of the programme.",
        },
    ),
    Output(
        file="secrecy.csv",
        written_by="report",
        row="One row a count of persons or households under the threshold of `campaign.toml`, and one a figure that "
        "would give one back. Not for publication.",
        columns=SECRECY_COLUMNS,
        own={
            "territory": "Code of the territory that the figure is for, or the partner's words.",
            "value": "The figure, which a publication masks; empty when the partner kept it secret.",
            "role": "Why it is listed: see *role* below.",
            "given_back_by": "Declared sums and shares, in codes, that it could be computed by; joined by semicolons.",
            "counted": "What the measure counts, as in the framework.",
        },
    ),
)

TARGET_CODES: Mapping[str, Mapping[str, str]] = {
    "verdict of a target": {
        TargetVerdict.MET: "The figure is within the goal.",
        TargetVerdict.ON_THE_WAY: "Not yet, but nearer than the base, and figures do not go as far as its date.",
        TargetVerdict.NOT_MET: "Not within the goal, and no nearer than the base, or its date has come.",
        TargetVerdict.NOT_MEASURABLE: "Figures say nothing of it; *obstacle* says why.",
    },
    "obstacle of a target": {
        TargetObstacle.WORDS: "The target is in words, for people to judge.",
        TargetObstacle.NO_MEASURE: "The framework names no measure for it.",
        TargetObstacle.TEXT: "The measure is answered in words.",
        TargetObstacle.NO_VALUE: "It names no figure to compare with.",
        TargetObstacle.UNKNOWN_PER: "It is counted per something that figures are not.",
        TargetObstacle.NO_FIGURE_PER: "It is counted per territory of a kind, and none of them has a figure.",
        TargetObstacle.OTHER_TERRITORY: "The partner's figures are for other territories.",
        TargetObstacle.NO_FIGURE: "There is no figure.",
        TargetObstacle.ONLY_SPANS: "There are totals over several years only.",
        TargetObstacle.AFTER_DUE: "All figures are later than its date.",
        TargetObstacle.NOT_ADDED: "It is for the whole programme, and the years of the measure may not be added.",
        TargetObstacle.ONE_FIGURE: "A change needs two figures.",
        TargetObstacle.NO_BASE: "The period that it starts from has no figure.",
        TargetObstacle.BASE_AFTER: "No figure is later than the base.",
        TargetObstacle.ZERO_BASE: "It is a percentage of a base of zero.",
        TargetObstacle.BREAK: "There is a break in series after the base: quality `break`.",
        TargetObstacle.PARTIAL: "The base or the last figure covers a part only: quality `partial`.",
    },
    "base_origin": {
        BaseOrigin.STATED: "The target states the figure.",
        BaseOrigin.PERIOD: "The figure of the period that the target states.",
        BaseOrigin.FIRST: "The first figure given, as the target states none.",
        BaseOrigin.NOTHING: "Zero, for a sum over the whole programme.",
    },
    "role": {
        SecrecyRole.SMALL: "A count above zero and under the threshold.",
        SecrecyRole.CONFIDENTIAL: "Kept secret by the partner (SS), and given back by other figures.",
        SecrecyRole.COMPLEMENTARY: "Masked because it would give another one back.",
    },
}
