"""A whole batch: every good row's PDF is there, every bad row is told, and the sums are right."""

import io
import json
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from handouts.batch.merge import merged
from handouts.batch.run import run
from handouts.intake.problems import CannotWrite, NeedsFixing, WrongCommand
from tests.batch.slips import SLIPS
from tests.batch.ward import DAY, HEAD, PROGRAM, Ward, row, rows
from tests.conformance import structure, verapdf

GOOD = 40


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Good rows with every slip strewn in, and two refusals."""
    ward = Ward(tmp_path_factory.mktemp("mixed"))
    text, slips = HEAD, [line for line, _ in SLIPS.values()]
    for number in range(GOOD):
        text += row(f"p{number:03d}", f"Quill Marrowby{number}")
        text += f"{slips[number]}\n" if number < len(slips) else ""
    text += "".join(f"r{number},Zed Zorro,left,weight-bearing side=left status=none,,heel-raise\n" for number in (1, 2))
    tally = ward.run(ward.put(text), merge=ward.home / "all.pdf", zip=ward.home / "all.zip", jobs=2)
    return ward, tally


def test_every_good_row_is_made_and_every_bad_one_told(mixed):
    ward, tally = mixed
    report = {line["id"]: line for line in ward.report()}
    assert set(ward.pdfs()) == {f"p{number:03d}.pdf" for number in range(GOOD)}
    assert all(report[f"p{number:03d}"]["outcome"] == "made" for number in range(GOOD))
    assert (tally.made, tally.refused, tally.failed, tally.waiting) == (GOOD, 2, 0, 0)
    assert tally.fix == len(SLIPS) + 2  # two of the slips are pairs
    assert tally.code == 3


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_file_row_and_column(mixed, slip):
    ward, _ = mixed
    line, said = SLIPS[slip]
    told = [text for text in ward.watcher.problems if said in text]
    lines = (ward.home / "roster.csv").read_text(encoding="utf-8").splitlines()
    number = lines.index(line.splitlines()[0]) + 1
    assert any(text.startswith(f"{ward.home / 'roster.csv'}:{number}:") for text in told), told
    reported = [each for each in ward.report() if each["row"] == str(number)]
    assert [each["outcome"] for each in reported] == ["fix"]
    assert reported[0]["reason"]


def test_the_sums_add_up_in_report_manifest_and_tally(mixed):
    ward, tally = mixed
    manifest, report = ward.manifest(), ward.report()
    counts = manifest["counts"]
    assert counts["rows"] == len(report) == len(manifest["rows"]) == tally.total
    assert counts["made"] + counts["fix"] + counts["refused"] == counts["rows"]
    for outcome in ("made", "fix", "refused"):
        assert counts[outcome] == sum(line["outcome"] == outcome for line in report) == getattr(tally, outcome)


def test_the_manifest_tells_the_hash_and_pages_of_every_file(mixed):
    ward, _ = mixed
    made = [line for line in ward.manifest()["rows"] if line["outcome"] == "made"]
    assert {line["path"]: line["sha256"] for line in made} == ward.pdfs()
    with pikepdf.open(ward.home / "out" / "p007.pdf") as file:
        assert next(line["pages"] for line in made if line["id"] == "p007") == len(file.pages)


def test_nothing_of_a_patient_but_the_id_is_in_what_stays(mixed):
    ward, _ = mixed
    kept = b"".join((ward.home / "out" / name).read_bytes() for name in ("report.csv", "manifest.json"))
    kept += "".join(ward.files()).encode()
    for word in (b"Quill", b"Marrowby", b"Zorro", b"palsy", b"heel-r", b"weight-bearing", b"soar", b"not 200"):
        assert word not in kept, word
    assert not any("Zorro" in text or "Quill" in text for text in ward.watcher.problems)


def test_the_merged_file_conforms(mixed):
    ward, _ = mixed
    files = [(f"p{number:03d}", ward.home / "out" / f"p{number:03d}.pdf") for number in (0, 1)]
    merged(files, ward.home / "both.pdf")
    pdf = (ward.home / "both.pdf").read_bytes()
    assert [verapdf.faults(pdf, flavour) for flavour in ("ua1", "2a")] == [[], []]


def test_the_merged_file_begins_every_patient_on_a_front_side(mixed):
    ward, _ = mixed
    with pikepdf.open(ward.home / "all.pdf") as merged, merged.open_outline() as outline:
        marks = [(str(item.title), merged.pages.index(pikepdf.Page(item.destination[0]))) for item in outline.root]
        assert [name for name, _ in marks] == [f"p{number:03d}" for number in range(GOOD)]
        assert all(at % 2 == 0 for _, at in marks)
        with pikepdf.open(ward.home / "out" / "p001.pdf") as single:
            assert len(single.pages) in {marks[2][1] - marks[1][1], marks[2][1] - marks[1][1] - 1}
        fonts = {str(font.BaseFont): font.FontDescriptor.objgen for page in merged.pages
                 for font in page.obj.Resources.get("/Font", {}).values()}  # fmt: skip
        assert all(str(merged.get_object(number).FontName) == name for name, number in fonts.items())


def test_the_merged_tree_leads_from_every_mark_to_its_element(mixed):
    ward, _ = mixed
    with pikepdf.open(ward.home / "all.pdf") as merged:
        tree = merged.Root.StructTreeRoot
        rows = [entry for leaf in tree.ParentTree.Kids for entry in leaf.Nums]
        tree.ParentTree = merged.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(rows)))
        assert [str(part.T) for part in tree.K.K] == [f"p{number:03d}" for number in range(GOOD)]
        flat = io.BytesIO()
        merged.save(flat)
    assert structure.faults(flat.getvalue()) == []


def test_the_archive_holds_every_file_and_the_report(mixed):
    ward, _ = mixed
    with zipfile.ZipFile(ward.home / "all.zip") as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {*ward.pdfs(), "report.csv", "manifest.json"}


def test_only_refusals_give_their_own_exit_code(ward):
    text = HEAD + row("a") + "r1,Zed Zorro,left,weight-bearing side=left status=none,,heel-raise\n"
    tally = ward.run(ward.put(text))
    assert (tally.made, tally.refused, tally.code) == (1, 1, 4)
    assert any("heel-raise" in text for text in ward.watcher.problems)


def test_a_look_only_writes_nothing(ward):
    roster = ward.put(HEAD + row("a") + "b,Zed,middle,,,\n")
    before = {path.name for path in ward.home.iterdir()}
    tally = ward.run(roster, None)
    assert (tally.made, tally.fix, tally.code) == (1, 1, 3)
    assert {path.name for path in ward.home.iterdir()} == before


def test_a_folder_of_profiles_is_a_roster(ward):
    folder = ward.home / "profiles"
    folder.mkdir()
    (folder / "a1.yaml").write_text(f"patient: {{name: Quill}}\nprogram: {PROGRAM}\n", encoding="utf-8")
    (folder / "b2.yaml").write_text(f"patient: {{name: [}}\nprogram: {PROGRAM}\n", encoding="utf-8")
    tally = ward.run(folder)
    assert (tally.made, tally.fix) == (1, 1)
    assert set(ward.pdfs()) == {"a1.pdf"}
    assert [line["where"].rpartition("/")[2].split(":")[0] for line in ward.report()] == ["", "b2.yaml"]


def test_names_follow_the_pattern_and_hold_the_patients_only_if_asked(ward):
    roster = ward.put(HEAD + row("a", "Ana Pereira / X"))
    ward.run(roster, "one", pattern="{id}-{date}")
    ward.run(roster, "two", pattern="{name}_{program}")
    assert set(ward.pdfs("one")) == {"a-2026-11-21.pdf"}
    assert set(ward.pdfs("two")) == {f"Ana-Pereira-X_{PROGRAM}.pdf"}


@pytest.mark.parametrize("pattern", ["{date}", "{id", "{id!r}", "{nobody}", "a/{id}", "..{id}", "{0}", "{id.x}"])
def test_a_pattern_that_cannot_name_files_is_refused_first(ward, pattern):
    with pytest.raises(WrongCommand):
        ward.run(ward.put(rows(1)), pattern=pattern)
    assert not (ward.home / "out").exists()


def test_a_password_seals_the_file_and_lets_assistive_technology_in(ward):
    text = f"id,name,program,pin\na,Quill,{PROGRAM},open sesame\nb,Quill,{PROGRAM},\n"
    tally = ward.run(ward.put(text), secret="pin")
    assert (tally.made, tally.fix) == (1, 1)
    path = ward.home / "out" / "a.pdf"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="open sesame") as file:
        assert (file.encryption.R, file.encryption.stream_method) == (6, pikepdf.models.EncryptionMethod.aesv3)
        assert file.allow.accessibility
        assert b"pdfaid:part" not in file.Root.Metadata.read_bytes()
        assert b"<pdfuaid:part>1<" in file.Root.Metadata.read_bytes()
        assert "/StructTreeRoot" in file.Root
    assert all(b"sesame" not in path.read_bytes() for path in (ward.home / "out").iterdir())


def test_a_sealed_row_is_kept_until_its_password_changes(ward):
    def sealed(password):
        roster = ward.put(f"id,name,program,pin\na,Quill,{PROGRAM},{password}\n")
        return ward.run(roster, secret="pin", resume=True).kept

    assert [sealed("one"), sealed("one"), sealed("two")] == [0, 1, 0]


def test_passwords_and_one_file_for_the_printer_exclude_each_other(ward):
    text = f"id,name,program,pin\na,Quill,{PROGRAM},x\n"
    with pytest.raises(WrongCommand):
        ward.run(ward.put(text), secret="pin", merge=ward.home / "all.pdf")


def test_what_is_made_of_all_takes_the_place_of_no_row(ward):
    with pytest.raises(WrongCommand):
        ward.run(ward.put(rows(2)), merge=ward.home / "out" / "P001.pdf")
    assert not (ward.home / "out").exists()


@pytest.mark.parametrize("text", ["", "id,name\n", "- [", "[]", "{}"])
def test_an_empty_roster_is_told(ward, text):
    with pytest.raises(NeedsFixing):
        ward.run(ward.put(text, "r.json" if text.startswith(("[", "{")) else "r.csv"))
    assert not (ward.home / "out").exists()


def test_a_file_where_the_folder_should_be_is_told(ward):
    (ward.home / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite):
        ward.run(ward.put(rows(1)))
    assert (ward.home / "out").read_text(encoding="utf-8") == "mine"


def test_an_unknown_brand_stops_the_batch_and_is_told_once(ward):
    job = ward.job(ward.put(rows(3)))
    with pytest.raises(WrongCommand, match="there is no brand"):
        run(replace(job, setup=replace(job.setup, brand="nobodys")), ward.watcher)


def test_a_layout_is_that_of_make_and_stands_in_the_manifest(ward, desk):
    desk.put("a.yaml", f"patient: {{name: Quill Marrowby, side: left}}\nprogram: {PROGRAM}\n")
    assert desk.run("make", "a.yaml", "-o", "a.pdf", "--layout", "log", "--date", str(DAY)).code == 0
    job = ward.job(ward.put(HEAD + row("a")))
    run(replace(job, setup=replace(job.setup, layout="log")), ward.watcher)
    assert (desk.folder / "a.pdf").read_bytes() == (ward.home / "out" / "a.pdf").read_bytes()
    assert ward.manifest()["options"]["layout"] == "log"
    assert any("leaves out steps" in text for text in ward.watcher.notices)


@pytest.mark.slow
def test_another_layout_makes_all_again(ward):
    job = ward.job(ward.put(rows(2)), resume=True)
    layouts = ("compact", "compact", "log", None)
    jobs = [replace(job, setup=replace(job.setup, layout=layout)) for layout in layouts]
    assert [run(each, ward.watcher).kept for each in jobs] == [0, 2, 0, 0]


def test_an_unknown_layout_stops_the_batch_with_the_nearest_name(ward):
    job = ward.job(ward.put(rows(3)))
    with pytest.raises(WrongCommand, match=r"there is no layout 'large'\n.*large-print"):
        run(replace(job, setup=replace(job.setup, layout="large")), ward.watcher)


def test_the_same_roster_gives_the_same_bytes_with_any_number_of_processes(ward, undisturbed):
    ward.run(undisturbed.home / "roster.csv", jobs=1)
    assert ward.files() == undisturbed.files()
    assert set(ward.files()) == {*ward.pdfs(), "report.csv", "manifest.json", ".handouts.lock"}
    assert [path.name for path in ward.home.iterdir()] == ["out"]
    assert json.dumps(ward.manifest()).count("waiting") == 1
