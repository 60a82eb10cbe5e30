"""The sheets of a report that count verdicts by theme and draw them: readings of actions, targets."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap

from toolkit.analysis.action_readings import count_readings
from toolkit.excel.report_charts import READING_FILLS, VERDICT_FILLS, StackedChart, count_bars, insert_chart
from toolkit.excel.report_summary import number_columns
from toolkit.excel.report_tables import Page, TableColumn, set_up_list, write_head, write_table
from toolkit.layout.plan import Area
from toolkit.layout.styles import Role
from toolkit.model.summaries import Report
from toolkit.model.targets import TARGET_VERDICT_LABELS, TargetAssessment, TargetVerdict
from toolkit.model.trends import ACTION_READING_LABELS, READING_METHOD, ActionReading

_THEME_WIDTH, _METHOD_WIDTH, _LABEL_WIDTH = 30, 34, 40
_CHART_WIDTH, _CHART_HEAD, _BAR_HEIGHT = 1000, 130, 30
_LINE = 150
"""Characters of a line of text below a table: no cell is merged, and a wrapped one would keep to its column."""


def write_reading_counts(page: Page, report: Report) -> None:
    """Write the actions by theme and reading, strict and as such studies count, with the method and a chart."""
    say = page.wording.say
    sentence = say("Actions by what became of them, in two readings; the method and the chart stand below the table.")
    write_head(page, say("Readings of actions by theme"), sentence)
    labels = (say("Actions"), *(say(ACTION_READING_LABELS[reading]) for reading in ActionReading))
    columns = (
        TableColumn(label=say("Theme"), width=_THEME_WIDTH, role=Role.LOCKED),
        TableColumn(label=say("Reading"), width=_METHOD_WIDTH, role=Role.LOCKED),
        *number_columns(labels),
    )
    area = write_table(page, columns, _reading_rows(page, report))
    set_up_list(page, columns, area, 2)
    method = [line for text in READING_METHOD for line in wrap(say(text), _LINE)]
    for number, line in enumerate(method, start=area.last_row + 2):
        page.write(number, 1, line, Role.SENTENCE)
    page.sheet.set_h_pagebreaks([area.last_row + len(method) + 2])
    description = say(
        "Stacked bars, two a theme: share of actions strengthened, reduced, maintained, mixed, stopped, not started or "
        "not measurable."
    )
    chart = StackedChart(
        title=say("Readings of actions by theme"),
        description=description,
        categories=_categories(area, 2),
        first_series=4,
        header_row=area.first_row,
        row=area.last_row + len(method) + 4,
        column=1,
        width=_CHART_WIDTH,
        height=_height(area),
        fills=READING_FILLS,
    )
    insert_chart(page, chart)


def _reading_rows(page: Page, report: Report) -> Iterable[Sequence[str | int]]:
    """Give two rows a theme; all themes together come last. Of no action there is none."""
    say, actions = page.wording.say, report.evolution.actions
    strict, counted = count_readings(actions, strict=True), count_readings(actions, strict=False)
    for theme in (*(theme for theme in strict if theme), "") if actions else ():
        for method, counts in ((say("strict"), strict), (say("as such studies count"), counted)):
            found = tuple(counts[theme].values())
            yield theme or say("All"), method, sum(found), *found


def write_target_counts(page: Page, report: Report) -> None:
    """Write the verdicts on targets by theme, each source of a target apart, with a chart."""
    say = page.wording.say
    sentence = say("Verdicts on targets by theme, each source of a target apart; the chart stands below the table.")
    write_head(page, say("Targets by theme"), sentence)
    labels = (say("Targets and sources"), *(say(TARGET_VERDICT_LABELS[verdict]) for verdict in TargetVerdict))
    columns = (
        TableColumn(label=say("Theme"), width=_LABEL_WIDTH, role=Role.LOCKED),
        *number_columns(labels),
    )
    area = write_table(page, columns, _verdict_rows(page, report))
    set_up_list(page, columns, area, 1)
    chart = StackedChart(
        title=say("Progress towards the targets by theme"),
        description=say("Stacked bars, one a theme: share of targets met, on the way, not met or not measurable."),
        categories=_categories(area, 1),
        first_series=3,
        header_row=area.first_row,
        row=area.last_row + 2,
        column=1,
        width=_CHART_WIDTH,
        height=_height(area),
        fills=VERDICT_FILLS,
    )
    insert_chart(page, chart)


def _verdict_rows(page: Page, report: Report) -> Iterable[Sequence[str | int]]:
    counts = count_verdicts_by_theme(report)
    for theme in (*(theme for theme in counts if theme), "") if report.targets else ():
        found = tuple(counts[theme].values())
        yield theme or page.wording.say("All"), sum(found), *found


def count_verdicts_by_theme(report: Report) -> Mapping[str, Mapping[TargetVerdict, int]]:
    """Count the targets by verdict, by theme in the order met; the empty theme stands for all and comes first."""
    counts: dict[str, dict[TargetVerdict, int]] = {"": dict.fromkeys(TargetVerdict, 0)}
    for each in report.targets:
        for theme in dict.fromkeys(("", _theme_of(each, report))):
            counts.setdefault(theme, dict.fromkeys(TargetVerdict, 0))[each.verdict] += 1
    return counts


def _theme_of(assessment: TargetAssessment, report: Report) -> str:
    framework = report.collection.framework
    return framework.actions[framework.indicators[assessment.target.indicator].action].theme


def _categories(area: Area, columns: int) -> Area:
    return Area(first_row=area.first_row + 1, last_row=area.last_row, first_column=1, last_column=columns)


def _height(area: Area) -> int:
    return _CHART_HEAD + _BAR_HEIGHT * count_bars(area)
