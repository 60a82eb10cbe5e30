"""The sheet of a report on targets: the verdict on each, by source, and why."""

from collections.abc import Iterator

from toolkit.analysis.target_sentences import explain_target
from toolkit.excel.lexicon import Lexicon, figure_entry
from toolkit.excel.report_tables import Entry, Page, TableColumn, set_up_list, write_head, write_table
from toolkit.excel.study_targets import target_words
from toolkit.layout.plan import CellValue
from toolkit.layout.styles import Role
from toolkit.model.summaries import Report
from toolkit.model.targets import TARGET_VERDICT_LABELS, TargetAssessment, TargetVerdict
from toolkit.wording import Wording

_FROZEN_COLUMNS = 2


def write_target_list(page: Page, report: Report) -> None:
    """Write one row a target and source; those in words come where they stand in the framework, for judgement."""
    say, wording = page.wording.say, page.wording
    counts = report.count_verdicts()
    verdicts = ", ".join(
        f"{say(TARGET_VERDICT_LABELS[verdict])} {wording.whole(counts[verdict])}" for verdict in TargetVerdict
    )
    targets = wording.count("{n} target", "{n} targets", len({each.target.code for each in report.targets}))
    sentence = say(
        "{targets}, each held against the figures of every source. {verdicts}.", targets=targets, verdicts=verdicts
    )
    write_head(page, say("Targets"), sentence)
    columns = _columns(wording)
    lexicon = Lexicon(framework=report.collection.framework, wording=wording)
    area = write_table(page, columns, _rows(report, lexicon))
    set_up_list(page, columns, area, _FROZEN_COLUMNS)


def _columns(wording: Wording) -> tuple[TableColumn, ...]:
    say = wording.say
    return (
        TableColumn(label=say("Indicator"), width=11, role=Role.KEY),
        TableColumn(label=say("Target"), width=40, role=Role.LOCKED),
        TableColumn(label=say("Figure"), width=34, role=Role.LOCKED),
        TableColumn(label=say("Partner"), width=15, role=Role.LOCKED),
        TableColumn(label=say("Territory"), width=13, role=Role.LOCKED),
        TableColumn(label=say("Base period"), width=11, role=Role.LOCKED_CENTER),
        TableColumn(label=say("Base"), width=11, role=Role.DECIMAL),
        TableColumn(label=say("Period reached"), width=11, role=Role.LOCKED_CENTER),
        TableColumn(label=say("Figure reached"), width=11, role=Role.DECIMAL),
        TableColumn(label=say("Share of the way in %"), width=11, role=Role.PERCENT),
        TableColumn(label=say("Verdict"), width=15, role=Role.LOCKED),
        TableColumn(label=say("Why"), width=56, role=Role.LOCKED),
    )


def _rows(report: Report, lexicon: Lexicon) -> Iterator[tuple[CellValue | Entry, ...]]:
    framework = lexicon.framework
    for each in report.targets:
        target, base, reached = each.target, each.base, each.reached
        indicator = framework.indicators[target.indicator]
        yield (
            target.indicator,
            target_words(indicator, target.measure, (target,), lexicon),
            lexicon.figure(target.measure) if target.measure else "",
            each.source.partner,
            each.source.territory,
            base.period if base else "",
            figure_entry(base.value) if base else None,
            reached.period if reached else "",
            figure_entry(reached.value) if reached else None,
            each.way,
            _verdict(each, lexicon.wording),
            explain_target(each, framework, lexicon.wording),
        )


def _verdict(assessment: TargetAssessment, wording: Wording) -> Entry:
    role = Role.WARNING if assessment.verdict is TargetVerdict.NOT_MET else Role.LOCKED
    return Entry(wording.say(TARGET_VERDICT_LABELS[assessment.verdict]), role)
