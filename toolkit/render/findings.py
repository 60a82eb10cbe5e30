"""Findings for the terminal: the counts first, then the findings grouped by rule, the gravest first."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from toolkit.model.findings import Finding, Rule, Severity
from toolkit.render.text_table import render_table
from toolkit.rules.describing import describe
from toolkit.wording import Wording, phrase

SEVERITY_LABELS = {
    Severity.ERROR: phrase("error"),
    Severity.WARNING: phrase("warning"),
    Severity.NOTE: phrase("note"),
}
_SHOWN_PER_RULE = 5
_DETAIL = re.compile(r"\{[a-z_]+\}")


def render_counts(findings: Iterable[Finding], wording: Wording) -> str:
    """Say how many findings there are of each severity, in one line."""
    counts = Counter(finding.rule.severity for finding in findings)
    return ", ".join(
        (
            wording.count("{n} error", "{n} errors", counts[Severity.ERROR]),
            wording.count("{n} warning", "{n} warnings", counts[Severity.WARNING]),
            wording.count("{n} note", "{n} notes", counts[Severity.NOTE]),
        )
    )


def render_groups(findings: Sequence[Finding], wording: Wording, shown: int = _SHOWN_PER_RULE) -> str:
    """Render findings grouped by rule: how many, the first of them, and what to do."""
    ordered = sorted(findings, key=lambda each: (-each.rule.severity, each.rule.code))
    blocks = []
    for _, group in groupby(ordered, key=lambda each: each.rule.code):
        blocks.append(_render_group(tuple(group), wording, shown))
    return "\n\n".join(blocks)


def _render_group(group: Sequence[Finding], wording: Wording, shown: int) -> str:
    rule = group[0].rule
    title = f"{rule.code} · {wording.say(SEVERITY_LABELS[rule.severity])} · {len(group)}"
    lines = [title]
    for finding in group[:shown]:
        message = describe(finding, wording).message
        lines.append(f"  {_put_place(finding, message, wording)}")
    if len(group) > shown:
        lines.append("  " + wording.count("… and {n} more", "… and {n} more", len(group) - shown))
    lines.append("  → " + describe(group[0], wording).suggestion)
    return "\n".join(lines)


def _put_place(finding: Finding, message: str, wording: Wording) -> str:
    """Put before a message where its finding is, as far as it does not say so itself."""
    location = finding.location
    parts = [part for part in (location.file, location.sheet) if part and part not in message]
    if location.cell and location.cell not in message.split(":", 1)[0]:
        parts.append(location.cell)
    return wording.say("{place}: {message}", place=", ".join(parts), message=message) if parts else message


def render_check(findings: Sequence[Finding], rows: Mapping[str, int], wording: Wording) -> str:
    """Render the check of a framework: what was read, the counts, then every finding."""
    table = render_table(
        (wording.say("Table"), wording.say("Rows")), [(name, wording.whole(count)) for name, count in rows.items()]
    )
    parts = [table, render_counts(findings, wording)]
    if findings:
        parts.append(render_groups(findings, wording, shown=len(findings)))
    has_errors = any(finding.rule.severity >= Severity.ERROR for finding in findings)
    is_ready = rows.get("requests", 0) > 0 and not has_errors
    again = phrase("Next: complete or correct the framework, then toolkit check again.")
    parts.append(wording.say(phrase("Next: toolkit generate.") if is_ready else again))
    return "\n\n".join(parts)


def render_rule(rule: Rule, wording: Wording) -> str:
    """Explain a rule: what it says, why it exists, what to do."""
    lines = [
        f"{rule.code} {rule.slug} ({wording.say(SEVERITY_LABELS[rule.severity])})",
        "",
        _without_details(wording.say(rule.message)),
        "",
        wording.say("Why: {why}", why=wording.say(rule.why)),
        wording.say("What to do: {remedy}", remedy=_without_details(wording.say(rule.remedy))),
    ]
    if rule.expected:
        lines.append(wording.say("Expected: {expected}", expected=_without_details(wording.say(rule.expected))))
    return "\n".join(lines)


def _without_details(text: str) -> str:
    """Show where a case would have its own words."""
    return _DETAIL.sub("…", text)


def as_records(findings: Iterable[Finding], wording: Wording) -> list[dict[str, str]]:
    """Give findings as plain data, with the names of `findings.csv`."""
    records = []
    for finding in findings:
        said = describe(finding, wording)
        records.append(
            {
                "code": finding.rule.code,
                "severity": finding.rule.severity.code,
                "partner": finding.partner,
                "file": finding.location.file,
                "sheet": finding.location.sheet,
                "cell": finding.location.cell,
                "read": finding.read,
                "message": said.message,
                "suggestion": said.suggestion,
            }
        )
    return records


def as_json(findings: Iterable[Finding], wording: Wording) -> str:
    """Give findings as JSON text."""
    return json.dumps(as_records(findings, wording), ensure_ascii=False, indent=2)
