"""Rosters: every kind of file gives the same patients, and a bad row costs no other."""

import contextlib
import datetime as dt
import json
import re
import textwrap
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.intake import columns, sheet
from handouts.intake.problems import NeedsFixing
from handouts.intake.roster import roster

FACTS = {"patient": {"name": "Ana Pérez", "side": "left"}, "program": "runner-foot-stretch-3"}
CELLS = "id,name,side,program\na-1,Ana Pérez,left,runner-foot-stretch-3\n"


@pytest.fixture
def put(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def put(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


def read(path, secret=None):
    return list(roster(path, secret).entries())


def values(path):
    return [(entry.id, entry.tree and entry.tree.value) for entry in read(path)]


def told(entry):
    return [str(problem).split("\n")[0] for problem in entry.problems]


def refused(path, secret=None):
    with pytest.raises(NeedsFixing) as caught:
        read(path, secret)
    return str(caught.value)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_however_excel_wrote_it(put, separator, encoding, end):
    text = CELLS.replace(",", separator).replace("\n", end)
    assert values(put("a.csv", text.encode(encoding))) == [("a-1", FACTS)]


def test_lists_and_tables_give_the_same_patients(put, tmp_path):
    entry = {"id": "a-1", **FACTS}
    book = openpyxl.Workbook()
    for line in CELLS.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "a.xlsx")
    yaml = "# monday\n- id: a-1\n  patient:\n    name: Ana Pérez\n    side: left\n  program: runner-foot-stretch-3\n"
    files = [
        tmp_path / "a.xlsx", put("a.csv", CELLS), put("a.json", json.dumps([entry])),
        put("b.json", json.dumps([entry], indent=1, ensure_ascii=False)), put("a.yaml", yaml),
        put("b.yaml", textwrap.indent(yaml, "   ")),
        put("c.csv", (tmp_path / "a.xlsx").read_bytes()),
    ]  # fmt: skip
    assert all(values(file) == [("a-1", FACTS)] for file in files)


def test_a_file_that_is_not_utf_8_is_said_to_be_read_as_windows_text(put):
    assert "cp1252" in roster(put("a.csv", CELLS.encode("cp1252"))).notice
    assert roster(put("b.csv", CELLS)).notice == ""


def test_headings_have_synonyms_and_cells_hold_lists_with_details(put):
    text = (
        "Patient ID;Patient_Name;Affected Side;PRECAUTIONS;Exercise:;Next Visit;Equipment;#room\n"
        '7;"Ana\nPérez";R;latex-allergy; ;2026-12-05;none;12\n'.replace("; ;", ';"heel-raise sets=2 reps=8-12'
        ' note=""Slow, please""; band-inversion side=left band=red";')
        .replace("latex-allergy", '"latex-allergy; weight-bearing side=left percent=50"')
    )  # fmt: skip
    (entry,) = read(put("a.csv", text))
    assert entry.tree.value == {
        "patient": {
            "name": "Ana\nPérez", "side": "right", "equipment": [],
            "flags": ["latex-allergy", {"flag": "weight-bearing", "side": "left", "percent": 50}],
        },
        "exercises": [
            {"use": "heel-raise", "dose": {"sets": 2, "reps": "8-12"}, "note": "Slow, please"},
            {"use": "band-inversion", "side": "left", "dose": {"band": "red"}},
        ],
        "next_visit": "2026-12-05",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "path"),
    [("MRN", ("id",)), ("Patient No.", ("id",)), ("Precaution", ("patient", "flags")), ("HEP", ("program",)),
     ("Laterality", ("patient", "side")), ("Physical_Therapist", ("clinician", "name")),
     ("Follow-up:", ("next_visit",)), ("Client name", ("patient", "name"))],
)  # fmt: skip
def test_a_heading_may_be_that_of_the_clinics_own_system(heading, path):
    assert columns.MEANING.get(columns.plain(heading)) == path


def test_no_heading_means_two_things():
    words = [word for each in columns._HEADINGS.values() for word in each]
    assert len(words) == len(set(words))
    assert words == [columns.plain(word) for word in words]


