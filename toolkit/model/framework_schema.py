"""The tables of a framework and their columns, as data.

This one list drives the loader, the checks, the notes and drop-downs of the framework workbook and the
reference page. Must not hold a rule that needs more than one cell.
"""

from toolkit.model.framework import SEVERAL_PARTNERS
from toolkit.model.framework_columns import (
    Column,
    TableSchema,
    choice_column,
    code_column,
    label_column,
    number_column,
    refer_column,
    text_column,
)
from toolkit.model.periods import PeriodKind
from toolkit.model.states import SDMX_STATUS, UNITS
from toolkit.wording import LANGUAGES, phrase

OPERATORS = (
    "at_least",
    "at_most",
    "equal",
    "between",
    "increase_by",
    "decrease_by",
    "increase",
    "decrease",
    "maintain",
    "words",
)
"""What a target asks; `words` is a target without a figure."""

OPERATORS_WITH_VALUE = OPERATORS[:6]
"""The operators that say nothing without a figure."""


TERRITORY_KINDS = ("perimetre", "arrondissement", "secteur", "site", "etablissement", "regroupement", "autre")
"""What a territory can be; a target can be counted per one of them."""
_NATURES = ("flux", "stock", "file_active", "cumul", "taux", "qualitatif")
_BASES = ("residence", "implantation", "etablissement", "aucune")
_PERIOD_KINDS = (PeriodKind.CIVIL.value, PeriodKind.SCHOOL.value)

_PARTNERS = TableSchema(
    name="partners",
    description=phrase("One row an organisation that carries actions or is asked for figures."),
    columns=(
        code_column("partner", phrase("Code of the partner: letters, digits, _ and - only, for it names files.")),
        label_column("name", phrase("Full name, as the partner writes it.")),
        text_column("kind", phrase("Kind of organisation, in one word.")),
        text_column("contact", phrase("Person who coordinates the answers of the partner.")),
        text_column("email", phrase("Address the workbook is sent to.")),
    ),
)

_TERRITORIES = TableSchema(
    name="territories",
    description=phrase("One row a territory that figures are asked or given for."),
    columns=(
        code_column("territory", phrase("Code of the territory.")),
        label_column("label", phrase("Name of the territory, as partners read it.")),
        choice_column("kind", TERRITORY_KINDS, phrase("Kind of territory.")),
        refer_column("territories", "parent", phrase("Territory that contains it."), is_required=False),
        refer_column("territories", "part_of", phrase("Whole that it and its siblings add up to."), is_required=False),
    ),
)

_ACTIONS = TableSchema(
    name="actions",
    description=phrase("One row an action of the programme."),
    columns=(
        code_column("action", phrase("Code of the action.")),
        label_column("theme", phrase("Theme of the programme that it belongs to.")),
        text_column("axis", phrase("Code of the axis within the theme.")),
        text_column("axis_title", phrase("Title of the axis.")),
        text_column("objective", phrase("Objective that the action serves.")),
        text_column("sub_objective", phrase("Objective at the next level, when there is one.")),
        label_column("title", phrase("Title of the action.")),
        Column(
            name="partners",
            description=phrase("Codes of the partners that carry it, the lead first, joined by semicolons."),
            refers_to="partners",
            is_list=True,
        ),
        Column(
            name="cross_cutting",
            description=phrase("Cross-cutting priorities that it serves, joined by semicolons."),
            is_list=True,
        ),
    ),
)

_INDICATORS = TableSchema(
    name="indicators",
    description=phrase("One row an indicator: what is to be measured of an action."),
    columns=(
        code_column("indicator", phrase("Code of the indicator.")),
        refer_column("actions", "action", phrase("Action that it measures.")),
        label_column("label", phrase("What is measured, in the words of the programme.")),
        choice_column("type", ("realisation", "resultat", "impact"), phrase("What it bears witness to.")),
        text_column("target_text", phrase("Target in the words of the programme.")),
        text_column("target_operator", phrase("Target in short: how to compare.")),
        number_column("target_value", phrase("Target in short: the figure.")),
        text_column("target_unit", phrase("Target in short: the unit.")),
        text_column("target_territory", phrase("Target in short: where.")),
        text_column("target_period", phrase("Target in short: when. The table targets is the full form.")),
    ),
)

