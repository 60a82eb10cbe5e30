"""Six months of a collection, as a coordinator lives them: twelve files in awkward order, and what is made of them.

The ledger at the end and the follow-up on the way are written down by hand, as a careful coordinator expects them.
"""

import csv
import shutil
from datetime import date
from pathlib import Path

from coordinator import Coordinator, note_arrival, signed
from small_campaign import TABLES, read_csv

from toolkit.workflows.corrections import generate_corrections
from toolkit.workflows.loading import load_collection
from toolkit.workflows.status import read_changes
from toolkit.workflows.trial import try_returns

FRAMEWORK = {
    **TABLES,
    "partners": f"{TABLES['partners'].strip()}\nCCC,Centre C,association,,c@example.org",
    "actions": TABLES["actions"].replace("logements,BBB", "logements,BBB;CCC"),
    "requests": f"{TABLES['requests'].strip()}\nH01.1a,CCC,PARIS",
    "observations": """
        measure,partner,territory,period,value,status
        G01.1a,AAA,PARIS,2017/2018,100,A
        T01.1b,AAA,QP,2017,40,A
    """,
}

CHILDREN, SHARE, SHARE_QP = ("G01.1a", "PARIS"), ("T01.1a", "PARIS"), ("T01.1a", "QP")
LEAVERS, LABEL, HOMES, HOMES_C = ("T01.1b", "QP"), ("T01.2a", "PARIS"), ("H01.1a", "QP"), ("H01.1a", "PARIS")

JOBS = {
    (*SHARE, "2017"): 33.9, (*SHARE, "2018"): 0, (*SHARE, "2019"): "nd",
    (*SHARE_QP, "2017"): "SO", (*SHARE_QP, "2018"): "SS", (*SHARE_QP, "2019"): 140,
    (*LEAVERS, "2017"): 45, (*LEAVERS, "2018"): 50,
    (*LABEL, "2017"): "Oui",
}  # fmt: skip
"""What the office for jobs of AAA fills in first; it leaves the children, which another office counts, as issued."""

LEDGER = """
    return          figure                      read       class      retained  why

    AAA, first edition: two offices fill in halves of one workbook, in which 100 children and 40 leavers stood already
    01 school       G01.1a PARIS 2017/2018      110        corrected  yes       latest_return
    01 school       G01.1a PARIS 2018/2019      115        new        yes       only_answer
    01 school       T01.1b QP 2017              40         unchanged  no        superseded
    02 jobs         G01.1a PARIS 2017/2018      100        stale      no        stale
    02 jobs         T01.1a PARIS 2017           33.9       new        no        same_as_retained
    02 jobs         T01.1a PARIS 2018           0          new        no        superseded
    02 jobs         T01.1a PARIS 2019           nd         new        no        superseded
    02 jobs         T01.1a QP 2017              SO         new        no        same_as_retained
    02 jobs         T01.1a QP 2018              SS         new        no        same_as_retained
    02 jobs         T01.1a QP 2019              140        new        no        same_as_retained
    02 jobs         T01.1b QP 2017              45         corrected  no        same_as_retained
    02 jobs         T01.1b QP 2018              50         new        yes       only_answer
    02 jobs         T01.2a PARIS 2017           Oui        new        no        same_as_retained
    03 corrected    G01.1a PARIS 2017/2018      100        stale      no        stale
    03 corrected    T01.1a PARIS 2017           33.9       unchanged  yes       latest_return
    03 corrected    T01.1a PARIS 2018           31         corrected  yes       latest_return
    03 corrected    T01.1a PARIS 2019           nd         unchanged  no        superseded
    03 corrected    T01.1a QP 2017              SO         unchanged  yes       latest_return
    03 corrected    T01.1a QP 2018              SS         unchanged  yes       latest_return
    03 corrected    T01.1a QP 2019              140        unchanged  yes       latest_return
    03 corrected    T01.1b QP 2017              45         unchanged  yes       latest_return
    03 corrected    T01.1b QP 2018              -          -          no        says_nothing
    03 corrected    T01.2a PARIS 2017           Oui        unchanged  yes       latest_return
    03 corrected    T01.2a PARIS 2018           peut-être  new        no        superseded

    AAA, second edition: two files of one day, a draft that is left out, the workbook of corrections
    07 one          G01.1a PARIS 2017/2018      100        stale      no        stale
    07 one          T01.1a PARIS 2019           35         corrected  no        superseded
    07 one          T01.1b QP 2017              40         stale      no        stale
    08 other        G01.1a PARIS 2017/2018      100        stale      no        stale
    08 other        T01.1a PARIS 2019           36         corrected  yes       kept_by_decision
    08 other        T01.1b QP 2017              40         stale      no        stale
    09 draft        G01.1a PARIS 2017/2018      100        unchanged  no        file_left_out
    09 draft        G01.1a PARIS 2018/2019      1          new        no        file_left_out
    09 draft        T01.1a QP 2019              99         new        no        file_left_out
    09 draft        T01.1b QP 2017              40         unchanged  no        file_left_out
    10 corrections  T01.1b QP 2019              55         new        yes       only_answer
    10 corrections  T01.2a PARIS 2018           Non        corrected  yes       latest_return
    10 corrections  T01.2a PARIS 2019           Non        new        yes       only_answer

    BBB: the first edition arrives after the second, and one file bears the name of another partner
    05 old          H01.1a QP 2017              4          stale      no        stale
    05 old          H01.1a QP 2020              9          new        yes       only_answer
    04 bureau       G01.1a PARIS 2017/2018      7          new        yes       only_answer
    04 bureau       H01.1a QP 2017              5          new        yes       latest_return
    04 bureau       H01.1a QP 2018              AV         new        yes       only_answer
    04 bureau       H01.1a QP 2019              CA         new        no        superseded
    06 AAA          H01.1a QP 2019              12         corrected  yes       latest_return
    decisions       G01.1a PARIS 2018/2019      8          new        yes       replaced_by_decision

    CCC: long after its deadline, extension included
    12 centre       H01.1a PARIS 2017           ND         new        yes       only_answer
    12 centre       H01.1a PARIS 2018           0          new        yes       only_answer
    12 centre       H01.1a PARIS 2019           3          new        yes       only_answer
"""


