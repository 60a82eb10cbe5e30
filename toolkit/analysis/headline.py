"""The headline of a collection, from its completeness: by action first, then by indicator and data point."""

from collections import Counter
from collections.abc import Iterable, Sequence

from toolkit.model.completeness import CompletenessRow, Dimension, Share
from toolkit.model.framework import Framework
from toolkit.model.states import ActionStatus
from toolkit.model.summaries import Headline


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
            for theme in dict.fromkeys(("", framework.actions[row.key].theme)):
                counts.setdefault(theme, Counter())[row.status] += 1
    return counts


def count_actions_returned(rows: Iterable[CompletenessRow], framework: Framework) -> Counter[str]:
    """Count the actions of which something came back, were it blank, for each theme; the empty theme stands for all."""
    counts: Counter[str] = Counter({"": 0})
    for row in rows:
        if row.dimension is Dimension.ACTION and was_action_returned(row):
            counts.update({"", framework.actions[row.key].theme})
    return counts


def was_action_returned(row: CompletenessRow) -> bool:
    """Say whether something came back of an action; words on one that nothing is asked of count, too."""
    return row.was_returned or row.status is ActionStatus.DOCUMENTED
