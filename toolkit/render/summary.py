"""The report in a few lines for the terminal."""

import json
from collections.abc import Iterator
from dataclasses import fields

from toolkit.model.completeness import Dimension, Share
from toolkit.model.states import ACTION_STATUS_LABELS, STATE_LABELS, ActionStatus, State
from toolkit.model.summaries import Report
from toolkit.model.targets import TARGET_VERDICT_LABELS
from toolkit.render.text_table import render_table
from toolkit.wording import Wording


def render_report_summary(report: Report, wording: Wording) -> str:
    """Render the headline, the themes, the states of the data points and the verdicts, and point to the reviews."""
    parts = (
        report.collection.campaign.name,
        _render_headline(report, wording),
        _render_themes(report, wording),
        _render_states(report, wording),
        _render_verdicts(report, wording),
        *_point_to_reviews(report, wording),
    )
    return "\n\n".join(parts)


def render_share(share: Share, wording: Wording) -> str:
    """Write a share as `157 of 172 (91.3%)`; without its rate when the whole is nothing."""
    said = wording.say("{part} of {whole}", part=wording.whole(share.part), whole=wording.whole(share.whole))
    rate = render_rate(share, wording)
    return f"{said} ({rate})" if rate else said


def render_rate(share: Share, wording: Wording) -> str:
    """Write the rate of a share; empty when the whole is nothing."""
    return "" if share.rate is None else wording.percent(float(share.rate) / 100)


def _render_headline(report: Report, wording: Wording) -> str:
    say, headline = wording.say, report.headline
    lines = (
        (say("Actions documented"), headline.actions),
        (say("Indicators with a figure"), headline.indicators),
        (say("Required data points with a value"), headline.points),
        (say("Partners who sent their workbook back"), headline.partners),
    )
    width = max(len(label) for label, _ in lines)
    return "\n".join(f"{label.ljust(width)}  {render_share(share, wording)}" for label, share in lines)


def _render_themes(report: Report, wording: Wording) -> str:
    say = wording.say
    statuses = tuple(say(ACTION_STATUS_LABELS[status]) for status in ActionStatus)
    header = (say("Theme"), say("Actions"), *statuses, say("Rate of actions"), say("Rate of data points"))
    themes = [(row.key, row.label, row.valued) for row in report.rows_of(Dimension.THEME)]
    themes.append(("", say("All"), report.headline.points))
    rows = []
    for theme, label, points in themes:
        counts = report.statuses.get(theme, {})
        numbers = [counts.get(status, 0) for status in ActionStatus]
        actions = Share(part=counts.get(ActionStatus.DOCUMENTED, 0), whole=sum(numbers))
        shown = (wording.whole(number) for number in (actions.whole, *numbers))
        rows.append((label, *shown, render_rate(actions, wording), render_rate(points, wording)))
    return render_table(header, rows)


def _render_states(report: Report, wording: Wording) -> str:
    say = wording.say
    (campaign,) = report.rows_of(Dimension.CAMPAIGN)
    shares = [(say(STATE_LABELS[state]), campaign.states.get(state, 0)) for state in State]
    rows = [
        (label, wording.whole(number), render_rate(Share(part=number, whole=campaign.expected), wording))
        for label, number in (*shares, (say("All"), campaign.expected))
    ]
    return render_table((say("Required data points by state"), say("Number"), say("Share")), rows)


def _render_verdicts(report: Report, wording: Wording) -> str:
    verdicts = report.count_verdicts()
    rows = [(wording.say(TARGET_VERDICT_LABELS[verdict]), wording.whole(verdicts[verdict])) for verdict in verdicts]
    return render_table((wording.say("Targets by verdict, each source apart"), wording.say("Number")), rows)


def _point_to_reviews(report: Report, wording: Wording) -> Iterator[str]:
    """Say where the paragraphs on the partners are; they are too long for a terminal."""
    if partners := sum(not review.office for review in report.reviews):
        yield wording.count(
            "Review of the collection for {n} partner: reviews.csv, and its sheet in report.xlsx.",
            "Review of the collection for {n} partners: reviews.csv, and its sheet in report.xlsx.",
            partners,
        )


def report_as_json(report: Report, wording: Wording) -> str:  # noqa: ARG001 (as every other rendering)
    """Give the headline, the themes and the states as JSON text; the full tables are the files in `results/`."""
    (campaign,) = report.rows_of(Dimension.CAMPAIGN)
    headline = {field.name: getattr(report.headline, field.name) for field in fields(report.headline)}
    content = {
        "campaign": campaign.key,
        **{name: _as_record(share) for name, share in headline.items()},
        "states": {state.value: campaign.states.get(state, 0) for state in State},
        "themes": {
            row.key: {
                "actions": {status.value: report.statuses.get(row.key, {}).get(status, 0) for status in ActionStatus},
                "points": _as_record(row.valued),
            }
            for row in report.rows_of(Dimension.THEME)
        },
        "trends": len(report.trends),
        "targets": {verdict.value: number for verdict, number in report.count_verdicts().items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _as_record(share: Share) -> dict[str, float | None]:
    return {"part": share.part, "whole": share.whole, "rate": None if share.rate is None else float(share.rate)}
