import json

from paris_points import empty_report, paris_report

from toolkit.render.summary import render_report_summary, report_as_json
from toolkit.wording import load_wording

PARIS_IN_ENGLISH = """\
Évaluation du contrat de ville de Paris 2015-2022

Actions documented                     157 of 172 (91.3%)
Indicators with a figure               323 of 448 (72.1%)
Required data points with a value      1,341 of 7,170 (18.7%)
Partners who sent their workbook back  29 of 30 (96.7%)

Theme       Actions  documented  answered without data  not answered  Rate of actions  Rate of data points
----------  -------  ----------  ---------------------  ------------  ---------------  -------------------
Grandir          64          59                      4             1            92.2%                22.6%
Travailler       54          48                      3             3            88.9%                17.1%
Habiter          54          50                      4             0            92.6%                17.7%
All             172         157                     11             4            91.3%                18.7%

Required data points by state  Number   Share
-----------------------------  ------  ------
value                           1,341   18.7%
not available                     120    1.7%
not applicable                      0    0.0%
counted elsewhere                   0    0.0%
confidential                        0    0.0%
pending                             0    0.0%
blank                           5,624   78.4%
rejected                            0    0.0%
not returned                       85    1.2%
All                             7,170  100.0%

Targets by verdict, each source apart  Number
-------------------------------------  ------
met                                        34
on the way                                 14
not met                                    22
not measurable                            102

Review of the collection for 30 partners: reviews.csv, and its sheet in report.xlsx."""


def test_the_summary_in_english():
    assert render_report_summary(paris_report(), load_wording("en")) == PARIS_IN_ENGLISH


def test_the_summary_in_french_writes_numbers_as_french_does():
    said = render_report_summary(paris_report(), load_wording("fr"))
    assert "91,3\u00a0%" in said
    assert "7\u202f170" in said
    assert load_wording("fr").say("Actions documented") in said


def test_a_collection_of_nothing_has_no_rate():
    said = render_report_summary(empty_report(), load_wording("en"))
    assert "Actions documented                     0 of 0\n" in said
    assert "%" not in said


def test_json_gives_the_same_headline():
    said = json.loads(report_as_json(paris_report(), load_wording("fr")))
    assert said["actions"] == {"part": 157, "whole": 172, "rate": 91.3}
    assert said["themes"]["Grandir"]["actions"] == {"documented": 59, "no_data": 4, "not_answered": 1}
    assert sum(said["states"].values()) == said["points"]["whole"] == 7170
    assert said["targets"] == {"met": 34, "on_the_way": 14, "not_met": 22, "not_measurable": 102}
    nothing = json.loads(report_as_json(empty_report(), load_wording("en")))
    assert nothing["actions"]["rate"] is None
    assert set(nothing["targets"].values()) == {0}
