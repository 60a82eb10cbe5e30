"""The headline of a collection, from its completeness: by action first, then by indicator and data point."""

from collections import Counter
from collections.abc import Iterable, Sequence

from toolkit.model.framework import Framework
from toolkit.model.states import ActionStatus
from toolkit.model.summaries import CompletenessRow, Dimension, Headline, Share


def measure_headline(rows: Sequence[CompletenessRow]) -> Headline:
    """Take the headline from the rows of completeness."""
    actions = [row for row in rows if row.dimension is Dimension.ACTION]
    indicators = [row for row in rows if row.dimension is Dimension.INDICATOR and row.expected]
    partners = [row for row in rows if row.dimension is Dimension.PARTNER and row.expected]
    campaign = next(row for row in rows if row.dimension is Dimension.CAMPAIGN)
    return Headline(
        actions=Share(part=sum(row.status is ActionStatus.DOCUMENTED for row in actions), whole=len(actions)),
        indicators=Share(part=sum(row.valued.part > 0 for row in indicators), whole=len(indicators)),
        points=campaign.valued,
        partners=Share(part=sum(row.was_returned for row in partners), whole=len(partners)),
    )


def count_action_statuses(rows: Iterable[CompletenessRow], framework: Framework) -> dict[str, Counter[ActionStatus]]:
    """Count the actions by status, for each theme; the empty theme, which comes first, stands for all."""
    counts: dict[str, Counter[ActionStatus]] = {"": Counter()}
    for row in rows:
        if row.dimension is Dimension.ACTION and row.status is not None:
            counts[""][row.status] += 1
            theme = framework.actions[row.key].theme
            if theme:
                counts.setdefault(theme, Counter())[row.status] += 1
    return counts
