"""What each column of the outputs for machines means, and each code that stands in them, in one line of English.

The reference page is made from these lists; a test fails when a column or a code has no meaning here.
"""

from collections.abc import Mapping

from toolkit.analysis.merging import (
    WHY_BLANK,
    WHY_CONFLICT,
    WHY_CONFLICT_KEPT,
    WHY_EXCLUDED,
    WHY_KEPT,
    WHY_LATEST,
    WHY_ONLY,
    WHY_REPLACED,
    WHY_SAME,
    WHY_STALE,
    WHY_SUPERSEDED,
)
from toolkit.model.answers import AnswerClass, Verdict
from toolkit.model.decisions import DecisionKind
from toolkit.model.records import (
    ACTION_COLUMNS,
    ANSWER_COLUMNS,
    AVAILABILITY_COLUMNS,
    COMBINED_COLUMNS,
    CONTACT_COLUMNS,
    FINDING_COLUMNS,
    POINT_COLUMNS,
    RETURN_COLUMNS,
    TREND_COLUMNS,
)
from toolkit.model.states import ActionStatus, Quality, State
from toolkit.model.summaries import Direction, TrendMethod
from toolkit.render.completeness_meanings import COMPLETENESS_CODES, COMPLETENESS_OUTPUTS
from toolkit.render.evolution_meanings import EVOLUTION_CODES, EVOLUTION_OUTPUTS
from toolkit.render.output_table import Output
from toolkit.render.target_meanings import TARGET_CODES, TARGET_OUTPUTS

OUTPUTS = (
    Output(
        file="data_points.csv",
        written_by="merge",
        row="One row a data point asked, and one a figure of a known measure given without being asked; each with the "
        "answer retained for it.",
        columns=POINT_COLUMNS,
    ),
    Output(
        file="answers.csv",
        written_by="merge",
        row="The ledger: one row an answer of any return, retained or not.",
        columns=ANSWER_COLUMNS,
        own={
            "retained": "`yes` for the answer that `data_points.csv` shows, else `no`.",
            "why": "Why it was retained or not: see *why* below.",
        },
    ),
    Output(
        file="findings.csv",
        written_by="merge",
        row="One row a thing wrong or worth a look; the pages of findings explain each code.",
        columns=FINDING_COLUMNS,
        own={
            "code": "Code of the finding; `toolkit explain CODE` tells more.",
            "severity": "`error` asks for a correction, `warning` for a look, `note` for nothing.",
            "file": "File that it was found in, relative to `collected/`.",
            "sheet": "Sheet that it was found on.",
            "cell": "Cell that it was found in; the first one when it stands for several.",
            "measure": "Code of the measure, when it is about one.",
            "territory": "Code of the territory, when it is about one.",
            "period": "Period, when it is about one.",
            "read": "What was read, as typed.",
            "expected": "What should stand there.",
            "message": "What is wrong, in a sentence in the language of the campaign.",
            "suggestion": "What to do.",
            "decision": "What was decided of it: see *decision* below. `waive` settles it; empty without a decision.",
            "decision_reason": "Why, in the words of who decided.",
            "decided_by": "Who decided.",
            "decided_on": "When.",
        },
    ),
    Output(
        file="combined.csv",
        written_by="merge",
        row="One row a measure, territory and period that the framework lets several partners answer together "
        "(`several_partners` in the table measures).",
        columns=COMBINED_COLUMNS,
        own={
            "policy": "`lead`, `sum` or `agree`, as the framework declares.",
            "value": "The figure of all. Empty when the lead gives none, a part of the sum is missing, or partners "
            "disagree.",
            "partners": "Partners with a figure, joined by semicolons.",
            "missing": "Partners asked that have none.",
            "disagree": "`yes` when figures differ by more than the tolerance, else `no`.",
        },
    ),
    Output(
        file="returns.csv",
        written_by="merge",
        row="One row a file of `collected/`, read or not.",
        columns=RETURN_COLUMNS,
        own={
            "file": "Name of the file, relative to `collected/`.",
            "sha256": "SHA-256 of its content; empty when it was not opened.",
            "partner": "Code of the partner that it was recognised as; empty when it was not read.",
            "verdict": "What was done with it: see *verdict* below.",
            "reason": "Why it was refused or ignored, in one English word.",
            "version": "Edition of the workbook, as `campaign.toml` counted it when it was issued.",
            "editor": "Program that saved it last, as the file says.",
            "issued": "Date that the workbooks of the campaign carry.",
            "values": "Answers with a value.",
            "coded": "Answers by a code in place of a figure.",
            "outside": "Cells with something in them that do not belong to the form, or stand on rows not read.",
            "office": "Office whose workbook it is, `REFERENT` for the rows of no office; empty for a workbook of all "
            "rows.",
        },
    ),
    Output(
        file="actions.csv",
        written_by="merge",
        row="One row the words of a partner on an action, from the sheet *Bilan par action*.",
        columns=ACTION_COLUMNS,
        own={
            "progress": "State of progress, as picked or typed.",
            "change": "What changed, and why.",
            "difficulties": "Difficulties met.",
            "sources": "Sources of the figures.",
            "cell": "First cell of the row.",
        },
    ),
    Output(
        file="availability.csv",
        written_by="merge",
        row="One row an indicator of which a partner said as a whole whether it has the figures.",
        columns=AVAILABILITY_COLUMNS,
        own={
            "answer": "Entry picked from the list.",
            "detail": "Why the figures are missing, or which body holds them, in the partner's words.",
            "help": "Help that the partner would accept or offers, as picked or typed.",
        },
    ),
    Output(
        file="contacts.csv",
        written_by="merge",
        row="One row a line that a partner filled in on the sheet *Référent et contacts*. Holds personal data; they "
        "stand in no other output.",
        columns=CONTACT_COLUMNS,
        own={
            "field": "Which line: `respondent`, `address`, `on_behalf_of`, `offices`, `successor`, `remarks`; "
            "`office-` and the code of an action: the office that answers for it.",
            "text": "What was filled in.",
        },
    ),
    *COMPLETENESS_OUTPUTS,
    Output(
        file="trends.csv",
        written_by="report",
        row="One row a pair of like periods of a series; a series is a measure of a partner at one territory.",
        columns=TREND_COLUMNS,
        own={
            "territory": "Code of the territory that the figures are given for.",
            "first_period": "The earlier period.",
            "last_period": "The later period.",
            "first_value": "Figure of the earlier period.",
            "last_value": "Figure of the later period.",
            "abs_change": "Later figure less the earlier one.",
            "pct_change": "The change in percent of the earlier figure; empty when that is zero.",
            "points_change": "The change in points, for shares and points; empty for every other unit.",
            "direction": "Which way it went: see *direction* below.",
            "target_status": "Verdicts on the targets of the measure there, in the order of the framework, joined by "
            "semicolons: see *verdict of a target* below. Empty when none rests on the later figure.",
            "method": "Which pair of the series it is: see *method* below.",
            "reading": "What the change means: see *reading* below.",
            "obstacle": "Why nothing is concluded, or no percentage given: see *obstacle* below.",
        },
    ),
    *TARGET_OUTPUTS,
    *EVOLUTION_OUTPUTS,
)

