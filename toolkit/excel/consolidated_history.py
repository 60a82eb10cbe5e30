"""The history of the answers: what each return said of the data points that were answered more than once."""

from toolkit.analysis.merging import (
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
from toolkit.excel.lexicon import Lexicon
from toolkit.excel.listings import Listing, ListingRow
from toolkit.excel.report_tables import TableColumn
from toolkit.excel.source_links import link_to_cell
from toolkit.layout.styles import Role
from toolkit.model.answers import AnswerClass
from toolkit.model.contradictions import HistoryRow
from toolkit.model.records import Consolidation
from toolkit.wording import phrase

CLASS_LABELS = {
    AnswerClass.NEW.value: phrase("new"),
    AnswerClass.UNCHANGED.value: phrase("unchanged"),
    AnswerClass.CORRECTED.value: phrase("corrected"),
    AnswerClass.WITHDRAWN.value: phrase("withdrawn"),
    AnswerClass.CONFLICTING.value: phrase("contradictory"),
    AnswerClass.STALE.value: phrase("out of date"),
}
WHY_LABELS = {
    WHY_ONLY: phrase("only answer"),
    WHY_LATEST: phrase("latest return"),
    WHY_SUPERSEDED: phrase("a later return says otherwise"),
    WHY_SAME: phrase("same as the answer retained"),
    WHY_CONFLICT_KEPT: phrase("first of several that contradict each other"),
    WHY_CONFLICT: phrase("contradicts the answer retained"),
    WHY_STALE: phrase("out of date, though it came later"),
    WHY_KEPT: phrase("kept by decision"),
    WHY_REPLACED: phrase("given by decision"),
    WHY_EXCLUDED: phrase("its file is left out by decision"),
}


def list_history(consolidation: Consolidation, lexicon: Lexicon) -> Listing:
    """List the answers to each data point that was answered more than once, or by decision, in their order."""
    say = lexicon.wording.say
    return Listing(
        name=say("History of answers"),
        sentence=say(
            "What each return said of the data points that were answered more than once, or by decision, and which "
            "answer is retained; the last ones where there are many. answers.csv holds all answers."
        ),
        columns=(
            _column(say("Partner"), 14),
            _column(say("Figure"), 42),
            _column(say("Territory"), 17),
            _column(say("Period"), 11, Role.LOCKED_CENTER),
            _column(say("As typed"), 14),
            _column(say("State"), 15),
            _column(say("Received"), 13, Role.LOCKED_CENTER),
            _column(say("Against what came before"), 16),
            _column(say("Retained"), 10, Role.LOCKED_CENTER),
            _column(say("Why"), 34),
            _column(say("File"), 30),
            _column(say("Sheet and cell"), 24),
        ),
        rows=[_row(each, lexicon) for each in consolidation.history],
        frozen_columns=2,
        is_sparse=True,
        themes=[lexicon.framework.action_of(each.measure).theme for each in consolidation.history],
    )


def _row(each: HistoryRow, lexicon: Lexicon) -> ListingRow:
    say = lexicon.wording.say
    place = f"{each.sheet}!{each.cell}" if each.sheet and each.cell else each.sheet
    return (
        each.partner,
        lexicon.figure(each.measure),
        lexicon.territory(each.territory),
        each.period,
        each.raw,
        lexicon.state(each.state),
        each.returned_at[: len("2020-11-30")],
        say(CLASS_LABELS[each.answer_class]) if each.answer_class else "",
        say("yes") if each.is_retained else say("no"),
        say(WHY_LABELS.get(each.why, each.why)),
        each.file,
        link_to_cell(place or each.file, each.file, each.sheet, each.cell),
    )


def _column(label: str, width: float, role: Role = Role.LOCKED) -> TableColumn:
    return TableColumn(label=label, width=width, role=role)
