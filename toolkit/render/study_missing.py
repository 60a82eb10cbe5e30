"""The actions that are not documented, and what is known of them: an answer that cannot be read is an answer."""

from collections import Counter
from collections.abc import Iterator

from toolkit.model.completeness import Dimension
from toolkit.model.states import ACTION_STATUS_LABELS, GIVEN_UNREADABLE, ActionStatus, State
from toolkit.model.study import StudyMissing
from toolkit.model.summaries import Report
from toolkit.wording import Wording

_LEFT = (ActionStatus.NO_DATA, ActionStatus.NOT_ANSWERED)


def list_missing(report: Report, wording: Wording) -> Iterator[StudyMissing]:
    """List the actions that are not documented, in the order of the framework."""
    for code, label in _label_missing(report).items():
        action = report.collection.framework.actions[code]
        said = wording.say(label)
        yield StudyMissing(
            action=f"{action.code} – {action.title}",
            partners=", ".join(action.partners),
            status=said[:1].upper() + said[1:],
        )


def count_missing(report: Report, theme: str) -> Iterator[tuple[str, int]]:
    """Count the actions of a theme that are not documented, by what is known of them; leaves out what is not met."""
    actions = report.collection.framework.actions
    found = Counter(label for code, label in _label_missing(report).items() if actions[code].theme == theme)
    for label in (ACTION_STATUS_LABELS[_LEFT[0]], GIVEN_UNREADABLE, ACTION_STATUS_LABELS[_LEFT[1]]):
        if found[label]:
            yield label, found[label]


def _label_missing(report: Report) -> dict[str, str]:
    """Name what is known of each action that is not documented."""
    rejected = {point.action for point in report.points if point.state is State.REJECTED}
    return {
        row.key: GIVEN_UNREADABLE if row.key in rejected else ACTION_STATUS_LABELS[row.status]
        for row in report.rows_of(Dimension.ACTION)
        if row.status in _LEFT
    }