def read_ledger(text):
    """Read the rows of the table above: those that have its columns, which two spaces part."""
    lines = [[cell for cell in line.strip().split("  ") if cell] for line in text.splitlines()]
    rows = [[cell.strip() for cell in line] for line in lines if len(line) == len(lines[1])]
    return [tuple("" if cell == "-" else cell for cell in row) for row in rows[1:]]


BLANKED = ("03 corrected", "T01.1b QP 2018")
"""The one blank of the table: a blank after a value. All others are said to be blank once."""

EXTENSION = "partner,office,deadline,reason\nCCC,,2021-01-10,déménagement\n"


def line(row):
    """Give a row of answers.csv as the table above has it."""
    figure = " ".join(row[name] for name in ("measure", "territory", "period"))
    file = row["file"].removesuffix(".xlsx").removesuffix(".csv")
    return file, figure, row["raw"], row["class"], row["retained"], row["why"]


def read(text):
    """Pick the row in which this was read."""
    return lambda row: row["Ce qui a été lu"] == text


def september(months):
    months.issue("1")
    assert months.follow("2020-09-01") == ["AAA issued 0/0/14", "BBB issued 0/0/5", "CCC issued 0/0/3"]
    assert months.mail("first", "2020-09-01") == "AAA BBB CCC "
    assert months.follow("2020-09-01") == ["AAA sent 0/0/14", "BBB sent 0/0/5", "CCC sent 0/0/3"]


def october(months):
    """The two offices of AAA answer by halves, the second corrects itself; meanwhile a new edition goes to all."""
    months.issue("2")
    assert months.mail("first", "2020-10-01") == "AAA BBB CCC "
    school = {(*CHILDREN, "2017/2018"): 110, (*CHILDREN, "2018/2019"): 115}
    months.receive("2020-10-05", "01 school", ("AAA", "1"), school)
    months.merge()
    assert months.follow("2020-10-06")[0] == "AAA returned 3/0/11"  # two figures, and one that stood there already
    months.receive("2020-10-08", "02 jobs", ("AAA", "1"), JOBS)
    months.merge()
    assert months.follow("2020-10-09")[0] == "AAA returned 11/0/3"
    assert months.mail("receipt", "2020-10-09") == "AAA "
    corrected = {(*SHARE, "2018"): 31, (*LEAVERS, "2018"): None, (*LABEL, "2018"): "peut-être"}
    months.receive("2020-10-20", "03 corrected", ("AAA", "1"), JOBS | corrected)
    months.merge()
    assert months.follow("2020-10-21") == ["AAA to_correct 11/1/2", "BBB sent 0/0/5", "CCC sent 0/0/3"]


