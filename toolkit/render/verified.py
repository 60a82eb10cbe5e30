"""What the figures say of the statements of a text: for the terminal, and as JSON."""

import json
from collections import Counter
from collections.abc import Sequence

from toolkit.model.claims import CLAIM_OBSTACLE_LABELS, CLAIM_VERDICT_LABELS, CheckedClaim, ClaimKind, ClaimVerdict
from toolkit.model.records import PointRecord
from toolkit.wording import Wording, phrase

_COMPUTED = {
    ClaimKind.ABS_CHANGE: phrase("{last} − {first} = {computed}"),
    ClaimKind.POINTS_CHANGE: phrase("{last} − {first} = {computed} points"),
    ClaimKind.PCT_CHANGE: phrase("({last} − {first}) ÷ {first} = {computed} %"),
    ClaimKind.DIRECTION: phrase("from {first} to {last}, which is {computed} %"),
    ClaimKind.MULTIPLE: phrase("{last} ÷ {first} = {computed}"),
}


def render_verified(checked: Sequence[CheckedClaim], wording: Wording) -> str:
    """Say what each statement comes to, in order, each with its arithmetic and cells; the counts come last."""
    blocks = [_render_claim(each, wording) for each in checked]
    counts = Counter(each.verdict for each in checked)
    total = wording.count("{n} statement", "{n} statements", len(checked))
    parts = [
        f"{wording.say(CLAIM_VERDICT_LABELS[verdict])} {wording.whole(counts[verdict])}" for verdict in ClaimVerdict
    ]
    return "\n".join([*blocks, "", wording.say("{total}: {parts}", total=total, parts=", ".join(parts))])


def _render_claim(checked: CheckedClaim, wording: Wording) -> str:
    claim = checked.claim
    periods = " → ".join(period for period in (claim.from_period, claim.to_period) if period)
    about = " ".join(part for part in (claim.measure, claim.partner, claim.territory, periods) if part)
    place = wording.say("line {line}", line=claim.line)
    verdict = wording.say(CLAIM_VERDICT_LABELS[checked.verdict])
    lines = [f"{place}  {verdict}  {about}  {claim.kind} {claim.value}"]
    lines += [f"    {text}" for text in (explain_claim(checked, wording), *_cells(checked)) if text]
    return "\n".join(lines)


def explain_claim(checked: CheckedClaim, wording: Wording) -> str:
    """Say why a statement cannot be computed, or show the arithmetic that settles it."""
    if checked.why is not None:
        return wording.say(CLAIM_OBSTACLE_LABELS[checked.why], detail=checked.detail)
    if checked.last is None or checked.last.value is None:
        return ""
    last = wording.figure(checked.last.value)
    if checked.first is None or checked.first.value is None:
        return wording.say("the figure is {last}", last=last)
    first, computed = wording.figure(checked.first.value), checked.computed
    if computed is not None:
        pattern = _COMPUTED[checked.kind or ClaimKind.DIRECTION]
        return wording.say(pattern, first=first, last=last, computed=wording.figure(computed))
    return wording.say("from {first} to {last}", first=first, last=last)


def _cells(checked: CheckedClaim) -> tuple[str, ...]:
    """Say where the figures stand, for a statement that does not agree."""
    if checked.verdict is ClaimVerdict.AGREES:
        return ()
    points = (point for point in (checked.first, checked.last) if point is not None and point.file)
    return tuple(f"{point.period}: {point.file} {point.sheet}!{point.cell}" for point in points)


def verified_as_json(checked: Sequence[CheckedClaim], wording: Wording) -> str:
    """Give the statements with what the figures say of each, as JSON text; figures are text, at full precision."""
    return json.dumps([_as_record(each, wording) for each in checked], ensure_ascii=False, indent=2)


def _as_record(checked: CheckedClaim, wording: Wording) -> dict[str, object]:
    claim = checked.claim
    return {
        "line": claim.line,
        "measure": claim.measure,
        "partner": claim.partner,
        "territory": claim.territory,
        "from_period": claim.from_period,
        "to_period": claim.to_period,
        "kind": claim.kind,
        "value": claim.value,
        "verdict": checked.verdict.value,
        "why": "" if checked.why is None else checked.why.value,
        "explanation": explain_claim(checked, wording),
        "computed": None if checked.computed is None else f"{checked.computed:f}",
        "direction": checked.direction,
        "first": _as_source(checked.first),
        "last": _as_source(checked.last),
    }


def _as_source(point: PointRecord | None) -> dict[str, str] | None:
    if point is None or point.value is None:
        return None
    return {
        "period": point.period,
        "value": f"{point.value:f}",
        "file": point.file,
        "sha256": point.sha256,
        "sheet": point.sheet,
        "cell": point.cell,
        "raw": point.raw,
    }
