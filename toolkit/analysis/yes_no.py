"""Answers to a question of yes or no, as people type them; stored as 1 or 0."""

from decimal import Decimal

from toolkit.analysis.readings import Doubt, Reading, reject
from toolkit.analysis.typed_text import fold
from toolkit.model.states import CHOICES, State
from toolkit.wording import LANGUAGES, load_wording

_CERTAIN = {
    **{fold(load_wording(language).say(label)): number for label, number in CHOICES for language in LANGUAGES},
    "1": 1,
    "0": 0,
    "vrai": 1,
    "true": 1,
    "faux": 0,
    "false": 0,
}
_PROPOSED = {
    **dict.fromkeys(("o", "y", "x", "ok", "\u2713", "\u2714", "\u2611", "\u2612"), "1"),
    **dict.fromkeys(("n", "\u2717", "\u2718", "\u2610", "neant", "aucun", "aucune", "none"), "0"),
}


def read_choice(text: str) -> Reading | None:
    """Understand yes or no; None for anything else."""
    number = _CERTAIN.get(fold(text).rstrip(" .!"))
    return None if number is None else Reading(state=State.VALUE, raw=text, value=Decimal(number))


def ask_choice(text: str) -> Reading | None:
    """Make a question of what begins as yes or no and goes on, or is only a sign; None for anything else."""
    folded = fold(text).rstrip(" .!")
    proposal = _PROPOSED.get(folded)
    if proposal is None:
        words = "".join(letter if letter.isalpha() else " " for letter in folded).split()
        said = [_CERTAIN[word] for word in words if word in _CERTAIN]
        if not said or len(set(said)) > 1 or words[0] not in _CERTAIN:
            return None
        proposal = str(said[0])
    return reject(text, Doubt.NOT_A_CHOICE, proposal)
