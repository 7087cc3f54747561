"""The bad profiles: each a slip that somebody makes on a busy day, with what the tool answers."""

from typing import NamedTuple

from tests.cli.desk import GOOD, swap

FLAGS = "flags: [latex-allergy]"
DOSE = "days_per_week: 3"
CLINICIAN = 'clinician: {name: J. Okafor, credentials: "PT, DPT"}'
GOALS = "goals: [Run 5 km without pain]"


class Slip(NamedTuple):
    name: str
    content: str | bytes
    said: str  # place and message, as they start a line
    hint: str = ""
    code: int = 3


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)

SYNTAX = (
    Slip("a tab for indentation", swap("  side:", "\tside:"), "3:1: a line starts with a tab", "plain spaces"),
    Slip("a tab in a list", swap("    note:", "  \tnote:"), "10:1: a line starts with a tab", "plain spaces"),
    Slip("blanks from a web page", swap("  side:", "\xa0\xa0side:"), "3:1: a line starts with a non-breaking space"),
    Slip("one blank too few", swap("  side:", " side:"), "3:2: the indentation is off", "line up the keys"),
    Slip("no blank after the colon", swap("name: Sam", "name:Sam"), "2:7: a ':' has no blank", "write 'key: value'"),
    Slip("no colon at all", swap("brand: harbor", "brand harbor"), "7:1: a key has no ':'", "write 'key: value'"),
    Slip("a colon in a sentence", swap("Go slow", "Go: slow"), "10:13: a ': ' stands inside a value", "double quotes"),
    Slip("a list behind its key", swap("brand: harbor", "brand: - harbor"), "6:8: a '- ' stands behind a key", "next"),
    Slip("a quote never closed", swap('"PT, DPT"', '"PT, DPT'), "5:43: a quote is opened and never", "close the"),
    Slip("a bracket never closed", swap("[latex-allergy]", "[latex-allergy"), "4:10: a bracket is opened", "close it"),
    Slip("a backslash in quotes", swap("Go slow", '"C:\\Users" slow'), "10:16: a backslash", "'single quotes'"),
    Slip("a name that starts with @", swap("Sam Rivera", "@Sam"), "2:9: a value starts with a sign", "double quotes"),
    Slip("a note that starts with *", swap("Go slow", "*Slow* now"), "10:16: a value starts with a sign", "quotes"),
    Slip("a note that starts with %", swap("Go slow", "% slow"), "10:11: a value starts with a sign", "quotes"),
    Slip(
        "one word in stars", swap("Go slow on the way down.", "*slow"), "10:11: a '*' name stands for nothing", "quot"
    ),
    Slip(
        "a key given twice", swap("  side: right", "  side: right\n  side: left"), "4:3: the key 'side' is given twice"
    ),
    Slip("a list as a key", swap("brand: harbor-street", "? [a, b]\n: c"), "6:3: a key should be plain text", "quote"),
    Slip("a Python tag", swap("Sam Rivera", "!!python/object/apply:os.abort []"), "2:9: uses a tag", "remove it"),
    Slip("an unknown tag", swap("Sam Rivera", "!Sam Rivera"), "2:9: uses a tag", "remove it"),
    Slip("a second document", GOOD + "---\na: b\n", "15:1: holds a second document", "keep one document"),
    Slip("an alias bomb", BOMB, "5:", "remove the aliases"),
    Slip("brackets without end", "[" * 100_000, "1:42: is nested more than 40 levels deep"),
    Slip("maps without end", "{a: " * 100_000, "1:162: is nested more than 40 levels deep"),
)
FILES = (
    Slip("an empty file", "", " is empty", "copy a starter"),
    Slip("only a comment", "# to do\n", " is empty", "copy a starter"),
    Slip("only dashes", "---\n", " is empty", "copy a starter"),
    Slip(
        "a Latin-1 file", swap("Rivera", "Núñez").encode("latin-1"), "2:14: has a character that is not UTF-8", "save"
    ),
    Slip("a UTF-16 file", GOOD.encode("utf-16"), " is saved as UTF-16", "save it as UTF-8"),
    Slip("UTF-16 without a mark", GOOD.encode("utf-16-le"), " is saved as UTF-16", "save it as UTF-8"),
    Slip("a PDF", b"%PDF-1.7\n\xe2\xe3", " is a PDF, and a text file is needed", "name the .yaml file"),
    Slip("a Word file", b"PK\x03\x04\x14\x00", " is a Word, Excel or ZIP file", "name the .yaml file"),
    Slip("a NUL byte", swap("Sam Rivera", "Sam\0Rivera"), "2:12: has an invisible control character", "delete it"),
    Slip("a line separator", swap("Sam Rivera", "Sam\u2028Rivera"), "2:12: has an invisible control", "delete it"),
    Slip("an escaped bell", swap("Sam Rivera", '"Sam\\x07"'), "2:9: has an invisible control character", "delete it"),
    Slip("half a character", swap("Sam Rivera", '"Sam\\ud800"'), "2:", "'single quotes'"),
    Slip("a roster of 2 MB", GOOD + "# x\n" * 500_000, " is larger than 1 MB"),
)
VALUES = (
    Slip("no name", swap("  name: Sam Rivera\n", ""), "2:3: patient.name is missing", "add it"),
    Slip("an empty name", swap("name: Sam Rivera", "name:"), "2:8: patient.name should be text, and is empty", "fill"),
    Slip("a name of blanks", swap("Sam Rivera", '"  "'), "2:9: patient.name should have at least 1 letter\n"),
    Slip("a number as a name", swap("Sam Rivera", "12"), "2:9: patient.name should be text\n", "put it in quotes"),
    Slip("61 letters", swap("Sam Rivera", "x" * 61), "2:9: patient.name should have at most 60 letters, and has 61"),
    Slip("a note of 601", swap("Go slow", "y" * 585), "10:11: exercises.0.note should have at most 600 letters"),
    Slip("five goals", swap(GOALS, "goals: [a, b, c, d, e]"), "7:8: goals should have at most 4 items, and has 5"),
    Slip("side: no", swap("side: right", "side: no"), "3:9: patient.side should be one of left, right, both, not 'no'"),
    Slip("an unknown key", swap("next_visit", "nextvisit"), "14:1: nextvisit is not a key", "mean 'next_visit'?"),
    Slip("a key of a dose", swap("sets: 3", "set: 3"), "13:12: exercises.2.dose.set is not a key", "mean 'sets'?"),
    Slip("half a key", swap(DOSE, "hold: 3"), "13:44: exercises.2.dose.hold is not a key", "mean 'hold_seconds'?"),
    Slip("200 sets", swap("sets: 3", "sets: 200"), "13:18: exercises.2.dose.sets should be at most 10, not 200"),
    Slip("no sets", swap("sets: 3", "sets: 0"), "13:18: exercises.2.dose.sets should be at least 1, not 0"),
    Slip(
        "3000 seconds", swap(DOSE, "hold_seconds: 3000"), "13:58: exercises.2.dose.hold_seconds should be at most 600"
    ),
    Slip("1:30 minutes", swap(DOSE, "hold_seconds: 1:30"), "13:58: exercises.2.dose.hold_seconds should be a whole"),
    Slip(
        "010 is ten", swap(DOSE, "days_per_week: 010"), "13:59: exercises.2.dose.days_per_week should be at most 7, not"
    ),
    Slip(
        "sets as a word", swap("sets: 3", "sets: three"), "13:18: exercises.2.dose.sets should be a whole number, not"
    ),
    Slip("sets in quotes", swap("sets: 3", 'sets: "3"'), "13:18: exercises.2.dose.sets should be", "take the quotes"),
    Slip("half a set", swap("sets: 3", "sets: 2.5"), "13:18: exercises.2.dose.sets should be a whole number, not 2.5"),
    Slip("reps upside down", swap("reps: 15", "reps: 12-8"), "13:27: exercises.2.dose.reps should be from 1 to 100"),
    Slip("reps: yes", swap("reps: 15", "reps: true"), "13:27: exercises.2.dose.reps should be a number like 10 or"),
    Slip("reps and minutes", swap(DOSE, "minutes: 2"), "13:11: exercises.2.dose should count in one way", "keep one"),
    Slip("Monday", swap(DOSE, "on: [monday]"), "13:49: exercises.2.dose.on.0 should be one of mon,", "mean 'mon'?"),
    Slip("two counts of days", swap(DOSE, "days_per_week: 3, on: [mon]"), "13:11: exercises.2.dose names other days"),
    Slip("no unit", swap(DOSE, "load: 5"), "13:50: exercises.2.dose.load should be a weight with its unit"),
    Slip("no such tempo", swap(DOSE, "tempo: slow"), "13:51: exercises.2.dose.tempo should be three numbers"),
    Slip("no such band", swap("band: green", "band: purple"), "13:37: exercises.2.dose.band should be one of tan,"),
    Slip("no such level", swap("    note:", "    level: hard\n    note:"), "10:12: exercises.0.level should be one of"),
    Slip(
        "text for a map", swap(CLINICIAN, "clinician: J. Okafor"), "5:12: clinician should be a map of keys, not text"
    ),
    Slip("a list for a map", swap(CLINICIAN, "clinician: [a]"), "5:12: clinician should be a map of keys, not a list"),
    Slip("a map for a list", swap(GOALS, "goals: {a: b}"), "7:8: goals should be a list, not a map of keys", "'- '"),
    Slip("text for a list", swap(GOALS, "goals: run"), "7:8: goals should be a list, not text", "'- '"),
    Slip("an item left empty", swap("- calf-stretch-towel", "-"), "11:4: exercises.1 should be a map", "fill it in"),
    Slip("an exercise unnamed", swap("use: heel-raise\n    note", "note"), "9:5: exercises.0.use is missing", "add it"),
    Slip("a list as the file", "- heel-raise\n", "1:1: the file should be a map of keys, not a list", "key: value"),
    Slip("a word as the file", "heel-raise\n", "1:1: the file should be a map of keys, not text", "key: value"),
    Slip("nothing to do", "patient: {name: Sam}\n", "1:1: the file names neither a program nor exercises", "program"),
    Slip("February 30", swap("2026-12-05", "2026-02-30"), "14:13: next_visit should be a day that exists"),
    Slip("a date the American way", swap("2026-12-05", "12/05/2026"), "14:13: next_visit should be a day that exists"),
    Slip(
        "English in full",
        swap("  side:", "  language: english\n  side:"),
        "3:13: patient.language should be a language",
    ),
    Slip(
        "two sides at once",
        swap("  - calf-stretch-towel", "  - {use: toe-taps, side: left, dose: {side: right}}"),
        "11:5: exercises.1 says side left, and its dose says right",
        "keep one",
    ),
)
MEANING = (
    Slip("a visit that has been", swap("2026-12-05", "2026-11-05"), "14:13: next_visit is before the day", "mend it"),
    Slip(
        "a wrong id", swap("use: heel-raise", "use: heel-rise"), "9:5: there is no exercise 'heel-rise'", "heel-raise"
    ),
    Slip(
        "an id in curly quotes",
        swap("- calf-stretch-towel", "- “calf-stretch-towel”"),
        "11:5: there is no exercise",
        "did you mean 'calf-stretch-towel'?",
    ),
    Slip(
        "a name for an id", swap("use: heel-raise", "use: Heel Raise"), "9:5: there is no exercise 'Heel Raise'", "mean"
    ),
    Slip(
        "a path for an id", swap("- calf-stretch-towel", "- ../flags"), "11:5: there is no exercise '../flags'", "list"
    ),
    Slip("a program half named", "patient: {name: Sam}\nprogram: sore-ankle\n", "2:10: there is no program", "did you"),
    Slip("a brand in British", swap("harbor-street", "harbour-street"), "6:8: there is no brand", "'harbor-street'?"),
    Slip("a language to come", swap("  side:", "  language: fr\n  side:"), "3:13: there are no words for 'fr'", "en"),
    Slip("a flag misspelt", swap(FLAGS, "flags: [laytex]"), "4:11: there is no flag 'laytex'", "mean 'latex-allergy'?"),
    Slip(
        "a flag by a like name", swap(FLAGS, "flags: [numb foot]"), "4:11: there is no flag", "'diabetic-neuropathy'?"
    ),
    Slip(
        "a flag without facts", swap(FLAGS, "flags: [weight-bearing]"), "4:11: the flag weight-bearing also needs side"
    ),
    Slip(
        "a percent missing",
        swap(FLAGS, "flags: [{flag: weight-bearing, side: right, status: partial}]"),
        "4:11: the flag weight-bearing also needs percent",
        "percent: …",
    ),
    Slip(
        "150 percent",
        swap(FLAGS, "flags: [{flag: weight-bearing, side: right, status: partial, percent: 150}]"),
        "4:73: patient.flags.0.percent should be at most 100, not 150",
    ),
    Slip(
        "a status of one's own",
        swap(FLAGS, "flags: [{flag: weight-bearing, side: right, status: nwb}]"),
        "4:55: the flag weight-bearing has no status 'nwb'",
        "none, touch",
    ),
    Slip("no such equipment", swap(FLAGS, "equipment: [chairs]"), "4:15: there is no equipment 'chairs'", "'chair'?"),
    Slip("left out, never in", GOOD + "leave_out: [foot-kneel]\n", "15:13: foot-kneel is not in the program"),
    Slip("left out and chosen", GOOD + "leave_out: [heel-raise]\n", "15:13: heel-raise is both chosen and", "keep one"),
    Slip("chosen twice", swap("- calf-stretch-towel", "- heel-raise"), "11:5: heel-raise is chosen twice", "keep one"),
    Slip(
        "one side of two", swap("    note:", "    side: left\n    note:"), "9:5: heel-raise works both sides", "leave"
    ),
    Slip(
        "a band for no band",
        swap("    note:", "    dose: {band: red}\n    note:"),
        "9:5: heel-raise uses no band",
        "leave out 'band'",
    ),
    Slip("an emoji in the name", swap("Sam Rivera", "Sam 🏃"), "2:9: the typeface has no sign for U+1F3C3", "other"),
    Slip(
        "not at home",
        swap(FLAGS, "equipment: [band, chair, door, counter]"),
        "11:5: calf-stretch-towel needs a bath towel",
        "add it to patient.equipment",
        4,
    ),
    Slip(
        "no weight on the leg",
        swap(FLAGS, "flags: [{flag: weight-bearing, side: right, status: none}]"),
        "9:5: heel-raise is not for this patient (WB-1)",
        "take heel-raise out",
        4,
    ),
)
SLIPS = (*SYNTAX, *FILES, *VALUES, *MEANING)
