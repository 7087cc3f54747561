"""Twenty ways in which a row of a table goes wrong, each with a part of what is said of it."""

from tests.batch.ward import PROGRAM, row

P = PROGRAM
SLIPS = {
    "no id": (f",Zed Zorro,left,,{P},", "there is no id"),
    "a path in the id": (f"../p,Zed Zorro,left,,{P},", "is no id that can name a file"),
    "a blank in the id": (f"Zed Zorro,Zed Zorro,left,,{P},", "is no id that can name a file"),
    "an id that is a device": (f"CON,Zed Zorro,left,,{P},", "Windows keeps for itself"),
    "an id too long": (f"{'x' * 65},Zed Zorro,left,,{P},", "is no id that can name a file"),
    "an id given twice": (row("twice") + row("twice").rstrip(), "is given twice"),
    "ids that differ in case": (row("Case") + row("cASE").rstrip(), "gives the same file name"),
    "no name": (f"s8,,left,,{P},", "patient.name is missing"),
    "a name too long": (f"s9,{'Zorro ' * 20},left,,{P},", "at most 60 letters"),
    "a side that is none": (f"s10,Zed Zorro,middle,,{P},", "should be one of left, right, both"),
    "a program that there is not": ("s11,Zed Zorro,left,,soar-ankles,", "there is no program"),
    "neither program nor exercises": ("s12,Zed Zorro,left,,,", "names neither a program nor exercises"),
    "an exercise that there is not": ("s13,Zed Zorro,left,,,heel-rase", "there is no exercise"),
    "a dose out of bounds": ("s14,Zed Zorro,left,,,heel-raise sets=200", "should be at most 10"),
    "a dose that there is not": ("s15,Zed Zorro,left,,,heel-raise setts=2", "is not a key that can stand here"),
    "a flag that there is not": (f"s16,Zed Zorro,left,zorro-palsy,{P},", "there is no flag"),
    "a flag without its facts": (f"s17,Zed Zorro,left,weight-bearing,{P},", "weight-bearing"),
    "too many cells": (f"s18,Zed Zorro,left,,{P},,,heel-raise", "has more cells than there are headings"),
    "too few cells": ("s19,Zed Zorro", "has fewer cells than there are headings"),
    "a letter that the typeface lacks": (f"s20,Zed \U0001f9b6 Zorro,left,,{P},", "has no sign for"),
    "a quote never closed": (f's21,"Zed Zorro,left,,{P},', "a quote is opened and never closed"),
    "an error of Excel's": ("s22,Zed Zorro,left,,#N/A,", "holds an error of Excel's"),
}