def november(months):
    """BBB sends the new edition, then the old one, then under the name of AAA; AAA contradicts itself on one day."""
    bureau = {(*CHILDREN, "2017/2018"): 7, (*HOMES, "2017"): 5, (*HOMES, "2018"): "AV", (*HOMES, "2019"): "CA"}
    months.receive("2020-11-02", "04 bureau", ("BBB", "2"), bureau)
    months.receive("2020-11-06", "05 old", ("BBB", "1"), {(*HOMES, "2017"): 4, (*HOMES, "2020 (facultatif)"): 9})
    months.receive("2020-11-12", "06 AAA", ("BBB", "2"), {(*HOMES, "2019"): 12})
    months.merge()
    assert months.mail("receipt", "2020-11-13") == "AAA BBB "
    assert months.mail("reminder", "2020-11-16") == "AAA BBB CCC "
    assert months.mail("reminder", "2020-11-17") == ""
    months.receive("2020-11-20", "07 one", ("AAA", "2"), {(*SHARE, "2019"): 35})
    months.receive("2020-11-20", "08 other", ("AAA", "2"), {(*SHARE, "2019"): 36})
    result = months.merge()
    assert [(each.measure, each.period, {rival.said for rival in each.rivals}) for each in result.contradictions] == [
        ("T01.1a", "2019", {"35", "36"})
    ]
    assert months.follow("2020-11-21") == [
        "AAA to_correct 10/2/2 reminded 1", "BBB returned 4/0/1 reminded 1", "CCC sent 0/0/3 reminded 1",
    ]  # fmt: skip
    first = result.contradictions[0].rivals[0].said
    choice = signed("garder A" if first == "36" else "garder B", "vérifié au téléphone")
    result = months.decide("2020-11-23", "Contradictions", lambda _: True, choice)
    assert result.contradictions == []
    months.receive("2020-11-25", "09 draft", ("AAA", "2"), {(*CHILDREN, "2018/2019"): 1, (*SHARE_QP, "2019"): 99})
    months.merge()
    months.decide(
        "2020-11-26", "Fichiers reçus", lambda row: row["Fichier"] == "09 draft.xlsx",
        signed("écarter ce fichier", "brouillon envoyé par erreur"),
    )  # fmt: skip


def december(months):
    """Corrections are asked; a call settles one of them before its workbook comes back and says otherwise."""
    assert months.follow("2020-12-01")[2] == "CCC sent 0/0/3 reminded 1 overdue"
    (months.folder / "extensions.csv").write_text(EXTENSION, encoding="utf-8")
    asked_before = generate_corrections(months.folder, load_collection(months.folder))
    assert [(each.partner, each.data_points) for each in asked_before] == [("AAA", 4), ("BBB", 2)]
    months.decide(
        "2020-12-01", "Points à vérifier", read("140"), signed("laisser tel quel", "plusieurs sorties chacun")
    )
    asked = generate_corrections(months.folder, load_collection(months.folder))
    assert [(each.partner, each.data_points) for each in asked] == [("AAA", 3), ("BBB", 2)]
    assert months.mail("correction", "2020-12-02") == "AAA BBB "
    sent = Path(shutil.copy(months.folder / "results" / "corrections" / asked[0].file, months.folder.parent))
    replaced = signed("remplacer par", "appel du 3 décembre", "Oui")
    months.decide("2020-12-03", "Points à vérifier", read("peut-être"), replaced)
    assert months.point(*LABEL, "2018") == ("Oui", "decisions.csv")
    back = {(*LEAVERS, "2019"): 55, (*LABEL, "2018"): "Non", (*LABEL, "2019"): "Non"}
    months.receive("2020-12-10", "10 corrections", sent, back)
    result = months.merge()
    assert months.point(*LABEL, "2018") == ("Oui", "decisions.csv")
    assert [each.read for each in result.findings if each.rule.code == "L405"] == [
        "Non (10 corrections.xlsx, Années civiles!L7)"
    ]
    assert months.follow("2020-12-20") == [
        "AAA complete 14/0/0 reminded 1", "BBB returned 4/0/1 reminded 1", "CCC sent 0/0/3 reminded 1",
    ]  # fmt: skip


def january(months):
    """What was settled by the call is withdrawn; a file comes twice; the last partner answers at last."""
    withdrawn = signed("retirer la décision", "le partenaire confirme par écrit")
    result = months.decide("2021-01-05", "Suites données", lambda row: row["Période"] == "2018", withdrawn)
    assert months.point(*LABEL, "2018") == ("Non", "10 corrections.xlsx")
    assert "L405" not in {each.rule.code for each in result.findings}
    assert months.mail("reminder", "2021-01-08") == "BBB CCC "
    assert months.follow("2021-01-11")[2] == "CCC sent 0/0/3 reminded 2 overdue"
    shutil.copy(months.folder / "collected" / "02 jobs.xlsx", months.folder / "collected" / "11 again.xlsx")
    note_arrival(months.folder, "11 again.xlsx", "2021-01-12")
    centre = {(*HOMES_C, "2017"): "ND", (*HOMES_C, "2018"): 0, (*HOMES_C, "2019"): 3}
    months.receive("2021-01-20", "12 centre", ("CCC", "2"), centre)
    _, trial = try_returns(months.folder, load_collection(months.folder))
    assert trial.files_new == ("11 again.xlsx", "12 centre.xlsx")
    assert [(each.point.partner, each.point.period, each.kind) for each in trial.changes] == [
        ("CCC", "2017", "state"), ("CCC", "2018", "new"), ("CCC", "2019", "new"), ("CCC", "2020", "state"),
    ]  # fmt: skip
    assert months.follow("2021-01-20")[2] == "CCC sent 0/0/3 reminded 2 overdue"
    months.merge()
    assert months.follow("2021-01-21") == [
        "AAA complete 14/0/0 reminded 1", "BBB returned 4/0/1 reminded 2", "CCC complete 3/0/0 reminded 2 late",
    ]  # fmt: skip
    assert months.mail("receipt", "2021-01-21") == "AAA CCC "


