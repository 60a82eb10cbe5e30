"""The columns in which the coordinator decides, on sheets of the consolidated workbook, and what is typed there.

The writer draws them and the harvest reads them, whatever was sorted or moved: each row carries what it is about.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from toolkit.layout.columns import Column
from toolkit.layout.keys import tidy_label
from toolkit.layout.styles import Role
from toolkit.model.decisions import DECISION_LABELS, Decision, DecisionKind
from toolkit.wording import LANGUAGES, Wording, load_wording, phrase

DECISION_COLUMNS = (
    Column(role="in_force", label=phrase("Decided so far"), width=24, style=Role.LOCKED),
    Column(role="decision", label=phrase("Your decision"), width=19, style=Role.INPUT_TEXT),
    Column(role="value", label=phrase("Value instead"), width=13, style=Role.INPUT_TEXT),
    Column(role="reason", label=phrase("Reason of the decision"), width=26, style=Role.INPUT_TEXT),
    Column(role="author", label=phrase("Decided by"), width=15, style=Role.INPUT_TEXT),
    Column(role="until", label=phrase("Holds until"), width=12, style=Role.INPUT_TEXT),
    Column(role="reference", label=phrase("Reference of the row"), width=12, style=Role.REFERENCE),
)
TYPED_ROLES = ("decision", "value", "reason", "author", "until")
LOST_COLUMNS, LOST_REFERENCE, OTHER_WORKBOOK = "lost_columns", "lost_reference", "other_workbook"
"""Causes for which what was typed cannot be taken over; the detail of the first two is the place."""
KEEP_A, KEEP_B = phrase("keep A"), phrase("keep B")
_OTHER, _FINDING = "other", "finding"
"""Hold, in a reference, what tells answer B apart from answer A, and the finding on both apart from the answers."""
_ON_FINDING = (DecisionKind.ASK, DecisionKind.WITHDRAW)

_KINDS = tuple(kind for kind in DecisionKind if kind is not DecisionKind.KEEP)


class TypedDecision(NamedTuple):
    """What was typed in a row, and where: sheet and number of the row."""

    place: str
    decision: Decision


def choice_label(kind: DecisionKind, wording: Wording) -> str:
    """Give the entry of the list for a decision."""
    return wording.say(DECISION_LABELS[kind])


def decision_roles() -> Mapping[str, str]:
    """Give the role of each tidied label of the columns, in all languages."""
    return {
        tidy_label(load_wording(language).say(column.label)): column.role
        for column in DECISION_COLUMNS
        for language in LANGUAGES
    }


def write_reference(about: Decision, other: Decision | None = None, finding: Mapping[str, str] | None = None) -> str:
    """Write what a row is about; where there are two answers also what B is, and partner and read of the finding."""
    content: dict[str, object] = _filled(about)
    if other is not None:
        content[_OTHER] = _filled(other)
    if finding is not None:
        content[_FINDING] = dict(finding)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _filled(decision: Decision) -> dict[str, object]:
    names = ("partner", "measure", "territory", "period", "code", "sha256", "sheet", "cell", "read")
    return {name: getattr(decision, name) for name in names if getattr(decision, name)}


def parse_decision(reference: str, typed: Mapping[str, str], day: str) -> Decision | None:
    """Understand what was typed in a row.

    Args:
        reference: as `write_reference` wrote it.
        typed: texts by role.
        day: when it was decided, ISO.

    Returns:
        None for a reference that is none, or empty. Words that are no decision are kept as they are.
    """
    try:
        content = json.loads(reference)
    except ValueError:
        return None
    if not isinstance(content, dict) or not content:
        return None
    other, finding = content.pop(_OTHER, {}), content.pop(_FINDING, {})
    kind, is_other = _read_kind(typed.get("decision", ""))
    try:
        apart = other if is_other else finding if kind in _ON_FINDING else {}
        about = {name: str(text) for name, text in {**content, **apart}.items()}
        decision = Decision(decision=kind, **about)
    except TypeError:
        return None
    texts = {role: typed.get(role, "").strip() for role in TYPED_ROLES if role != "decision"}
    return replace(decision, date=day, **texts)


def _read_kind(text: str) -> tuple[str, bool]:
    """Give the decision that a text names, and whether it is about answer B."""
    known: dict[str, tuple[str, bool]] = {}
    for language in LANGUAGES:
        wording = load_wording(language)
        known |= {tidy_label(choice_label(kind, wording)): (kind.value, False) for kind in _KINDS}
        known[tidy_label(wording.say(KEEP_A))] = (DecisionKind.KEEP.value, False)
        known[tidy_label(wording.say(KEEP_B))] = (DecisionKind.KEEP.value, True)
    return known.get(tidy_label(text), (text.strip(), False))
