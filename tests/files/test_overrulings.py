import pytest
from paris_points import paris

from toolkit.errors import ToolkitError
from toolkit.files.overrulings import read_overrulings
from toolkit.model.trends import ActionReading

HEAD = "action,reading,reason,author,date\n"
GOOD = "G01,reduced,Deux sites ont fermé.,A. Martin,2021-03-01\n"


def read(folder, text, encoding="utf-8"):
    (folder / "readings.csv").write_bytes(text.encode(encoding))
    return read_overrulings(folder, paris().framework)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HEAD + GOOD, "utf-8"),
        (HEAD + GOOD, "utf-8-sig"),
        ((HEAD + GOOD).replace(",", ";"), "cp1252"),
        ((HEAD + GOOD + ",,,,\n\n").replace("\n", "\r\n"), "utf-8"),
        (
            f"date,note,action,reading,reason,author\n2021-03-01,x,{GOOD.removesuffix(',2021-03-01' + chr(10))}\n",
            "utf-8",
        ),
    ],
)
def test_a_reading_is_understood_as_excel_saves_it(tmp_path, text, encoding):
    (settled,) = read(tmp_path, text, encoding).values()
    assert (settled.action, settled.reading) == ("G01", ActionReading.REDUCED)
    assert (settled.reason, settled.author, settled.date) == ("Deux sites ont fermé.", "A. Martin", "2021-03-01")


def test_nothing_is_settled_without_the_file_or_without_rows(tmp_path):
    assert read_overrulings(tmp_path, paris().framework) == {}
    assert read(tmp_path, HEAD) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("G01,reduced\n", "its first line lacks action"),
        (HEAD.replace(",reason", "") + "G01,reduced,A,2021-03-01\n", "its first line lacks reason"),
        (HEAD + GOOD.replace("G01", "X99"), "line 2: the framework has no action “X99”"),
        (HEAD + GOOD.replace("reduced", "weaker"), "“weaker” is no reading; write one of strengthened, reduced"),
        (HEAD + GOOD.replace("reduced", ""), "“” is no reading"),
        (HEAD + GOOD.replace("Deux sites ont fermé.", ""), "the reason is empty"),
        (HEAD + GOOD.replace("A. Martin", " "), "the author is empty"),
        (HEAD + GOOD.replace("2021-03-01", "mars"), "“mars” is no date"),
        (HEAD + GOOD + GOOD, "line 3: G01 is settled twice"),
        (HEAD + "G01\n", "“” is no reading"),
    ],
)
def test_a_row_that_cannot_be_understood_is_told_in_a_sentence(tmp_path, text, said):
    with pytest.raises(ToolkitError) as caught:
        read(tmp_path, text)
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
