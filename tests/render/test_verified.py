import json

from small_series import point, points_of, small_collection

from toolkit.analysis.verification import check_claims
from toolkit.model.claims import (
    CLAIM_OBSTACLE_LABELS,
    CLAIM_VERDICT_LABELS,
    Claim,
    ClaimKind,
    ClaimObstacle,
    ClaimVerdict,
)
from toolkit.render.verified import render_verified, verified_as_json
from toolkit.wording import load_wording

POINTS = (
    point("1000.5", "2015", file="a.xlsx", sheet="Années civiles", cell="G5", sha256="abc"),
    point(2000, "2019", file="a.xlsx", sheet="Années civiles", cell="K5"),
    *points_of("share", y2015=0, y2019="12.5"),
)


def checked(*claims):
    stated = [
        Claim(line=line, measure=measure, partner="AAA", territory="PARIS", from_period="2015", to_period="2019",
              kind=kind, value=value)
        for line, (measure, kind, value) in enumerate(claims, start=2)
    ]  # fmt: skip
    return tuple(check_claims(small_collection(), POINTS, stated))


def said(*claims, language="en"):
    return render_verified(checked(*claims), load_wording(language))


def test_the_arithmetic_of_each_kind_is_shown():
    assert "2,000 − 1,000.5 = 999.5" in said(("count", "abs_change", "1"))
    assert "(2,000 − 1,000.5) ÷ 1,000.5 = 99.9 %" in said(("count", "pct_change", "100"))
    assert "2,000 ÷ 1,000.5 = 1.999" in said(("count", "multiple", "2"))
    assert "12.5 − 0 = 12.5 points" in said(("share", "points_change", "12.5"))
    assert "the figure is 2,000" in said(("count", "value", "2000"))
    assert "from 1,000.5 to 2,000, which is 99.9 %" in said(("count", "direction", "up"))
    assert "from 0 to 12.5\n" in said(("share", "direction", "down"))


def test_french_figures_and_words_are_french():
    text = said(("count", "abs_change", "1"), language="fr")
    assert "2\u202f000 − 1\u202f000,5 = 999,5" in text
    assert "ne concorde pas" in text
    assert text.endswith("1 affirmation\u00a0: concorde 0, ne concorde pas 1, ne peut être calculé 0")


def test_what_does_not_agree_is_shown_with_its_cells():
    assert "2015: a.xlsx Années civiles!G5" in said(("count", "direction", "down"))
    assert "a.xlsx" not in said(("count", "direction", "up"))


def test_what_cannot_be_computed_says_why():
    assert "of which there is no percentage" in said(("share", "pct_change", "5"))


def test_the_counts_come_last_and_no_statement_is_none():
    assert said().strip() == "0 statements: agrees 0, disagrees 0, cannot be computed 0"


def test_json_gives_figures_as_text_and_their_cells():
    record, other = json.loads(
        verified_as_json(checked(("count", "abs_change", "1"), ("share", "pct_change", "5")), load_wording("en"))
    )
    assert (record["line"], record["verdict"], record["computed"], record["why"]) == (2, "disagrees", "999.5", "")
    assert record["first"]["value"] == "1000.5"
    assert (record["first"]["cell"], record["first"]["sha256"]) == ("G5", "abc")
    assert (other["verdict"], other["why"], other["computed"], other["first"]["value"]) == (
        "not_computable",
        "zero_base",
        None,
        "0",
    )
    assert json.loads(verified_as_json((), load_wording("en"))) == []


def test_every_verdict_and_obstacle_has_words():
    assert set(CLAIM_VERDICT_LABELS) == set(ClaimVerdict)
    assert set(CLAIM_OBSTACLE_LABELS) == set(ClaimObstacle)
    assert "value" in set(ClaimKind)
