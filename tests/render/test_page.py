"""The page without a browser: what it says, that nobody's text becomes markup, and that it stays the same."""

import json
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from page_cases import HOSTILE, paris_page, render, small_collection, small_report
from paris_points import empty_report

from toolkit.model.completeness import Share
from toolkit.model.trends import ACTION_READING_LABELS, ActionReading
from toolkit.render import page_points, page_trends
from toolkit.render.page_counts import heat_step
from toolkit.render.page_curves import Plot, plan_curve, spread_years
from toolkit.render.page_words import PageWords
from toolkit.wording import load_wording

MOST_BYTES = 2_000_000


class Reader(HTMLParser):
    """Reads tags, attributes and texts as a browser would, as far as a test needs it."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.texts, self.scripts, self._inside = [], [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._inside = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside == "script":
            self.scripts[-1] += data
        else:
            self.texts.append(data)

    @property
    def data(self):
        return json.loads(self.scripts[0])


def outline(text):
    """The tags and attributes of a page, without its texts."""
    reader = Reader(text)
    return reader.tags, [(tag, name) for tag, name, _ in reader.attributes]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_typed_never_becomes_markup_or_a_link(text):
    page = render(small_report(text))
    assert outline(page) == outline(render(small_report("plain words")))
    reader = Reader(page)
    assert len(reader.scripts) == 2
    ids = {f"#{value}" for _, name, value in reader.attributes if name == "id"}
    assert {value for _, name, value in reader.attributes if name == "href"} <= ids
    assert [name for _, name, _ in reader.attributes if name.startswith("on")] == []
    assert text in reader.data["texts"]
    assert text in "".join(reader.texts)


def test_the_hostile_texts_are_hostile():
    assert len(HOSTILE) == 11
    assert "script" in Reader(f"<p>{HOSTILE[0]}</p>").tags


def test_the_same_report_gives_the_same_page():
    assert render(small_report("x")) == render(small_report("x"))


def test_the_page_of_paris_is_under_two_megabytes_in_both_languages():
    for language in ("fr", "en"):
        assert len(paris_page(language).encode()) < MOST_BYTES


def test_the_page_says_the_headline_of_paris():
    texts = Reader(paris_page()).texts
    assert {"91,3\u00a0%", "157 sur 172"} <= set(texts)
    assert {"91.3%", "157 of 172"} <= set(Reader(paris_page("en")).texts)


def test_a_page_without_anything_asked_is_a_page():
    reader = Reader(render(empty_report()))
    assert reader.data["points"] == {}
    assert "0 sur 0" in reader.texts


def test_nothing_is_loaded_from_elsewhere():
    reader = Reader(paris_page())
    assert {"link", "iframe", "object", "embed", "img", "base"}.isdisjoint(reader.tags)
    assert [value for _, name, value in reader.attributes if name in {"src", "action", "srcset"}] == []
    (policy,) = (value for tag, name, value in reader.attributes if tag == "meta" and "default-src" in value)
    assert policy.startswith("default-src 'none'")
    assert "@import" not in paris_page()
    assert "url(" not in paris_page()


def expand(runs):
    return [value for value, number in zip(runs[::2], runs[1::2], strict=True) for _ in range(number)]


def test_the_page_holds_every_data_point_with_its_place():
    report = small_report("typed")
    data = Reader(render(report)).data
    columns = {name: expand(runs) for name, runs in data["points"].items()}
    assert {len(column) for column in columns.values()} == {len(report.points)}
    assert columns["value"] == ["0", "", "33.9"]
    assert [data["states"][place][0] for place in columns["state"]] == ["value", "unavailable", "value"]
    assert [data["texts"][place] for place in columns["raw"]] == ["typed"] * 3
    assert [data["files"][place] for place in columns["file"]] == ["typed"] * 3
    assert columns["cell"] == ["G7"] * 3


def test_what_was_typed_is_kept_once_when_it_is_the_figure():
    report = small_report("33.9")
    columns = Reader(render(report)).data["points"]
    assert expand(columns["raw"])[2] == -1


def test_a_table_shows_so_many_lines_and_says_where_the_others_are(monkeypatch):
    report = small_report("x")
    row = report.evolution.series[0]
    many = replace(report, evolution=replace(report.evolution, series=(row, row, row)))
    monkeypatch.setattr(page_trends, "MOST_LINES", 2)
    page = render(many)
    trends = page.partition('<section id="trends"')[2].partition("</section>")[0]
    assert trends.count('<tr data-m="T01.1a"') == 2
    assert "series.csv les contient toutes" in page
    assert "series.csv les contient toutes" not in render(report)


def test_a_reading_that_was_settled_shows_its_reason_beside_the_figures():
    report = small_report("x")
    (row,) = report.evolution.actions
    settled = replace(
        row,
        strict=ActionReading.STOPPED,
        overruled_because="Closed.",
        overruled_by="A. Martin",
        overruled_on="2021-03-01",
    )
    texts = Reader(render(replace(report, evolution=replace(report.evolution, actions=(settled,))), "en")).texts
    said = " ".join(" ".join(texts).split())
    assert "settled by A. Martin on 2021-03-01 Closed." in said
    assert f"by its figures {ACTION_READING_LABELS[row.computed]}" in said


def test_too_many_data_points_are_not_in_the_page(monkeypatch):
    monkeypatch.setattr(page_points, "MOST_POINTS", 2)
    assert Reader(render(small_report("x"))).data["points"] == {}


@pytest.mark.parametrize(
    ("part", "whole", "step"), [(0, 4, 0), (1, 1000, 1), (1, 4, 2), (2, 4, 3), (3, 4, 4), (999, 1000, 4), (4, 4, 5)]
)
def test_the_scale_of_colours_keeps_nothing_and_everything_apart(part, whole, step):
    assert heat_step(Share(part=part, whole=whole)) == step


@pytest.mark.parametrize(
    ("value", "unit", "fr", "en"),
    [
        (None, "nombre", "", ""),
        (Decimal(0), "nombre", "0", "0"),
        (Decimal("1458.50"), "nombre", "1\u202f458,5", "1,458.5"),
        (Decimal("33.9"), "%", "33,9\u00a0%", "33.9%"),
        (Decimal(-2), "points", "−2", "−2"),
        (Decimal(1), "oui_non", "Oui", "Yes"),
    ],
)
def test_figures_are_written_as_their_language_does(value, unit, fr, en):
    framework = small_collection("").framework
    for language, said in (("fr", fr), ("en", en)):
        assert PageWords(framework=framework, wording=load_wording(language)).figure(value, unit) == said


def test_a_curve_rises_with_its_figures():
    curve = plan_curve("t", Plot(places=(0, 1), values=(Decimal(0), Decimal(10)), goals=(Decimal(5),)))
    assert (curve.line, curve.goals) == ("4,26 116,4", ("15",))


def test_a_level_curve_stands_in_the_middle_and_none_is_drawn_of_nothing():
    assert plan_curve("t", Plot(places=(0, 1), values=(Decimal(0), Decimal(0)))).line == "4,15 116,15"
    assert plan_curve("t", Plot(places=(), values=())) is None


@pytest.mark.parametrize(("years", "places"), [((), ()), ((2015,), (0.5,)), ((2015, 2016, 2019), (0, 0.25, 1))])
def test_years_keep_their_distance(years, places):
    assert spread_years(years) == places


def test_a_figure_of_zero_is_shown_in_the_trend():
    texts = Reader(render(small_report("x"))).texts
    assert "0\u00a0%" in texts