_MEASURES = TableSchema(
    name="measures",
    description=phrase("One row a series of one unit: the atom of an indicator."),
    columns=(
        code_column("measure", phrase("Code of the measure.")),
        refer_column("indicators", "indicator", phrase("Indicator that it belongs to.")),
        label_column("label", phrase("What the partner is asked for.")),
        choice_column("unit", UNITS, phrase("Unit of its figures."), is_required=True),
        text_column("breakdown", phrase("What it is restricted to, as key=value, several joined by |.")),
        choice_column("period_kind", _PERIOD_KINDS, phrase("Calendar or school years."), is_required=True),
        text_column("counted", phrase("What is counted: persons, structures, acts…")),
        choice_column("nature", _NATURES, phrase("Whether it counts a flow, a stock, a case load, a total or a rate.")),
        choice_column("basis", _BASES, phrase("How a figure is tied to a territory.")),
        choice_column("polarity", ("higher", "lower", "neutral"), phrase("Which way is good news; neutral if empty.")),
        choice_column("across_periods", ("sum", "last", "none"), phrase("Whether years may be added; none if empty.")),
        choice_column(
            "several_partners",
            SEVERAL_PARTNERS,
            phrase("What figures of several partners for one territory come to: apart if empty, lead, sum, agree."),
        ),
        refer_column(
            "partners", "lead_partner", phrase("With lead: the partner whose figure counts."), is_required=False
        ),
        number_column("tolerance", phrase("With agree: by how many percent figures may differ; 0 if empty.")),
    ),
)

_REQUESTS = TableSchema(
    name="requests",
    description=phrase("One row a line of a partner's workbook."),
    columns=(
        refer_column("measures", "measure", phrase("Measure that is asked."), is_key=True),
        refer_column("partners", "partner", phrase("Partner that is asked."), is_key=True),
        refer_column("territories", "territory", phrase("Territory it is asked for."), is_key=True),
    ),
)

_TARGETS = TableSchema(
    name="targets",
    description=phrase("One row a value to reach; an indicator may have several."),
    columns=(
        code_column("target", phrase("Code of the target.")),
        refer_column("indicators", "indicator", phrase("Indicator that it belongs to.")),
        refer_column(
            "measures", "measure", phrase("Measure that is compared with it, when there is one."), is_required=False
        ),
        refer_column("territories", "territory", phrase("Territory where it is to be reached."), is_required=False),
        choice_column("operator", OPERATORS, phrase("How figures are compared with it."), is_required=True),
        number_column("value", phrase("Figure to reach; the lower end of a range.")),
        number_column("value_max", phrase("Upper end of a range.")),
        choice_column("unit", UNITS, phrase("Unit of the measure that is compared.")),
        Column(name="base_period", description=phrase("Period that a change starts from."), is_period=True),
        number_column("base_value", phrase("Figure that a change starts from.")),
        choice_column("change_unit", UNITS, phrase("Unit of the change, for increase_by and decrease_by.")),
        text_column("per", phrase("What the figure is counted per: a year, a site…")),
        text_column("due", phrase("When it is to be reached.")),
        text_column("text", phrase("The target in the words of the programme.")),
    ),
)

