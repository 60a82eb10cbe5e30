"""Where the coordinator decides: columns beside findings and returns, a list of contradictions, one of decisions."""

from collections.abc import Iterator, Sequence

from toolkit.excel.lexicon import Lexicon
from toolkit.excel.listings import Listing, ListingRow, ListingValue
from toolkit.excel.report_tables import TableColumn
from toolkit.excel.source_links import link_to_cell
from toolkit.layout.decisions import DECISION_COLUMNS, KEEP_A, KEEP_B, TYPED_ROLES, choice_label, write_reference
from toolkit.layout.styles import Role
from toolkit.model.answers import Return
from toolkit.model.contradictions import Contradiction, Rival
from toolkit.model.decisions import DECISION_LABELS, SHORT_DIGEST, Decision, DecisionKind, read_key
from toolkit.model.records import Consolidation, FindingRecord
from toolkit.wording import Wording

_ON_FINDINGS = (
    DecisionKind.WAIVE,
    DecisionKind.REPLACE,
    DecisionKind.ASK,
    DecisionKind.EXCLUDE,
    DecisionKind.WITHDRAW,
)
_ON_RETURNS = (DecisionKind.EXCLUDE, DecisionKind.LATEST, DecisionKind.WITHDRAW)
_ON_CONTRADICTIONS = (DecisionKind.REPLACE, DecisionKind.ASK, DecisionKind.EXCLUDE, DecisionKind.WITHDRAW)
_CONTRADICTION_CODES = ("L401", "L408")


def finding_choices(wording: Wording) -> tuple[str, ...]:
    """Give the decisions that are offered beside a finding."""
    return tuple(choice_label(kind, wording) for kind in _ON_FINDINGS)


def return_choices(wording: Wording) -> tuple[str, ...]:
    """Give the decisions that are offered beside a file."""
    return tuple(choice_label(kind, wording) for kind in _ON_RETURNS)


def decision_columns(wording: Wording) -> tuple[TableColumn, ...]:
    """Give the columns to decide in; they come last."""
    return tuple(
        TableColumn(label=wording.say(each.label), width=each.width, role=each.style) for each in DECISION_COLUMNS
    )


def decision_column(columns: Sequence[TableColumn]) -> int:
    """Give the number of the column with the drop-down list, where the columns to decide in come last."""
    return len(columns) - len(DECISION_COLUMNS) + 2


def decision_cells(in_force: str, reference: str) -> ListingRow:
    """Give the cells to decide in: what is in force, room to type, and what the row is about."""
    return in_force, *[None] * len(TYPED_ROLES), reference


def finding_reference(finding: FindingRecord, hashes: dict[str, str]) -> str:
    """Write what a finding is about."""
    return write_reference(
        Decision(
            decision="",
            partner=finding.partner,
            measure=finding.measure,
            territory=finding.territory,
            period=finding.period,
            code=finding.code,
            sha256=hashes.get(finding.file, "")[:SHORT_DIGEST],
            sheet=finding.sheet,
            cell=finding.cell,
            read=read_key(finding.read),
        )
    )


def return_reference(file: Return) -> str:
    """Write which file a row is about."""
    return write_reference(Decision(decision="", sha256=file.sha256))


def say_in_force(decision: Decision, wording: Wording) -> str:
    """Say what is decided, by whom, when and why."""
    kind = wording.say(DECISION_LABELS[DecisionKind(decision.decision)])
    parts = (f"{kind} {decision.value}".strip(), decision.author, decision.date, decision.reason)
    return " – ".join(part for part in parts if part)


def say_of_finding(finding: FindingRecord, wording: Wording) -> str:
    """Say what is decided of a finding; empty when nothing is."""
    if not finding.decision:
        return ""
    decision = Decision(
        decision=finding.decision,
        reason=finding.decision_reason,
        author=finding.decided_by,
        date=finding.decided_on,
    )
    return say_in_force(decision, wording)


def say_of_return(file: Return, decided: Sequence[Decision], wording: Wording) -> str:
    """Say what is decided of a file; empty when nothing is."""
    on_file = (each for each in decided if each.subject[0] == "file" and each.sha256)
    return "; ".join(say_in_force(each, wording) for each in on_file if file.sha256.startswith(each.sha256))


