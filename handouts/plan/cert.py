"""How much of the CERT checklist (Slade and others, 2016: how to report an exercise program) a plan tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.intake.brand import Brand
    from handouts.plan.plan import Plan


def items(plan: Plan, brand: Brand) -> tuple[tuple[str, bool, str], ...]:
    """The 16 items: what it is, whether the handout tells it, and what would."""
    profile, program = plan.profile, plan.program
    doses = [each.dose for each in plan.exercises]
    chosen = profile.exercises
    tailored = bool(profile.patient.side or plan.known or any(each.dose.given() or each.note for each in chosen))
    started = any(each.level for each in chosen) or bool(program and any(item.level for item in program.exercises))
    return (
        ("1 equipment", True, ""),
        ("2 who teaches it", bool(profile.clinician and profile.clinician.credentials), "clinician.credentials"),
        ("3 alone or in a group", True, ""),
        ("4 supervised or not", True, ""),
        ("5 how adherence is measured", "log" in brand.sections, "the brand's section log"),
        ("6 what motivates", bool(profile.goals), "goals"),
        ("7 when and how to progress", all(each.exercise.too_easy.say for each in plan.exercises), ""),
        ("8 each exercise can be repeated", all(len(each.exercise.steps) > 1 for each in plan.exercises), ""),
        ("9 home program", True, ""),
        (
            "10 what there is besides exercise",
            bool(program and (program.before or program.closing)),
            "a program's before",
        ),
        ("11 adverse events", bool(plan.red_flags), ""),
        ("12 where", True, ""),
        ("13 the whole dose", all(dose.weeks for dose in doses), "dose.weeks"),
        ("14 what is tailored", tailored, "patient.side, flags, or a dose or note of the patient's own"),
        ("15 where to start, and why", started, "level: start, standard or strong"),
        ("16 how it is followed up", profile.next_visit is not None, "next_visit"),
    )
