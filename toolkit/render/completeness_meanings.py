"""What the columns and codes of `completeness.csv` and `reviews.csv` mean, in one line of English each."""

from collections.abc import Mapping

from toolkit.model.completeness import COMPLETENESS_FIELDS, NO_REASON, OWN_WORDS, Delivery, Dimension
from toolkit.model.reviews import REVIEW_COLUMNS
from toolkit.model.states import REASONS
from toolkit.render.output_table import Output

_COMPLETENESS_MEANINGS: Mapping[str, str] = {
    "dimension": "What is counted by: see *dimension* below.",
    "key": "Code of the group; empty when the framework does not say.",
    "label": "Name of the group.",
    "expected": "Data points asked: the sum of the nine states that follow.",
    "value": "Data points with a value.",
    "unavailable": "Data points answered ND.",
    "not_applicable": "Data points answered SO.",
    "counted_elsewhere": "Data points answered CA.",
    "confidential": "Data points answered SS.",
    "pending": "Data points answered AV.",
    "blank": "Data points that came back empty.",
    "rejected": "Data points with an entry that cannot be a value.",
    "not_returned": "Data points of partners or offices that have returned nothing.",
    "rate": "`value` of `expected`, in percent with one decimal; empty when nothing is expected.",
    "status": "For an action, what is known of it: see *status* below. Empty for every other dimension.",
    "answered_rate": "`value` and the five codes of `expected`, in percent with one decimal.",
    "justified": "Data points answered by one of the five codes.",
    "on_time": "Data points that came back by the deadline of their partner, were they blank.",
    "late": "Data points that came back after it. An answer without an earlier one came with its file; every "
    "other data point when its row first came back.",
    "undated": "Data points that came back on a day that is not known.",
    **{f"reason_{reason.id}": f"Data points justified so: {reason.label}." for reason in REASONS},
    f"reason_{OWN_WORDS}": "Data points justified in the partner's own words.",
    f"reason_{NO_REASON}": "Data points with a code and no reason.",
}

_REVIEW_MEANINGS: Mapping[str, str] = {
    "name": "Name of the partner.",
    "office": "Office that the row is about, `REFERENT` for the rows of no office; empty for the partner as a whole.",
    "delivery": "When it came back: see *delivery* below.",
    "received_at": "Day on which the first workbook came; empty when none came or it is not known.",
    "deadline": "By when it was due.",
    "files": "Workbooks that were read.",
    "expected": "Required data points; the five columns that follow add up to it.",
    "value": "Data points with a value.",
    "justified": "Data points answered by a code.",
    "blank": "Data points that came back empty.",
    "rejected": "Data points with an entry that cannot be a value.",
    "not_returned": "Data points that did not come back.",
    "rate": "`value` of `expected`, in percent with one decimal.",
    "answered_rate": "`value` and `justified` of `expected`, in percent with one decimal.",
    "optional_value": "Values at optional periods.",
    "volunteered": "Values given without being asked.",
    "text": "The review in sentences, in the language of the campaign.",
}

_DIMENSION_MEANINGS: Mapping[str, str] = {
    Dimension.CAMPAIGN: "The whole campaign, in one row.",
    Dimension.PARTNER: "By partner asked.",
    Dimension.OFFICE: "By office: partner and office, joined by a bar; the empty key holds the rows of which no "
    "office is known.",
    Dimension.THEME: "By theme.",
    Dimension.CROSS_CUTTING: "By cross-cutting theme of the action; an action of two counts twice, the empty key "
    "holds those of none.",
    Dimension.OBJECTIVE: "By objective.",
    Dimension.ACTION: "By action; with a status.",
    Dimension.INDICATOR: "By indicator.",
    Dimension.TYPE: "By type of indicator.",
    Dimension.TERRITORY: "By territory asked.",
    Dimension.PERIOD: "By required period.",
    Dimension.DELIVERY: "By when the data points came back: see *delivery* below.",
    Dimension.OPTIONAL_PERIOD: "By optional period; stands apart from all the rows above it.",
}

_DELIVERY_MEANINGS: Mapping[str, str] = {
    Delivery.ON_TIME: "By the deadline of the partner; the day itself is in time.",
    Delivery.LATE: "After it.",
    Delivery.UNDATED: "On a day that is not known.",
    Delivery.NOT_RETURNED: "Not at all.",
}

COMPLETENESS_OUTPUTS = (
    Output(
        file="completeness.csv",
        written_by="report",
        row="One row a group of data points, for each dimension. All dimensions but `optional_period` count the "
        "required periods; all but that and `cross_cutting`, whose themes overlap, add up to the campaign.",
        columns=COMPLETENESS_FIELDS,
        own=_COMPLETENESS_MEANINGS,
    ),
    Output(
        file="reviews.csv",
        written_by="report",
        row="One row a partner asked, followed by one for each of its offices that is known.",
        columns=REVIEW_COLUMNS,
        own=_REVIEW_MEANINGS,
    ),
)

COMPLETENESS_CODES: Mapping[str, Mapping[str, str]] = {"dimension": _DIMENSION_MEANINGS, "delivery": _DELIVERY_MEANINGS}
