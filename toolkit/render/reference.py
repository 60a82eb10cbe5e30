"""The reference pages of findings and of outputs, made from the rules and the columns. Must not say more than they."""

from collections.abc import Iterable, Mapping

from toolkit.model.findings import Rule
from toolkit.model.states import REASONS
from toolkit.render.output_meanings import CODES, OUTPUTS
from toolkit.render.output_table import Output
from toolkit.rules.catalogue import RULES
from toolkit.wording import load_wording

FAMILIES = {
    "M": ("The framework", "Found by `toolkit check`, and before any workbook is written."),
    "F": ("Files that came back", "Found by `toolkit merge` on a file as a whole."),
    "S": ("The form inside a file", "Found by `toolkit merge` on rows, columns, sheets and what stands beside them."),
    "V": ("What was typed", "Found by `toolkit merge` in a cell."),
    "C": ("Figures that are unlikely", "Found by `toolkit merge` in the figures of a row, alone or beside other rows."),
    "L": ("Returns together", "Found by `toolkit merge` once all returns of a partner are side by side."),
    "P": ("Workbooks about to be sent out", "Found by `toolkit generate`, which then writes nothing for that partner."),
}
"""Title and introduction of each family of rules, by the first letter of its codes."""

_FINDINGS_INTRODUCTION = """# Findings

This page is generated from the rules themselves; `toolkit explain CODE` shows the same in French or English.

A finding is one thing wrong or worth a look. Its severity is `error` (a correction is needed), `warning` (worth a
look) or `note` (good to know). `toolkit check` and `toolkit merge` exit with 1 when there is an error; `--fail-on`
moves that threshold. Words in braces, such as {cell}, stand for what was found. A code keeps its meaning for ever.
"""

_OUTPUTS_INTRODUCTION = """# Output columns

This page is generated from the columns that `toolkit merge` and `toolkit report` write.

All tables are in `results/`: UTF-8, commas, RFC 4180, one header row. Figures have a decimal point and no grouping.
New columns may be added at the end; none is renamed or moved. A text that a spreadsheet could take for a formula has
an apostrophe in front, also behind a semicolon or at the start of a line within a cell, where a program may break it;
numbers never do. `manifest.json` lists every file of the folder with its SHA-256.
"""


def render_findings_reference() -> str:
    """Render every rule, by family and code, as a page in Markdown."""
    parts = [_FINDINGS_INTRODUCTION]
    for letter, (title, introduction) in FAMILIES.items():
        rules = sorted((rule for code, rule in RULES.items() if code[0] == letter), key=lambda rule: rule.code)
        rows = [(f"[{rule.code}](#{_anchor(rule)})", rule.severity.code, rule.slug) for rule in rules]
        parts += [f"## {title}", "", introduction, "", *list_table_lines(("code", "severity", "name"), rows), ""]
        parts += [_render_rule(rule) for rule in rules]
    return "\n".join(parts)


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.slug}"


def _render_rule(rule: Rule) -> str:
    say = load_wording("en").say
    lines = [f"### {rule.code} {rule.slug}", "", f"{rule.severity.code.capitalize()}. {say(rule.message)}", ""]
    if rule.expected:
        lines.append(f"- Expected: {say(rule.expected)}")
    lines += [f"- Why: {say(rule.why)}", f"- What to do: {say(rule.remedy)}", ""]
    return "\n".join(lines)


def render_outputs_reference() -> str:
    """Render every table of `results/` with its columns, then the codes that stand in them, as a page in Markdown."""
    links = (f"[{output.file}](#{output.file.replace('.', '')})" for output in OUTPUTS)
    parts = [_OUTPUTS_INTRODUCTION, *(f"- {link}" for link in (*links, "[the codes](#codes)")), ""]
    parts += [_render_output(output) for output in OUTPUTS]
    parts += ["## Codes", ""]
    reasons = {reason.id: f"{reason.code}: {load_wording('en').say(reason.label)}." for reason in REASONS}
    parts += [_render_codes(column, codes) for column, codes in {**CODES, "reason": reasons}.items()]
    return "\n".join(parts)


def _render_output(output: Output) -> str:
    rows = [(f"`{column}`", output.meaning_of(column)) for column in output.columns]
    head = f"{output.row} Written by `toolkit {output.written_by}`."
    return "\n".join([f"## {output.file}", "", head, "", *list_table_lines(("column", "meaning"), rows), ""])


def _render_codes(column: str, codes: Mapping[str, str]) -> str:
    rows = [(f"`{code}`", meaning) for code, meaning in codes.items()]
    return "\n".join([f"### {column}", "", *list_table_lines(("code", "meaning"), rows), ""])


def list_table_lines(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Give the lines of a table in Markdown."""
    lines = [header, tuple("---" for _ in header), *rows]
    return [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines]
