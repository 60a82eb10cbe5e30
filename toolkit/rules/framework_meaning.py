"""What can be wrong with what the cells of a framework mean: choices, figures, periods, and who is asked."""

from collections.abc import Iterator, Mapping

from toolkit.analysis.framework_index import FrameworkIndex, code_of, place_of_header, text_of
from toolkit.analysis.framework_values import read_number, split_list
from toolkit.model.campaign import AskedPeriods
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.framework import LEAD, TableRow
from toolkit.model.framework_columns import Column
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.model.periods import PeriodKind, parse_period
from toolkit.rules.framework_cells import is_broken
from toolkit.wording import phrase

_EXAMPLES = 5

UNKNOWN_CHOICE = Rule(
    code="M301",
    slug="unknown-choice",
    severity=Severity.ERROR,
    message=phrase('The column {column} of the table {table} holds "{found}", which is not one of its words.'),
    expected=phrase("one of {choices}"),
    remedy=phrase("Choose one of these words, written exactly so."),
    why=phrase("The word decides how figures are asked, checked or added up."),
)

NOT_A_NUMBER = Rule(
    code="M302",
    slug="not-a-number",
    severity=Severity.ERROR,
    message=phrase('The column {column} of the table {table} holds "{found}", which is no plain figure.'),
    expected=phrase("a figure such as 1200 or 33.9, without spaces or unit, of at most 15 digits"),
    remedy=phrase("Write the figure alone; words belong in a column of text."),
    why=phrase("The figure is compared with those of partners; a guess would be a wrong target."),
)

UNREADABLE_PERIOD = Rule(
    code="M303",
    slug="unreadable-period",
    severity=Severity.ERROR,
    message=phrase('The column {column} of the table {table} holds "{found}", which is no period.'),
    expected=phrase("2019, 2018/2019, 2015-2019 or 2014/2015-2018/2019"),
    remedy=phrase("Write the period in one of these forms."),
    why=phrase("Calendar years, school years and spans are never mixed; the form tells them apart."),
)

INDICATOR_WITHOUT_MEASURE = Rule(
    code="M304",
    slug="indicator-without-measure",
    severity=Severity.WARNING,
    message=phrase('The indicator "{found}" has no measure.'),
    expected=phrase("at least one row of the table measures"),
    remedy=phrase("Add a measure, or delete the indicator."),
    why=phrase("Nobody can give a figure for it, and it will count as unanswered."),
)

ACTION_WITHOUT_INDICATOR = Rule(
    code="M305",
    slug="action-without-indicator",
    severity=Severity.WARNING,
    message=phrase('The action "{found}" has no indicator.'),
    expected=phrase("at least one row of the table indicators"),
    remedy=phrase("Add an indicator, or delete the action."),
    why=phrase("Nobody can document it by figures, and it will count as unanswered."),
)

MEASURES_NOT_ASKED = Rule(
    code="M306",
    slug="measures-not-asked",
    severity=Severity.NOTE,
    message=phrase("Of {total} measures {number} are asked of nobody: {examples}."),
    remedy=phrase("Add rows to the table requests if somebody should be asked."),
    why=phrase("Partners can give figures for them as other data, and no account expects any."),
)

NOT_A_PARTNER_OF_ACTION = Rule(
    code="M307",
    slug="not-a-partner-of-action",
    severity=Severity.WARNING,
    message=phrase('"{found}" is asked for "{of_measure}", but does not carry the action {of_action}.'),
    expected=phrase("one of the partners of the action: {carriers}"),
    remedy=phrase("Ask one of these partners, or add the partner to the action."),
    why=phrase("A partner cannot answer for an action it has no part in."),
)

PERIODS_NOT_ASKED = Rule(
    code="M308",
    slug="periods-not-asked",
    severity=Severity.ERROR,
    message=phrase('{number} measures have periods of the kind "{found}", and campaign.toml asks for none.'),
    expected=phrase("a section [periods.{found}] in campaign.toml"),
    remedy=phrase("Add the section with its required periods, or correct the kind of period of the measures."),
    why=phrase("Their rows would have no cell to fill in."),
)

NO_LEAD = Rule(
    code="M309",
    slug="lead-without-partner",
    severity=Severity.ERROR,
    message=phrase('The measure "{found}" takes the figure of a lead partner, and names none.'),
    expected=phrase("the code of a partner in the column lead_partner"),
    remedy=phrase("Name the partner, or choose apart, sum or agree."),
    why=phrase("Nobody could say whose figure counts."),
)

NOTHING_ASKED = Rule(
    code="M310",
    slug="nothing-asked",
    severity=Severity.WARNING,
    message=phrase("The table requests has no row: nothing is asked of anybody."),
    expected=phrase("a row for each measure, partner and territory that is asked"),
    remedy=phrase("Add rows to the table requests."),
    why=phrase("Without them no partner gets a workbook, and no account expects an answer."),
)

MEANING_RULES = (
    UNKNOWN_CHOICE,
    NOT_A_NUMBER,
    UNREADABLE_PERIOD,
    INDICATOR_WITHOUT_MEASURE,
    ACTION_WITHOUT_INDICATOR,
    MEASURES_NOT_ASKED,
    NOT_A_PARTNER_OF_ACTION,
    PERIODS_NOT_ASKED,
    NO_LEAD,
    NOTHING_ASKED,
)


