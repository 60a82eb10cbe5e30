"""What a row asked again says, beside its cells and in them."""

import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from toolkit.excel.workbook_writer import write_workbook
from toolkit.layout.again import again_texts, cell_validations
from toolkit.layout.plan import Area, Cell, SheetPlan, Validation, WorkbookPlan
from toolkit.layout.styles import Role
from toolkit.model.known import AskedAgain
from toolkit.wording import load_wording

ENGLISH = load_wording("en")


def again(received="", *problems, expected="a figure", proposal=""):
    return AskedAgain(
        received=received, problems=problems or ("Nothing was entered.",), expected=expected, proposal=proposal
    )


def validations(points):
    area = Area(first_row=6, last_row=6, first_column=7, last_column=10)
    whole = Validation(area=area, title="Unit: number", message="Number of visits")
    columns = {"2017": 7, "2018": 8, "2019": 9, "2020": 10}
    return list(cell_validations(whole, points, columns, ENGLISH))


@pytest.mark.parametrize(
    ("points", "texts"),
    [
        ({"2017": again()}, ("", "Nothing was entered.", "a figure", "")),
        ({"2017": again("0", "Zero?", proposal="10")}, ("0", "Zero?", "a figure", "10")),
        ({"2017": again(), "2018": again()}, ("", "Nothing was entered.", "a figure", "")),
        (
            {"2017": again("abc", "No figure."), "2018": again(), "2019": again()},
            ("2017: abc", "2017: No figure.\n2018, 2019: Nothing was entered.", "a figure", ""),
        ),
        ({"2017": again("x", "No figure.", "Too long.")}, ("x", "No figure. Too long.", "a figure", "")),
    ],
)
def test_each_text_is_said_once_with_the_periods_that_it_holds_for(points, texts):
    assert again_texts(points, ENGLISH) == texts


def test_cells_beside_each_other_with_the_same_question_share_a_message_and_settled_ones_have_none():
    found = validations({"2017": again(), "2018": again(), "2020": again()})
    assert [each.area.reference for each in found] == ["$G$6:$H$6", "$J$6:$J$6"]
    assert {each.message for each in found} == {"Nothing was entered.\nNumber of visits"}
    assert validations({}) == []


def test_the_message_of_a_cell_says_what_was_received_and_fits_whatever_was_typed(tmp_path):
    (found,) = validations({"2018": again("a\x0bb\tc\ufffe\n" + "x" * 300, "“<&>” is no figure.")})
    assert found.message.startswith("Received: a b c  xxx")
    assert len(found.message) == 255
    sheet = SheetPlan(name="S", cells=(Cell(1, 1, "a\x0bb", Role.TITLE),), widths=(9.0,), validations=(found,))
    plan = WorkbookPlan(
        file_name="a.xlsx",
        title="t",
        author="a",
        identity="c|A|1",
        created=date(2020, 1, 1),
        language="en",
        data_points=1,
        required_points=1,
        sheets=(sheet,),
    )
    write_workbook(plan, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in archive.namelist():
            ET.fromstring(archive.read(name))