def test_every_value_knows_its_row_and_column(put):
    (entry,) = read(put("a.csv", CELLS))
    assert str(entry.tree.place(("patient", "side"))) == "a.csv:2:3"
    assert str(entry.tree.place(("patient", "nothing"))) == "a.csv:2:2"
    (_, entry) = read(put("a.json", '[{"id": "a"},\n  {"id": "b", "program": "x"}]'))
    assert str(entry.tree.place(("program",))) == "a.json:2:26"


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("id,name,flgs", "a.csv:1:3: is a heading that means nothing here"),
        ("name,program", "a.csv:1:1: there is no column 'id'"),
        ("id,name,patient", "a.csv:1:3: is a second column for 'patient.name'"),
    ],
)
def test_a_heading_that_would_lose_a_column_is_refused(put, heading, said):
    assert refused(put("a.csv", f"{heading}\n1,2,3\n")).startswith(said)


def test_a_quote_that_is_never_closed_costs_one_row(put):
    lines = ["id,name,program", "a,Ana,x", 'b,"Bea,x', "c,Cy,x", 'd,"Di, Jr.",x', "e,Eve,x"]
    found = read(put("a.csv", "\n".join(lines)))
    assert [entry.id for entry in found if entry.tree] == ["a", "c", "d", "e"]
    assert told(found[1]) == ["a.csv:3:1: a quote is opened and never closed"]


def test_a_row_broken_in_two_is_never_taken_for_a_whole_one(put):
    """The flags behind an unquoted line break must not be lost."""
    lines = ["id,name,note,flags", "a,Ana,,latex-allergy", "b,Bea", "Smith,,latex-allergy", "c,Cy,,"]
    text = "\n".join(lines).replace("note", "goals")
    assert [entry.id for entry in read(put("a.csv", text)) if entry.tree] == ["a", "c"]


def test_last_columns_that_old_excel_left_out_of_sixteen_rows_are_taken_as_empty(put):
    rows = [f"p{n},Ana,x," if n < 16 else f"p{n},Ana,x" for n in range(1, 40)]
    found = read(put("a.csv", "\n".join(["id,name,program,goals", *rows])))
    assert [bool(entry.tree) for entry in found] == [True] * 39


def test_blank_rows_are_passed_over_and_rows_keep_excels_numbers(put):
    found = read(put("a.csv", "id,name,program\n,,\na,Ana,x\n\n,, \nb,Bea,x\n"))
    assert [(entry.row, entry.id) for entry in found] == [(3, "a"), (6, "b")]


@pytest.mark.parametrize("name", ["../a", "a/b", "a b", "a.b", "", "-a", "é", "a\\b", "x" * 65, "a:b"])
@pytest.mark.parametrize("kind", ["csv", "yaml", "json"])
def test_an_id_that_cannot_name_a_file_is_no_id(put, name, kind):
    text = {
        "csv": f"id,name,program\n{name},Ana,x\n",
        "yaml": f"- id: {json.dumps(name)}\n  program: x\n",
        "json": json.dumps([{"id": name, "program": "x"}]),
    }[kind]
    (entry,) = read(put(f"a.{kind}", text))
    assert (entry.id, entry.tree, bool(entry.problems)) == ("", None, True)


@pytest.mark.parametrize("name", ["007", "1e5", "0x1F", "12", "true-1"])
def test_an_id_stays_as_it_was_typed(put, name):
    assert [entry.id for entry in read(put("a.yaml", f"- id: {name}\n  program: x\n"))] == [name]


def test_one_bad_patient_of_a_list_costs_no_other(put):
    text = "- id: a\n  program: x\n- id: b\n  patient: {name: [}\n- just text\n- id: c\n  c: 1\n  c: 2\n- id: d\n"
    found = read(put("a.yaml", text))
    assert [entry.id for entry in found if entry.tree] == ["a", "d"]
    assert told(found[3]) == ["a.yaml:8:3: the key 'c' is given twice; it already stands in line 7"]


