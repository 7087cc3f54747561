"""What a brand may say, and what of it the page follows."""

import pytest
from msgspec.structs import replace

from handouts.build import Choice
from handouts.intake import model, yaml
from handouts.intake.brand import Brand, stretches
from handouts.intake.catalog import Catalog
from handouts.intake.places import BUILT_IN, Places
from handouts.intake.problems import NeedsFixing
from handouts.words.outline import lines
from tests.brand.conftest import DAY
from tests.conformance import reading, structure, verapdf


def brand(text: str) -> Brand:
    return model.check(Brand, yaml.parse(f"name: Ours\n{text}", "brand.yaml"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sections: [hero, glance]", "sections leaves out 'stop'"),
        ("sections: [stop, log, log]", "names log twice"),
        ("sections: [stop, cautions]", "sections.1 should be one of"),
        ("colour: teal", "should be a colour like #075c70"),
        ("accent: '#12345'", "should be a colour like #075c70"),
        ("logo: {file: ../a.png}", "logo.file should be the name"),
        ("logo: {file: a.png, side: top}", "should be one of left, right"),
        ("fonts: {heading: a.otf}", "TrueType file (.ttf)"),
        ("fonts: {body: {regular: a.ttf}}", "fonts.body.bold is missing"),
        ("clinicians: [{name: J. Okafor, tel: 1}]", "clinicians.0.tel is not a key"),
        ("pain_guide: 0-3/5-6/7-10", "share out 0 to 10"),
        ("pain_guide: 1-3/4-6/7-10", "share out 0 to 10"),
        ("pain_guide: 0-9/10-9/9-10", "share out 0 to 10"),
        ("footer: [patient, phone]", "footer.1 should be one of"),
        ("units: stone", "should be one of kg, lb"),
        ("skin: 7", "at most 6"),
        ("emergency_number: 911", "should be text"),
        ("colours: '#123456'", "colours is not a key that can stand here"),
    ],
)
def test_a_slip_is_told_with_its_place_and_what_may_stand_there(text, said):
    with pytest.raises(NeedsFixing) as refusal:
        brand(text)
    assert said in str(refusal.value)
    assert all(problem.place.line >= 1 for problem in refusal.value.problems)


@pytest.mark.parametrize("written", ["0-2/3-5/6-10", "0-3/4-5/6-10", "0-0/1-1/2-10", "0-4/5-8/9-10"])
def test_a_pain_guide_shares_out_0_to_10(written):
    assert [n for low, high in stretches(written) for n in range(low, high + 1)] == list(range(11))


@pytest.mark.parametrize("written", ["0-3/4-5/6-10", "0-0/1-1/2-10", "0-4/5-8/9-10"])
def test_the_red_flag_and_the_ruler_name_one_limit(clinic, written):
    _, handout, pdf = clinic.write(f"name: Ours\npain_guide: {written}\n").made()
    told = list(lines(handout.document))
    limit = stretches(written)[1][1]
    assert f"Pain over {limit} out of 10" in told
    assert len([line for line in told if line.startswith("Pain over")]) == 1
    assert " ".join(map(str, range(limit + 1, 11))) in told
    assert structure.faults(pdf) == []


def test_sections_stand_in_the_clinics_order_and_the_rest_is_gone(clinic):
    _, handout, pdf = clinic.write("name: Ours\nsections: [before, stop, glance, prompts]\n").made()
    heads = [block.text for block in reading.tagged_text(pdf) if block.kind in {"H1", "H2", "H3"}]
    wanted = ("Your home exercises", "Before you start", "Stop and call", "Your plan at a glance")
    assert tuple(head for head in heads if head in wanted) == wanted
    assert heads[-1] == "What to tell me next time"
    assert "My exercise log" not in heads
    assert "How much pain is OK?" not in heads
    assert verapdf.faults(pdf, "ua1") == []
    heard = "".join("".join(block.text.split()) for block in reading.tagged_text(pdf))
    assert [line for line in lines(handout.document) if "".join(line.split()) not in heard] == []


def test_the_stop_block_and_the_patients_own_warnings_cannot_be_switched_off(clinic):
    clinic.profile.write_text(
        "patient: {name: Sam Rivera, side: right, flags: [latex-allergy]}\nexercises: [heel-raise, band-inversion]\n"
    )
    _, handout, pdf = clinic.write("name: Ours\nsections: [stop]\n").made()
    said = " ".join(block.text for block in reading.tagged_text(pdf))
    assert [check.warns for check in handout.document.before.checks] == [True]
    assert "latex" in handout.document.before.checks[0].text.lower()
    for line in (handout.document.before.checks[0].text, "Call now", "911", *handout.document.stop.tiers[0].lines):
        assert line in said
    for card in handout.document.cards:
        assert card.care is None or card.care.text in said