_OFFICES = TableSchema(
    name="offices",
    description=phrase("One row an office that answers for some actions of a partner."),
    is_required=False,
    columns=(
        refer_column("partners", "partner", phrase("Partner that it belongs to.")),
        text_column("office", phrase("Name of the office; empty for the partner as a whole.")),
        text_column("theme", phrase("Theme that it answers for; empty for any.")),
        Column(
            name="scope",
            description=phrase("Codes of the actions that it answers for, joined by semicolons; empty for any."),
            refers_to="actions",
            is_list=True,
        ),
        choice_column("returned", ("yes", "partial", "no"), phrase("Whether it answered in the past collection.")),
        choice_column("late", ("yes", "no"), phrase("Whether it answered late.")),
        text_column("territories_given", phrase("Territories that it gave figures for.")),
        text_column("periods_given", phrase("Periods that it gave figures for.")),
        text_column("difficulty", phrase("Main difficulty that it met, in one word.")),
    ),
)

_OBSERVATIONS = TableSchema(
    name="observations",
    description=phrase("One row an earlier figure that pre-fills a cell."),
    is_required=False,
    columns=(
        refer_column("measures", "measure", phrase("Measure that the figure belongs to."), is_key=True),
        refer_column("partners", "partner", phrase("Partner that gave it."), is_key=True),
        refer_column("territories", "territory", phrase("Territory that it is for."), is_key=True),
        Column(
            name="period",
            description=phrase("Period that it is for: 2019, 2018/2019, 2015-2019."),
            is_key=True,
            is_required=True,
            is_period=True,
        ),
        Column(name="value", description=phrase("The figure; 33.9 for 33.9 %."), is_required=True, is_number=True),
        choice_column(
            "status", SDMX_STATUS.values(), phrase("How firm it is, as in SDMX: A final, E estimated…; A if empty.")
        ),
    ),
)

RULE_KINDS = ("share",)
"""Consistency rules that a framework can declare."""

_RULES = TableSchema(
    name="rules",
    description=phrase("One row a consistency rule between measures."),
    is_required=False,
    columns=(
        code_column("rule", phrase("Code of the rule.")),
        choice_column(
            "kind", RULE_KINDS, phrase("What is compared: share, a percentage with the two counts it is made of.")
        ),
        refer_column("measures", "measure", phrase("Measure that is checked: the percentage.")),
        refer_column("measures", "other_measure", phrase("Measure that counts the part.")),
        refer_column("measures", "parameter", phrase("Measure that counts the whole.")),
    ),
)

_TEXTS = TableSchema(
    name="texts",
    description=phrase("One row a text of the campaign's own, in one language."),
    is_required=False,
    columns=(
        code_column("key", phrase("Place that the text is for.")),
        Column(
            name="language",
            description=phrase("Language of the text."),
            is_key=True,
            is_required=True,
            choices=LANGUAGES,
        ),
        label_column("text", phrase("The text.")),
    ),
)

MIGRATION_TABLES = {
    "measure": "measures",
    "partner": "partners",
    "territory": "territories",
    "action": "actions",
    "indicator": "indicators",
}
"""Kinds of codes that can be renamed, with the table that declares each."""

_MIGRATIONS = TableSchema(
    name="migrations",
    description=phrase("One row a code that was renamed after workbooks had been sent out."),
    is_required=False,
    columns=(
        Column(
            name="kind",
            description=phrase("What the code stands for."),
            is_key=True,
            is_required=True,
            choices=tuple(MIGRATION_TABLES),
        ),
        code_column("old", phrase("Code in the workbooks sent out before; declared nowhere any more.")),
        label_column("new", phrase("Code of today.")),
        text_column("version", phrase("Edition of the workbooks that first carries the new code, as a reminder.")),
    ),
)

FRAMEWORK_TABLES = {
    schema.name: schema
    for schema in (
        _PARTNERS,
        _TERRITORIES,
        _ACTIONS,
        _INDICATORS,
        _MEASURES,
        _REQUESTS,
        _TARGETS,
        _OFFICES,
        _OBSERVATIONS,
        _RULES,
        _TEXTS,
        _MIGRATIONS,
    )
}
"""The declared tables by name, in the order of the workbook."""
