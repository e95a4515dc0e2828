"""Our XSDs on their own: well kept, accepted by two libraries, and consistent with the generator."""

from pathlib import Path
from random import Random

import pytest
import xmlschema
from lxml import etree

from tests.schemas.corpus import SEED, UNMUTATED, cases, compiled
from tests.schemas.generate import Generator, random_valid, to_bytes
from tests.schemas.mutate import MUTATIONS
from tests.schemas.structure import (
    BASE_FILE,
    SCHEMAS,
    ComplexType,
    Element,
    SimpleType,
    message_codes,
    read_message,
)
from tests.schemas.subject import open_subject

CODES = message_codes()
FILES = sorted(SCHEMAS.glob("*.xsd"))
XS = "{http://www.w3.org/2001/XMLSchema}"


def test_there_are_fourteen_messages_and_a_base_schema() -> None:
    assert len(CODES) == 14
    assert len(FILES) == 15


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_schema_compiles_with_lxml(file: Path) -> None:
    etree.XMLSchema(file=str(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_schema_compiles_with_xmlschema(file: Path) -> None:
    assert xmlschema.XMLSchema10(file).validity == "valid"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_schema_is_tidy(file: Path) -> None:
    """No annotations or comments, UTF-8, LF line ends, no tabs, indented by two spaces a level."""
    content = file.read_bytes()
    assert b"\r" not in content
    assert b"\t" not in content
    assert content.endswith(b">\n")
    root = etree.fromstring(content)
    for node in root.iter():
        assert isinstance(node.tag, str), f"comment or instruction on line {node.sourceline}"
        assert node.tag.startswith(XS)
        assert node.tag not in {f"{XS}annotation", f"{XS}documentation", f"{XS}appinfo"}
        line = content.decode("utf-8").splitlines()[node.sourceline - 1]
        depth = sum(1 for _ in node.iterancestors())
        assert len(line) - len(line.lstrip(" ")) == 2 * depth


@pytest.mark.parametrize("code", CODES)
def test_a_message_schema_imports_the_base_schema_beside_it(code: str) -> None:
    (found,) = etree.parse(SCHEMAS / f"{code}.xsd").getroot().findall(f"{XS}import")
    assert found.get("schemaLocation") == BASE_FILE


@pytest.mark.parametrize("code", CODES)
def test_random_valid_messages_are_valid(code: str) -> None:
    rng = Random(f"{SEED} {code}")
    schema = compiled(code)
    for number in range(50):
        content = random_valid(code, rng, exotic=number % 2 == 1)
        schema.assertValid(etree.fromstring(content))


@pytest.mark.parametrize("code", CODES)
def test_the_same_seed_gives_the_same_message(code: str) -> None:
    assert random_valid(code, Random(7)) == random_valid(code, Random(7))


def _paths(declared: Element, prefix: str = "") -> set[str]:
    path = f"{prefix}/{declared.name}"
    below = declared.type.elements if isinstance(declared.type, ComplexType) else ()
    return {path}.union(*(_paths(child, path) for child in below))


@pytest.mark.parametrize("code", CODES)
def test_random_valid_messages_reach_every_element(code: str) -> None:
    rng = Random(f"{SEED} {code}")
    generator = Generator(code, rng)
    reached = set()
    for _ in range(50):
        tree = generator.tree()
        for place in open_subject(tree, generator.message, rng).places:
            names = [etree.QName(node).localname for node in (place.node, *place.node.iterancestors())]
            reached.add("/" + "/".join(reversed(names)))
    assert reached == _paths(read_message(code)) - {"/Bericht"}


@pytest.mark.parametrize("code", CODES)
def test_the_corpus_holds_every_code_and_every_boundary(code: str) -> None:
    """Each value of each list, the longest text of each text type, both ends of each range."""
    seen: dict[SimpleType, set[str]] = {}
    for case in cases(code):
        if case.kind == UNMUTATED:
            root = etree.fromstring(case.content)
            for place in open_subject(root, read_message(code), Random(0)).values:
                if place.simple:
                    seen.setdefault(place.simple, set()).add(place.text)
    for simple, texts in seen.items():
        assert texts >= set(simple.enumeration)
        if simple.primitive == "string" and simple.max_length and not simple.enumeration:
            assert max(map(len, texts)) == simple.max_length, simple.name
        if simple.primitive == "integer" and not simple.patterns:
            assert texts >= {str(simple.minimum), str(simple.maximum)}, simple.name


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", MUTATIONS)
def test_a_mutation_changes_every_message(code: str, kind: str) -> None:
    """Each kind of mutation finds a place in each message, also in the smallest."""
    rng = Random(f"{SEED} {code} {kind}")
    generator = Generator(code, rng)
    changes = 0
    for _ in range(10):
        tree = generator.tree()
        before = to_bytes(tree)
        MUTATIONS[kind](open_subject(tree, generator.message, rng))
        changes += to_bytes(tree) != before
    assert changes