def check_meaning(index: FrameworkIndex, periods: Mapping[PeriodKind, AskedPeriods] | None) -> Iterator[Finding]:
    """Yield cells that cannot be read as what their column means, and rows that lead nowhere.

    Args:
        index: the tables.
        periods: what the campaign asks; None when no campaign is known.
    """
    yield from _check_values(index)
    yield from _check_childless(index, "indicators", ("measures", "indicator"), INDICATOR_WITHOUT_MEASURE)
    yield from _check_childless(index, "actions", ("indicators", "action"), ACTION_WITHOUT_INDICATOR)
    yield from _check_asked(index)
    yield from _check_carriers(index)
    yield from _check_leads(index)
    if periods is not None:
        yield from _check_period_kinds(index, periods)


def _check_values(index: FrameworkIndex) -> Iterator[Finding]:
    for name in index.tables:
        for column in FRAMEWORK_TABLES[name].columns:
            for row in index.rows(name):
                rule = _rule_broken(column, text_of(row, column.name))
                if rule is not None and not is_broken(row, column.name):
                    yield _value_finding(rule, name, column, row)


def _rule_broken(column: Column, text: str) -> Rule | None:
    if not text:
        return None
    if column.choices and text not in column.choices:
        return UNKNOWN_CHOICE
    if column.is_number and read_number(text) is None:
        return NOT_A_NUMBER
    if column.is_period and parse_period(text) is None:
        return UNREADABLE_PERIOD
    return None


def _value_finding(rule: Rule, table: str, column: Column, row: TableRow) -> Finding:
    read = row.values[column.name]
    details = {"table": table, "column": column.name, "found": read, "choices": ", ".join(column.choices)}
    return Finding(rule=rule, location=row.place(column.name), read=read, details=details)


def _check_childless(index: FrameworkIndex, table: str, child: tuple[str, str], rule: Rule) -> Iterator[Finding]:
    """Yield the codes of a table that no row of another refers to."""
    if not index.refers_well(*child):
        return
    child_table, child_column = child
    named = {code_of(row, child_column) for row in index.rows(child_table)}
    for code, row in index.codes.get(table, {}).items():
        if code not in named:
            column = FRAMEWORK_TABLES[table].code_column
            yield Finding(rule=rule, location=row.place(column), read=code, details={"found": code})


def _check_asked(index: FrameworkIndex) -> Iterator[Finding]:
    # One note for all: partners may well give other data for dozens of measures.
    if not index.refers_well("requests", "measure"):
        return
    if not index.rows("requests"):
        yield Finding(rule=NOTHING_ASKED, location=place_of_header(index.tables["requests"], "measure"))
        return
    asked = {code_of(row, "measure") for row in index.rows("requests")}
    measures = index.codes.get("measures", {})
    silent = [code for code in measures if code not in asked]
    if silent:
        shown = ", ".join(silent[:_EXAMPLES]) + ("…" if len(silent) > _EXAMPLES else "")
        details = {"total": str(len(measures)), "number": str(len(silent)), "examples": shown}
        place = place_of_header(index.tables["measures"], "measure")
        yield Finding(rule=MEASURES_NOT_ASKED, location=place, details=details)


def _check_carriers(index: FrameworkIndex) -> Iterator[Finding]:
    partners = FRAMEWORK_TABLES["actions"].column("partners")
    for row in index.rows("requests"):
        measure, partner = code_of(row, "measure"), code_of(row, "partner")
        action = _action_of(index, measure)
        if action is None or partners is None or index.find("partners", partner) is None:
            continue
        carriers = split_list(code_of(action, "partners"))
        # A misspelt carrier is reported where it stands, not again by each row it is asked in.
        if carriers and partner not in carriers and not index.unknown_codes(partners, action):
            details = {
                "found": partner,
                "of_measure": measure,
                "of_action": code_of(action, "action"),
                "carriers": ", ".join(carriers),
            }
            yield Finding(rule=NOT_A_PARTNER_OF_ACTION, location=row.place("partner"), read=partner, details=details)


def _check_leads(index: FrameworkIndex) -> Iterator[Finding]:
    for row in index.rows("measures"):
        if text_of(row, "several_partners") == LEAD and not code_of(row, "lead_partner"):
            found = code_of(row, "measure")
            yield Finding(rule=NO_LEAD, location=row.place("several_partners"), read=found, details={"found": found})


def _action_of(index: FrameworkIndex, measure: str) -> TableRow | None:
    measure_row = index.find("measures", measure)
    indicator_row = index.find("indicators", code_of(measure_row, "indicator")) if measure_row else None
    return index.find("actions", code_of(indicator_row, "action")) if indicator_row else None


def _check_period_kinds(index: FrameworkIndex, periods: Mapping[PeriodKind, AskedPeriods]) -> Iterator[Finding]:
    """Yield each kind of period that measures have and the campaign does not ask, once, at its first measure."""
    for kind in (PeriodKind.CIVIL, PeriodKind.SCHOOL):
        rows = [row for row in index.rows("measures") if text_of(row, "period_kind") == kind]
        if rows and kind not in periods:
            details = {"found": kind.value, "number": str(len(rows))}
            place = rows[0].place("period_kind")
            yield Finding(rule=PERIODS_NOT_ASKED, location=place, read=kind.value, details=details)
