"""The table of damaged files for the terminal."""

import json
from collections import Counter
from collections.abc import Sequence

from toolkit.model.answers import Verdict
from toolkit.model.damages import DamageRow
from toolkit.render.text_table import render_table
from toolkit.wording import Wording, phrase, shorten

VERDICT_LABELS = {Verdict.READ: phrase("read"), Verdict.REFUSED: phrase("refused"), Verdict.IGNORED: phrase("ignored")}
_WIDEST_NAME = 44


def render_damaged(rows: Sequence[DamageRow], folder: str, wording: Wording) -> str:
    """Render what was written: the counts first, then a line a file."""
    say = wording.say
    verdicts = Counter(row.verdict for row in rows if row.verdict is not None)
    counts = ", ".join(f"{verdicts[verdict]} {say(label)}" for verdict, label in VERDICT_LABELS.items())
    title = wording.count(
        "{n} damaged file in {folder}; a merge must lead to: {counts}",
        "{n} damaged files in {folder}; a merge must lead to: {counts}",
        sum(verdicts.values()),
        folder=folder,
        counts=counts,
    )
    table = [
        (
            row.id,
            shorten(_visible(row.file), _WIDEST_NAME),
            say(row.done),
            row.rule,
            say(VERDICT_LABELS[row.verdict]) if row.verdict else "",
            " ".join(row.codes),
        )
        for row in rows
    ]
    header = (say("Fault"), say("File"), say("What was done"), say("Rule"), say("Verdict"), say("Findings"))
    legend = say("Rule: R refused, W taken with a finding, I ignored, - taken without a word.")
    return f"{title}\n\n{render_table(header, table, texts=len(header))}\n\n{legend}"


def _visible(name: str) -> str:
    """Show what a terminal would obey, such as the mark that turns the rest of a line around."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def damaged_as_json(rows: Sequence[DamageRow], wording: Wording) -> str:
    """Write the table as JSON."""
    content = [
        {
            "id": row.id,
            "file": row.file,
            "done": wording.say(row.done),
            "rule": row.rule,
            "verdict": row.verdict.value if row.verdict else "",
            "codes": list(row.codes),
            "figures": {"|".join(place): figure for place, figure in row.figures},
        }
        for row in rows
    ]
    return json.dumps(content, ensure_ascii=False, indent=2)
