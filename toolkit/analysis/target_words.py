"""A target in words, as a study prints it. Must not judge it."""

from toolkit.analysis.numbers import plain
from toolkit.model.framework import Target
from toolkit.wording import Wording, phrase

_OPERATORS = {
    "at_least": phrase("at least {value}"),
    "at_most": phrase("at most {value}"),
    "equal": phrase("exactly {value}"),
    "between": phrase("between {value} and {value_max}"),
    "increase_by": phrase("increase by {value}"),
    "decrease_by": phrase("decrease by {value}"),
    "increase": phrase("increase"),
    "decrease": phrase("decrease"),
    "maintain": phrase("keep the level"),
}
_SIGNS = frozenset("%€")


def say_target(target: Target, wording: Wording) -> str:
    """Say a target in the words of the programme, or in ours where it gives none."""
    if target.text or target.operator not in _OPERATORS:
        return target.text
    values = {
        name: "?" if value is None else wording.figure(plain(value)).replace("-", "−")
        for name, value in (("value", target.value), ("value_max", target.value_max))
    }
    said = wording.say(_OPERATORS[target.operator], **values)
    unit = target.change_unit or target.unit
    return f"{said} {unit}" if unit in _SIGNS and target.value is not None else said
