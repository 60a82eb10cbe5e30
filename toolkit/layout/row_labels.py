"""The locked texts of a grid row: what is asked, in words. The writer draws them, the reader compares them."""

from collections.abc import Mapping

from toolkit.layout.choices import territory_choice
from toolkit.model.framework import Framework, Request
from toolkit.model.states import UNITS
from toolkit.wording import Wording

LABEL_ROLES = ("action", "indicator", "measure", "unit", "territory")


def label_texts(framework: Framework, request: Request, wording: Wording) -> Mapping[str, str]:
    """Give the text of each locked cell of a row by its role, in the order of the columns."""
    measure = framework.measures[request.measure]
    indicator = framework.indicators[measure.indicator]
    texts = (
        indicator.action,
        f"{indicator.code} – {indicator.label}",
        measure.label,
        wording.say(UNITS[measure.unit].label),
        territory_choice(framework.territories[request.territory]),
    )
    return dict(zip(LABEL_ROLES, texts, strict=True))