def test_a_json_list_that_breaks_off_is_told_where(put):
    found = read(put("a.json", '[{"id": "a"},\n {"id": "b"},\n {"id": '))
    assert [entry.id for entry in found if entry.tree] == ["a", "b"]
    assert told(found[2]) == ["a.json:3:2: cannot be read as one patient from here on"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"\x81\x8d\xff", "neither UTF-8 nor Windows text"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel file of the old kind"),
        ("a.xlsx", b"PK\x03\x04 and no more", "cannot be read as an Excel file"),
        ("a.pdf", b"%PDF-1.7", "is no kind of roster"),
        ("a.yaml", b"patient: {name: Ana}\n", "should be a list of patients"),
        ("a.json", b'{"id": 1}', "should be a list of patients"),
        ("a.yaml", b"", "is empty"),
    ],
)
def test_a_file_that_is_no_roster_is_told_in_one_line(put, name, content, said):
    assert said in refused(put(name, content))


def test_a_gigabyte_is_refused_at_once(put):
    path = put("a.csv", CELLS)
    with path.open("r+b") as file:
        file.truncate(10**9)
    begun = time.monotonic()
    assert "larger than 200 MB" in refused(path)
    assert time.monotonic() - begun < 0.5


@pytest.mark.parametrize("kind", ["csv", "json", "yaml"])
def test_memory_does_not_grow_with_the_roster(put, kind):
    goals = "walk " * 40
    row = {
        "csv": "p{},Ana,left,x\n",
        "json": f'{{{{"id": "p{{}}", "goals": ["{goals}"]}}}},\n',
        "yaml": f"- id: p{{}}\n  goals: [{goals}]\n",
    }
    head, tail = {"csv": (CELLS[:21] + "\n", ""), "json": ("[", '{"id": "z"}]'), "yaml": ("", "")}[kind]

    def peak(count):
        path = put(f"a.{kind}", head + "".join(row[kind].format(number) for number in range(count)) + tail)
        tracemalloc.start()
        total = sum(1 for _ in roster(path).entries())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert total in {count, count + 1}
        return most

    peak(50)
    assert peak(3000) < 1.2 * peak(1000)


def test_excels_numbers_and_days_read_as_they_look(put, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["ID", "Name", "Program", "Next visit", None])
    book.active.append([12.0, "Ana", "x", dt.datetime(2026, 12, 5), None])  # noqa: DTZ001
    book.active.append([13, "Bea", "#REF!", None, None])
    book.active.append([14, "Cy", "x", None, "stray"])
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found[0].tree.value == {"patient": {"name": "Ana"}, "program": "x", "next_visit": "2026-12-05"}
    assert [entry.id for entry in found] == ["12", "13", "14"]
    assert told(found[1]) == ["a.xlsx:3:3: holds an error of Excel's"]
    assert found[2].tree is None


@pytest.fixture
def workbook(tmp_path):
    """A workbook with two patients, changed before it is saved."""

    def workbook(change):
        book = openpyxl.Workbook()
        for cells in (["ID", "Name", "Flags", "Program"], [42, "Ana", "latex-allergy", "x"], [43, "Bea", None, "x"]):
            book.active.append(cells)
        change(book, book.active)
        book.save(tmp_path / "a.xlsx")
        return tmp_path / "a.xlsx"

    return workbook


def test_an_id_that_excel_shows_with_zeros_in_front_keeps_them(workbook):
    path = workbook(lambda _, sheet: setattr(sheet["A2"], "number_format", "00000"))
    assert [entry.id for entry in read(path)] == ["00042", "43"]


def test_merged_cells_are_refused_for_they_hide_a_warning_from_a_row(workbook):
    assert "cells merged into one (C2:C3)" in refused(workbook(lambda _, sheet: sheet.merge_cells("C2:C3")))


def test_a_formula_that_was_never_calculated_is_no_empty_cell(workbook):
    path = workbook(lambda _, sheet: sheet.__setitem__("C3", '=IF(1,"latex-allergy","")'))
    assert "a formula without a result in C3" in refused(path)


