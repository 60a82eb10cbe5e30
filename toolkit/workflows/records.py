"""Turns what a merge establishes into the rows of its outputs."""

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal

from toolkit.files.csv_tables import NO, YES
from toolkit.model.answers import ActionWords, AvailabilityWords, ContactWords, DataPoint, LedgerEntry, Point, Return
from toolkit.model.decisions import Decision
from toolkit.model.findings import Finding
from toolkit.model.framework import Framework
from toolkit.model.records import ActionRecord, FindingRecord, PointRecord
from toolkit.rules.describing import describe
from toolkit.wording import Wording

Row = list[str | int | Decimal | None]


def point_record(data_point: DataPoint, framework: Framework) -> PointRecord:
    """Flatten a data point with the answer retained for it."""
    point = data_point.point
    measure = framework.measures[point.measure]
    bare = PointRecord(
        partner=point.partner,
        action=framework.indicators[measure.indicator].action,
        indicator=measure.indicator,
        measure=point.measure,
        territory=point.territory,
        period=point.period,
        is_required=data_point.is_required,
        state=data_point.state,
        unit=measure.unit,
        is_volunteered=data_point.is_volunteered,
    )
    return bare if data_point.retained is None else _with_answer(bare, data_point.retained)


def _with_answer(bare: PointRecord, entry: LedgerEntry) -> PointRecord:
    answer = entry.answer
    return replace(
        bare,
        state=answer.state,
        value=answer.value,
        quality=answer.quality.value if answer.quality else "",
        reason=answer.reason,
        comment=answer.comment,
        raw=answer.raw,
        file=answer.location.file,
        sha256=entry.file.sha256,
        sheet=answer.location.sheet,
        cell=answer.location.cell,
        returned_at=entry.file.returned_at,
        answer_class=entry.answer_class.value if entry.answer_class else "",
        territory_given=answer.territory_given,
        office=answer.office,
        source=answer.words.source,
        coverage=answer.words.coverage,
        definition_change=answer.words.definition_change,
        publishable=answer.words.publishable,
    )


def point_row(record: PointRecord) -> Row:
    """Give the row of a data point in `data_points.csv`."""
    return [
        record.partner,
        record.action,
        record.indicator,
        record.measure,
        record.territory,
        record.period,
        record.is_required,
        record.state.value,
        record.value,
        record.unit,
        record.quality,
        record.reason,
        record.comment,
        record.raw,
        record.file,
        record.sha256,
        record.sheet,
        record.cell,
        record.returned_at,
        record.answer_class,
        record.is_volunteered,
        record.territory_given,
        record.office,
        record.source,
        record.coverage,
        record.definition_change,
        record.publishable,
    ]


def answer_row(entry: LedgerEntry, asked: Mapping[Point, bool], framework: Framework) -> Row:
    """Give the row of an answer in `answers.csv`, its columns in the order of `point_row`.

    There are many more answers than data points, so it is written without a record in between. `asked` holds each
    data point asked of the partner, with whether its period is required.
    """
    answer, file = entry.answer, entry.file
    point, place, words = answer.point, answer.location, answer.words
    measure = framework.measures[point.measure]
    return [
        point.partner,
        framework.indicators[measure.indicator].action,
        measure.indicator,
        point.measure,
        point.territory,
        point.period,
        YES if asked.get(point) else NO,
        answer.state,
        "" if answer.value is None else answer.value,
        measure.unit,
        answer.quality or "",
        answer.reason,
        answer.comment,
        answer.raw,
        place.file,
        file.sha256,
        place.sheet,
        place.cell,
        file.returned_at,
        entry.answer_class or "",
        NO if point in asked else YES,
        answer.territory_given,
        answer.office,
        words.source,
        words.coverage,
        words.definition_change,
        words.publishable,
        YES if entry.is_retained else NO,
        entry.why,
    ]


def action_record(words: ActionWords, file: Return) -> ActionRecord:
    """Flatten the words on an action."""
    return ActionRecord(
        action=words.action,
        partner=words.partner,
        progress=words.progress,
        change=words.change,
        difficulties=words.difficulties,
        sources=words.sources,
        file=file.file,
        sha256=file.sha256,
        sheet=words.location.sheet,
        cell=words.location.cell,
        returned_at=file.returned_at,
    )


def availability_row(words: AvailabilityWords, file: Return) -> tuple[str, ...]:
    """Give the row of an indicator in `availability.csv`."""
    said = words.partner, words.indicator, words.answer, words.detail, words.help
    place = words.location
    return *said, file.file, file.sha256, place.sheet, place.cell, file.returned_at


def contact_row(words: ContactWords, file: Return) -> tuple[str, ...]:
    """Give the row of a contact in `contacts.csv`."""
    place = words.location
    said = words.partner, words.field, words.text
    return *said, file.file, file.sha256, place.sheet, place.cell, file.returned_at


def finding_record(finding: Finding, decision: Decision | None, wording: Wording) -> FindingRecord:
    """Put a finding into the words of the campaign, with what was decided of it."""
    said = describe(finding, wording)
    return FindingRecord(
        code=finding.rule.code,
        severity=finding.rule.severity.code,
        partner=finding.partner,
        file=finding.location.file,
        sheet=finding.location.sheet,
        cell=finding.location.cell,
        measure=finding.measure,
        territory=finding.territory,
        period=finding.period,
        read=finding.read,
        expected=said.expected,
        message=said.message,
        suggestion=said.suggestion,
        decision="" if decision is None else decision.decision,
        decision_reason="" if decision is None else decision.reason,
        decided_by="" if decision is None else decision.author,
        decided_on="" if decision is None else decision.date,
    )


def finding_order(finding: Finding) -> tuple[object, ...]:
    """Give what orders findings: the gravest first, then by rule, partner and place."""
    place = finding.location
    return (
        -finding.rule.severity,
        finding.rule.code,
        finding.partner,
        place.file,
        place.sheet,
        len(place.cell),
        place.cell,
        finding.measure,
        finding.territory,
    )


def return_row(file: Return) -> Row:
    """Give the row of a file in `returns.csv`."""
    return [
        file.file,
        file.sha256,
        file.partner,
        file.verdict.value,
        file.reason,
        file.version,
        file.editor,
        file.issued,
        file.values,
        file.coded,
        file.blank,
        file.rejected,
        file.outside,
        file.returned_at,
        file.office,
    ]


def fields_row(record: ActionRecord | FindingRecord) -> Row:
    """Give the row of a record whose fields are its columns, in order."""
    return [getattr(record, each.name) for each in fields(record)]
