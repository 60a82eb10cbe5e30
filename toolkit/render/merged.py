"""The outcome of a merge for the terminal: files, data points, findings, and where to look."""

import json
from collections import Counter
from collections.abc import Sequence

from toolkit.model.answers import Verdict
from toolkit.model.findings import Finding, Severity
from toolkit.model.outcomes import MergeSummary
from toolkit.model.states import STATE_LABELS, State
from toolkit.render.findings import as_records, render_counts, render_groups
from toolkit.render.text_table import render_table
from toolkit.wording import Wording


def render_merged(summary: MergeSummary, findings: Sequence[Finding], wording: Wording) -> str:
    """Render a merge: the counts first, then what asks for attention."""
    parts = [
        summary.collection.campaign.name,
        _render_files(summary, wording),
        _render_points(summary, wording),
        _render_answers(summary, wording),
        wording.say("Findings: {counts}", counts=render_counts(findings, wording)),
    ]
    if summary.taken_over:
        parts.append(
            wording.count(
                "{n} decision taken over from consolidated.xlsx into decisions.csv",
                "{n} decisions taken over from consolidated.xlsx into decisions.csv",
                summary.taken_over,
            )
        )
    if summary.settled:
        parts.append(
            wording.count("{n} finding settled by a decision", "{n} findings settled by decisions", summary.settled)
        )
    urgent = [finding for finding in findings if finding.rule.severity >= Severity.WARNING]
    if urgent:
        parts.append(render_groups(urgent, wording))
    parts.append(
        wording.say("See results/consolidated.xlsx; all findings are in results/findings.csv. Next: toolkit report.")
    )
    if urgent or any(summary.required.get(state) for state in _ASKED_AGAIN):
        parts.append(
            wording.say(
                "What is wrong or missing is asked again by: toolkit generate --corrections (workbooks that an earlier "
                "merge gave rise to are gone)."
            )
        )
    return "\n\n".join(parts)


_ASKED_AGAIN = (State.REJECTED, State.BLANK, State.PENDING)


def _render_files(summary: MergeSummary, wording: Wording) -> str:
    counts = Counter(file.verdict for file in summary.returns)
    files = ", ".join(
        (
            wording.count("{n} file read", "{n} files read", counts[Verdict.READ]),
            wording.count("{n} refused", "{n} refused", counts[Verdict.REFUSED]),
            wording.count("{n} ignored", "{n} ignored", counts[Verdict.IGNORED]),
        )
    )
    partners = wording.say(
        "{part} of {whole} partners returned",
        part=summary.partners_returned,
        whole=len(summary.collection.framework.partners_asked),
    )
    return f"{files} – {partners}"


def _render_points(summary: MergeSummary, wording: Wording) -> str:
    say = wording.say
    rows = [
        (say(STATE_LABELS[state]), *(wording.whole(counts.get(state, 0)) for counts in _both(summary)))
        for state in State
    ]
    rows.append((say("All"), *(wording.whole(sum(counts.values())) for counts in _both(summary))))
    table = render_table((say("Data points asked"), say("Required"), say("Optional")), rows)
    added = wording.count(
        "{n} figure given without being asked", "{n} figures given without being asked", summary.volunteered
    )
    to_sort = wording.count("{n} row of other data to sort", "{n} rows of other data to sort", summary.to_sort)
    return f"{table}\n{added}\n{to_sort}"


def _both(summary: MergeSummary) -> tuple[Counter[State], Counter[State]]:
    return Counter(dict(summary.required)), Counter(dict(summary.optional))


def _render_answers(summary: MergeSummary, wording: Wording) -> str:
    return wording.say(
        "Answers read: {read} = {retained} retained + {superseded} superseded",
        read=wording.whole(summary.answers_read),
        retained=wording.whole(summary.answers_retained),
        superseded=wording.whole(summary.answers_read - summary.answers_retained),
    )


def merged_as_json(summary: MergeSummary, findings: Sequence[Finding], wording: Wording) -> str:
    """Give the outcome of a merge as JSON text."""
    verdicts = Counter(file.verdict for file in summary.returns)
    content = {
        "campaign": summary.collection.campaign.id,
        "files": {verdict.value: verdicts[verdict] for verdict in Verdict},
        "partners_asked": len(summary.collection.framework.partners_asked),
        "partners_returned": summary.partners_returned,
        "required": {state.value: summary.required.get(state, 0) for state in State},
        "optional": {state.value: summary.optional.get(state, 0) for state in State},
        "volunteered": summary.volunteered,
        "to_sort": summary.to_sort,
        "answers_read": summary.answers_read,
        "answers_retained": summary.answers_retained,
        "settled": summary.settled,
        "taken_over": summary.taken_over,
        "findings": as_records(findings, wording),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