def test_header_and_footer_say_what_the_clinic_wants(clinic):
    def running(text: str) -> str:
        pdf = clinic.write(f"name: Ours\nphone: (555) 010-0142\n{text}").made()[2]
        said = (block.text for block in reading.artifact_text(pdf) if block.kind in {"Header", "Footer"})
        return " ".join(said).replace("\xa0", " ")

    whole = running("")
    assert all(part in whole for part in ("Ours", "(555) 010-0142", "Sam R.", "21 Nov 2026", "Page 2 of"))
    bare = running("header: false\nfooter: [page]\n")
    assert "Page 2 of" in bare
    assert not any(part in bare for part in ("Ours", "(555)", "Sam", "Nov"))


def test_address_and_web_page_stand_on_the_last_page(clinic):
    _, _, pdf = clinic.write("name: Ours\naddress: 8 Juniper Lane\nweb: ours.example\nsmall_print: For you.\n").made()
    blocks = reading.tagged_text(pdf)
    (imprint,) = [block for block in blocks if block.text == "8 Juniper Lane · ours.example"]
    assert imprint.page == max(block.page for block in blocks)


PEOPLE = (
    "name: Ours\nphone: (555) 010-0142\nclinicians:\n  - {name: J. Okafor, credentials: PT, phone: (555) 010-0199}\n"
)


def who(clinic, people: str, profile: str) -> tuple[str, str]:
    clinic.profile.write_text(f"patient: {{name: Sam Rivera, side: right}}\nexercises: [heel-raise]\n{profile}")
    head = clinic.write(people).made()[1].document.letterhead
    return head.clinician, head.phone.replace("\xa0", " ")


def test_a_clinician_of_the_clinic_needs_only_a_name(clinic):
    two = f"{PEOPLE}  - {{name: R. Aziz, credentials: DPT}}\n"
    assert who(clinic, two, "clinician: {name: j.  okafor}\n") == ("J. Okafor, PT", "(555) 010-0199")
    assert who(clinic, two, "clinician: {name: R. Aziz}\n") == ("R. Aziz, DPT", "(555) 010-0142")
    assert who(clinic, two, "clinician: {name: R. Aziz, credentials: OCS}\n") == ("R. Aziz, OCS", "(555) 010-0142")
    assert who(clinic, two, "clinician: {name: A. Guest}\n") == ("A. Guest", "(555) 010-0142")
    assert who(clinic, two, "") == ("", "(555) 010-0142")
    assert who(clinic, PEOPLE, "") == ("J. Okafor, PT", "(555) 010-0199")


def test_a_load_in_the_other_unit_is_printed_as_written_and_said(clinic):
    clinic.profile.write_text(
        "patient: {name: Sam Rivera, side: right}\nexercises:\n  - {use: heel-raise, dose: {load: 5 lb}}\n"
    )
    assert "heel-raise: the load is printed as written, 5 lb" in clinic.write("name: Ours\nunits: kg\n").notices()
    assert clinic.write("name: Ours\nunits: lb\n").notices() == ""


@pytest.mark.parametrize("name", ["default", "harbor-street", "juniper-lane", "northfield"])
def test_the_brands_that_ship_and_their_specimens_conform(clinic, name):
    catalog = Catalog(Places((BUILT_IN,)))
    workshop, handout, _ = clinic.write().made()
    choice = Choice(DAY, brand=name)
    found = catalog.brand(name)
    assert found
    handout = replace(handout, brand=found[0], brand_folder=found[1])
    specimen = workshop.specimen(handout, choice, name)
    assert verapdf.faults(specimen, "ua1") == [] and verapdf.faults(specimen, "2a") == []
    assert structure.faults(specimen) == []
    assert reading.untagged_text(specimen) == ""
    assert {block.page for block in reading.tagged_text(specimen)} == {1}
    assert workshop.notices(handout, choice) == ()


def test_a_long_name_never_runs_into_the_phone_number_of_the_running_header(clinic, pixels):
    name = "A Very Long Clinic Name for Sports and Orthopaedic Physical Therapy and Balance"
    _, _, pdf = clinic.write(f"name: {name}\nsecond_line: Hillsdale\nphone: (555) 010-0142\n").made()
    heads = [block.text for block in reading.artifact_text(pdf) if block.kind == "Header"]
    assert heads
    assert all(name.startswith(head.split("(555)")[0].strip()) for head in heads)
    page = pixels(pdf, 1, 2.0).crop((96, 50, 1224 - 96, 84))
    dark = [any(min(page.getpixel((x, y))) < 128 for y in range(page.height)) for x in range(page.width)]
    gaps = "".join(".#"[spot] for spot in dark).strip(".")
    assert "." * 30 in gaps, "no clear space between name and number"