CODES: Mapping[str, Mapping[str, str]] = {
    "state": {
        State.VALUE: "A value was given; zero is a value.",
        State.UNAVAILABLE: "ND: the partner does not have it.",
        State.NOT_APPLICABLE: "SO: the question makes no sense here.",
        State.COUNTED_ELSEWHERE: "CA: the figure is in another row.",
        State.CONFIDENTIAL: "SS: the count is too small to be passed on.",
        State.PENDING: "AV: it is to come.",
        State.BLANK: "The workbook came back, the cell says nothing.",
        State.REJECTED: "Something was typed that cannot be a value.",
        State.NOT_RETURNED: "No workbook was read that holds its row.",
    },
    "class": {
        AnswerClass.NEW: "Nothing was said of it before.",
        AnswerClass.UNCHANGED: "Says what was pre-filled, or what an earlier return said.",
        AnswerClass.CORRECTED: "Says something else than before.",
        AnswerClass.WITHDRAWN: "Takes a value back.",
        AnswerClass.CONFLICTING: "Contradicts another return of the same day and edition.",
        AnswerClass.STALE: "Out of date: still the figure that was issued though a return before it or of the same day "
        "had changed it, or from an older edition and arrived after a newer one.",
    },
    "why": {
        WHY_ONLY: "No other return says anything of it.",
        WHY_LATEST: "The latest return that says something.",
        WHY_SUPERSEDED: "A later return says something else.",
        WHY_SAME: "Says the same as the answer retained.",
        WHY_BLANK: "A blank says nothing, and takes nothing away.",
        WHY_CONFLICT_KEPT: "Retained meanwhile, of several of one day that contradict each other.",
        WHY_CONFLICT: "Contradicts the answer retained, on the same day.",
        WHY_STALE: "Out of date, though it came later.",
        WHY_KEPT: "Kept by decision.",
        WHY_REPLACED: "Given by decision, in the place of what was returned.",
        WHY_EXCLUDED: "Its file is left out by decision.",
    },
    "decision": {
        DecisionKind.KEEP: "The answer named is retained.",
        DecisionKind.REPLACE: "The value given is retained.",
        DecisionKind.WAIVE: "The finding is left as it is, and not asked again while the same is read.",
        DecisionKind.EXCLUDE: "No answer of the file is taken.",
        DecisionKind.LATEST: "The file comes after all others of its partner.",
        DecisionKind.ASK: "The partner is to be asked; the finding stays open.",
        DecisionKind.WITHDRAW: "An earlier decision on the same is no longer followed.",
    },
    "quality": {
        Quality.FINAL: "Final, which an empty cell means.",
        Quality.ESTIMATED: "Estimated; also for an entry such as `env. 120`.",
        Quality.PROVISIONAL: "Provisional.",
        Quality.PARTIAL: "Covers a part of what was asked.",
        Quality.BREAK: "Not comparable with the figures before it.",
    },
    "verdict": {
        Verdict.READ: "Read; its answers are in the ledger.",
        Verdict.REFUSED: "Not read, with a finding that says why.",
        Verdict.IGNORED: "Holds no figures, or the very content of another file.",
    },
    **COMPLETENESS_CODES,
    "status": {
        ActionStatus.DOCUMENTED: "A value for any period, asked or not, or words of a partner.",
        ActionStatus.NO_DATA: "Codes only.",
        ActionStatus.NOT_ANSWERED: "Neither.",
    },
    "direction": {
        Direction.UP: "The later figure is greater.",
        Direction.DOWN: "The later figure is smaller.",
        Direction.STABLE: "Both are equal.",
    },
    "method": {
        TrendMethod.WHOLE: "The first and the last period of the series.",
        TrendMethod.PART: "Any other pair.",
    },
    **TARGET_CODES,
    **EVOLUTION_CODES,
}
"""The codes of a column, by the column's name."""