def list_contradictions(consolidation: Consolidation, lexicon: Lexicon) -> Listing:
    """List the answers that contradict each other, two beside each other in a row, to be decided."""
    say = lexicon.wording.say
    columns = (
        _column(say("Partner"), 14),
        _column(say("Figure"), 42),
        _column(say("Territory"), 16),
        _column(say("Period"), 11, Role.LOCKED_CENTER),
        *(
            _column(label, width)
            for letter in "AB"
            for label, width in (
                (say("Answer {letter}", letter=letter), 13),
                (say("File of {letter}", letter=letter), 28),
                (say("Cell of {letter}", letter=letter), 17),
                (say("{letter} received", letter=letter), 13),
            )
        ),
        _column(say("Further answers"), 10, Role.COUNT),
        *decision_columns(lexicon.wording),
    )
    choices = (say(KEEP_A), say(KEEP_B), *(choice_label(kind, lexicon.wording) for kind in _ON_CONTRADICTIONS))
    return Listing(
        name=say("Contradictions"),
        sentence=say(
            "Answers to one question that contradict each other; A is the one retained meanwhile. Decide in the "
            "coloured columns, save, and run `toolkit merge`: what you typed is taken over first."
        ),
        columns=columns,
        rows=[row for each in consolidation.contradictions for row in _contradiction_rows(each, lexicon)],
        frozen_columns=2,
        choices={decision_column(columns): choices},
    )


def _contradiction_rows(contradiction: Contradiction, lexicon: Lexicon) -> Iterator[ListingRow]:
    """Yield a row for each answer that contradicts the first."""
    first = contradiction.rivals[0]
    for other in contradiction.rivals[1:]:
        partners = dict.fromkeys((first.partner, other.partner))
        yield (
            " / ".join(partners),
            lexicon.figure(contradiction.measure),
            lexicon.territory(contradiction.territory),
            contradiction.period,
            *_rival_cells(first),
            *_rival_cells(other),
            contradiction.more,
            *decision_cells("", _contradiction_reference(contradiction, first, other)),
        )


def _contradiction_reference(contradiction: Contradiction, first: Rival, other: Rival) -> str:
    def about(rival: Rival) -> Decision:
        return Decision(
            decision="",
            partner=rival.partner,
            measure=contradiction.measure,
            territory=contradiction.territory,
            period=contradiction.period,
            code=_CONTRADICTION_CODES[not contradiction.partner],
            sha256=rival.sha256[:SHORT_DIGEST],
            sheet=rival.sheet,
            cell=rival.cell,
        )

    return write_reference(about(first), about(other))


def _rival_cells(rival: Rival) -> tuple[ListingValue, ...]:
    place = f"{rival.sheet}!{rival.cell}" if rival.cell else rival.sheet
    day = rival.returned_at[: len("2020-11-30")]
    return rival.said, rival.file, link_to_cell(place, rival.file, rival.sheet, rival.cell), day


def list_decisions(consolidation: Consolidation, lexicon: Lexicon) -> Listing:
    """List the decisions in force; each can be withdrawn."""
    say = lexicon.wording.say
    columns = (
        _column(say("Decision"), 22),
        _column(say("Finding"), 9, Role.LOCKED_CENTER),
        _column(say("Partner"), 14),
        _column(say("Figure"), 34),
        _column(say("Territory"), 16),
        _column(say("Period"), 11, Role.LOCKED_CENTER),
        _column(say("File"), 24),
        _column(say("What was read"), 16),
        _column(say("Decided on"), 12),
        *decision_columns(lexicon.wording),
    )
    names = {file.sha256[:SHORT_DIGEST]: file.file for file in consolidation.returns if file.sha256}
    return Listing(
        name=say("Decisions"),
        sentence=say(
            "What was decided and is followed; kept in decisions.csv. A decision ends when it is withdrawn here."
        ),
        columns=columns,
        rows=[
            (
                say(DECISION_LABELS[DecisionKind(each.decision)]),
                each.code,
                each.partner,
                lexicon.figure(each.measure),
                lexicon.territory(each.territory),
                each.period,
                names.get(each.sha256[:SHORT_DIGEST], each.sha256),
                each.read,
                each.date,
                *decision_cells(say_in_force(each, lexicon.wording), write_reference(each)),
            )
            for each in consolidation.decided
        ],
        frozen_columns=1,
        choices={decision_column(columns): (choice_label(DecisionKind.WITHDRAW, lexicon.wording),)},
    )


def _column(label: str, width: float, role: Role = Role.LOCKED) -> TableColumn:
    return TableColumn(label=label, width=width, role=role)