def test_a_formula_with_a_result_is_read_by_its_result(workbook, tmp_path):
    """Also one whose result is no text at all."""
    path = workbook(lambda _, sheet: sheet.__setitem__("C3", '=IF(0,"latex-allergy","")'))
    empty = re.compile(rb'<c r="C3"[^>]*>(<f>.*?</f>)<v ?/?>(?:</v>)?')
    for result, expected in ((b"latex-allergy", ["latex-allergy"]), (b"", None)):
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
            for part in old.namelist():
                filled = empty.sub(rb'<c r="C3" t="str">\1<v>' + result + b"</v>", old.read(part))
                new.writestr(part, filled)
        assert read(tmp_path / "b.xlsx")[1].tree.value["patient"].get("flags") == expected


def test_what_excel_hides_and_what_is_not_read_is_told(workbook):
    def change(book, sheet):
        sheet.row_dimensions[3].hidden = True
        book.create_sheet("Tuesday").append(["id", "name"])
        book.create_sheet("empty")

    notice = roster(workbook(change)).notice
    assert notice.endswith(
        "a.xlsx: only the sheet 'Sheet' is read, and not 'Tuesday'; hidden rows are read too; there are 1"
    )
    assert roster(workbook(lambda *_: None)).notice == ""


def test_a_hidden_sheet_is_not_taken_for_the_first(workbook):
    def change(book, sheet):
        shown = book.create_sheet("Monday")
        shown.append(["id", "name"])
        shown.append(["z", "Zoe"])
        sheet.sheet_state, book.active = "hidden", 1

    assert [entry.id for entry in read(workbook(change))] == ["z"]


def test_a_password_is_taken_out_of_the_row_and_shows_nowhere(put):
    first, second = read(put("a.csv", "id,name,My Pin\na,Ana,s3same\nb,Bea,\n"), "my pin")
    (long,) = read(put("c.csv", f"id,pin\na,{'é' * 64}\n"), "pin")
    assert told(long) == ["c.csv:2:2: has a password of more than 127 bytes"]
    assert (first.secret, "s3same" in repr(first)) == ("s3same", False)
    assert told(second) == ["a.csv:3:3: has no password"]
    (entry,) = read(put("a.yaml", "- id: a\n  pin: s3same\n  program: x\n"), "pin")
    assert (entry.secret, entry.tree.value) == ("s3same", {"program": "x"})
    assert "no one column" in refused(put("b.csv", "id,name\na,Ana\n"), "pin")


def test_a_folder_is_read_by_name_and_its_ids_are_the_names(put, tmp_path):
    (tmp_path / "f").mkdir()
    for name in ("b", "a", "Sam Rivera", "._a"):
        (tmp_path / "f" / f"{name}.yaml").write_text("program: x\n", encoding="utf-8")
    assert roster(tmp_path / "f").notice == ""
    for name in ("notes.txt", "a.csv", "b.csv", "c.csv"):
        (tmp_path / "f" / name).write_text("", encoding="utf-8")
    assert roster(tmp_path / "f").notice.endswith("only .yaml files are read, and not a.csv, b.csv, c.csv and 1 more")
    found = read(tmp_path / "f")
    assert [(entry.row, entry.id) for entry in found] == [(1, ""), (2, "a"), (3, "b")]
    assert [entry.id for entry in roster(tmp_path / "f").heads()] == ["", "a", "b"]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff"))


@settings(max_examples=40)
@given(st.lists(st.lists(TEXT.map(str.strip), min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_whatever_csv_writes_is_read_back(tmp_path_factory, rows, separator):
    import csv
    import unicodedata

    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(["id", "name", "program"])
        writer.writerows([f"p{number}", *row[1:]] for number, row in enumerate(rows))
    found = list(sheet.rows(path, "a.csv", columns.known))[1:]
    clean = [tuple(unicodedata.normalize("NFC", cell) for cell in row.cells) for row in found if not row.fault]
    expected = [(f"p{n}", *(unicodedata.normalize("NFC", cell) for cell in row[1:])) for n, row in enumerate(rows)]
    assert [row.number for row in found] == list(range(2, len(rows) + 2))
    assert [row for row in clean if row not in expected] == []


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.yaml", "a.json", "a.xlsx"]))
def test_no_file_brings_it_down(tmp_path_factory, content, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)
    with contextlib.suppress(NeedsFixing):
        assert all(entry.tree or entry.problems for entry in read(path))
