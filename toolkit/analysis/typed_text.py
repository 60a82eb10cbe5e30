"""Text as people type it, made comparable: what cannot be seen and what does not matter is taken away."""

import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'"})
_KEPT_IN_NAMES = frozenset("+/&")


def clean(text: str) -> str:
    """Take away spaces around a text and characters that nobody sees; the rest stays as typed."""
    return text.strip() if text.isascii() else text.translate(_INVISIBLE).strip()


def fold(text: str) -> str:
    """Write a text without case, accents and runs of spaces: ` Non  renseigné` is `non renseigne`."""
    if not text.isascii():
        parts = unicodedata.normalize("NFD", clean(text).translate(_APOSTROPHES))
        text = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())


def fold_name(text: str) -> str:
    """Write a name so that case, accents, spaces and punctuation do not count: `PARIS-12E` is `paris12e`."""
    return "".join(letter for letter in fold(text) if letter.isalnum() or letter in _KEPT_IN_NAMES)