def february(months):
    """A last figure is settled by a call, typed straight into decisions.csv."""
    path = months.folder / "decisions.csv"
    with path.open(encoding="utf-8", newline="") as source:
        columns = next(csv.reader(source))
    call = {"decision": "replace", "partner": "BBB", "measure": "G01.1a", "territory": "PARIS", "period": "2018/2019",
            "value": "8", "reason": "appel du 1er février", "author": "A. Martin", "date": "2021-02-01"}  # fmt: skip
    with path.open("a", encoding="utf-8", newline="") as target:
        csv.DictWriter(target, columns).writerow(call)
    result = months.merge()
    assert result.contradictions == []
    assert months.follow("2021-02-15") == [
        "AAA complete 14/0/0 reminded 1", "BBB complete 5/0/0 reminded 2", "CCC complete 3/0/0 reminded 2 late",
    ]  # fmt: skip
    assert months.mail("reminder", "2021-02-15") == ""


FINDINGS = [
    ("F113", "11 again.xlsx", ""),
    ("F123", "01 school.xlsx", ""),
    ("F123", "02 jobs.xlsx", ""),
    ("F123", "03 corrected.xlsx", ""),
    ("F123", "05 old.xlsx", ""),
    ("L407", "09 draft.xlsx", ""),
    ("V326", "03 corrected.xlsx", "waive"),
]
"""What is left to be said at the end: a double, older editions, the draft; and the 140 % that are left as they are."""

CHANGED = {
    ("2020-11-01", "2020-11-30"): [
        "AAA T01.1a 2019 corrected nd > 36",
        "BBB G01.1a 2017/2018 new - > 7",
        "BBB H01.1a 2017 new - > 5",
        "BBB H01.1a 2018 new - > AV",
        "BBB H01.1a 2019 new - > 12",
        "BBB H01.1a 2020 new - > 9",
    ],
    ("2020-12-01", "2021-02-15"): [
        "AAA T01.1b 2019 new - > 55",
        "AAA T01.2a 2018 corrected peut-être > Non",
        "AAA T01.2a 2019 new - > Non",
        "BBB G01.1a 2018/2019 new - > 8",
        "CCC H01.1a 2017 new - > ND",
        "CCC H01.1a 2018 new - > 0",
        "CCC H01.1a 2019 new - > 3",
    ],
}
"""By first and last day: what the returns and calls of these days changed, the draft that was left out not."""


def list_changed(folder, first, last):
    changes = read_changes(folder, load_collection(folder), date.fromisoformat(first), date.fromisoformat(last)).changes
    return sorted(
        f"{each.partner} {each.measure} {each.period} {each.kind} {each.old.raw or '-'} > {each.new.raw}"
        for each in changes
    )


def order_of(lines):
    """Give the returns in their order; of the two of one day only one, for their contents settle which comes first."""
    return list(dict.fromkeys(file for file, *_ in lines if file != "08 other"))


def contents(folder):
    return {path.name: path.read_bytes() for path in (folder / "results").iterdir() if path.is_file()}


def test_six_months_of_a_collection_come_to_the_ledger_written_by_hand(tmp_path):
    months = Coordinator(tmp_path / "campagne", FRAMEWORK)
    for month in (september, october, november, december, january, february):
        month(months)
    folder = months.folder
    rows = read_csv(folder / "results" / "answers.csv")
    blank = [row for row in rows if row["state"] == "blank"]
    assert {(row["retained"], row["why"], row["class"]) for row in blank} == {("no", "says_nothing", "")}
    said = [line(row) for row in rows if row["state"] != "blank" or line(row)[:2] == BLANKED]
    expected = read_ledger(LEDGER)
    assert sorted(said) == sorted(expected)
    assert order_of(said) == order_of(expected)
    findings = read_csv(folder / "results" / "findings.csv")
    assert sorted((row["code"], row["file"], row["decision"]) for row in findings) == FINDINGS
    assert {days: list_changed(folder, *days) for days in CHANGED} == CHANGED
    kinds = [row["decision"] for row in read_csv(folder / "decisions.csv")]
    assert kinds == ["keep", "exclude", "waive", "replace", "withdraw", "replace"]
    before = contents(folder)
    shutil.rmtree(folder / "results")
    shutil.rmtree(folder / ".toolkit")
    months.merge()
    assert contents(folder) == before
