"""The words of a report for the codes that its tables show: types of indicators, groups of a dimension."""

from toolkit.model.completeness import DELIVERY_LABELS, CompletenessRow, Delivery, Dimension
from toolkit.model.offices import office_in_words
from toolkit.wording import Wording, phrase

_TYPES = {"realisation": phrase("output"), "resultat": phrase("result"), "impact": phrase("impact")}


def type_in_words(code: str, wording: Wording) -> str:
    """Name a type of indicator; one that the framework made up stands for itself."""
    return wording.say(_TYPES[code]) if code in _TYPES else code


def group_in_words(row: CompletenessRow, wording: Wording) -> str:
    """Name the group of a row of completeness."""
    match row.dimension:
        case Dimension.TYPE if row.key:
            return type_in_words(row.key, wording)
        case Dimension.DELIVERY:
            return wording.say(DELIVERY_LABELS[Delivery(row.key)])
        case Dimension.OFFICE:
            return office_in_words(row.label, wording) or wording.say("no office known")
        case Dimension.CROSS_CUTTING if not row.key:
            return wording.say("no cross-cutting theme")
        case _:
            return row.label or wording.say("not said by the framework")
