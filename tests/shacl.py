"""Proves that `expograph check` and the shapes of ontology/shapes.ttl find the same things.

    python tests/shacl.py EXPOGRAPH GRAPH...

Each graph is checked by the program and validated by pySHACL; for every check the things at fault must be the same, and
on an example of tests/fixtures/checks those that its first line names. Exit code 1 where they differ.
"""

import json
import pathlib
import subprocess
import sys

import pyshacl
from rdflib import Dataset, Graph, Namespace, RDF

SH = Namespace("http://www.w3.org/ns/shacl#")
EXPO = Namespace("https://w3id.org/expograph/ontology#")
CHECKS = "https://w3id.org/expograph/shapes#"
ID = "https://w3id.org/expograph/id/"
EVIDENCE = (EXPO.Document, EXPO.Claim, EXPO.Quotation, EXPO.Resolution)
SHAPES = pathlib.Path(__file__).parent.parent / "ontology" / "shapes.ttl"


def run(program, graph, *arguments):
    command = [program, "--quiet", "--graph", str(graph), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def by_check(program, graph):
    """What the program finds: pairs of a check and a thing."""
    reports = json.loads(run(program, graph, "check", "all", "--fail-on", "never", "--format", "json"))
    return {(report["check"], finding["thing_iri"]) for report in reports for finding in report["findings"]}


def data(program, graph):
    """The default graph with the evidence of the others."""
    dataset = Dataset()
    dataset.parse(data=run(program, graph, "export", "--format", "nq"), format="nquads")
    merged = Graph()
    for triple in dataset.default_graph:
        merged.add(triple)
    for named in dataset.graphs():
        if named.identifier == dataset.default_graph.identifier:
            continue
        for kind in EVIDENCE:
            for subject in named.subjects(RDF.type, kind):
                for triple in named.triples((subject, None, None)):
                    merged.add(triple)
    return merged


def named_shape(shapes, shape):
    """The shape with a name that a part of it belongs to."""
    while not str(shape).startswith(CHECKS):
        shape = next(shapes.subjects(None, shape))
    return str(shape).removeprefix(CHECKS)


def by_shape(shapes, graph):
    """What pySHACL finds: pairs of a check and a thing."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    return {
        (named_shape(shapes, report.value(result, SH.sourceShape)), str(report.value(result, SH.focusNode)))
        for result in report.objects(None, SH.result)
    }


def main(program, graphs):
    shapes = Graph().parse(SHAPES)
    pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    failed = False
    for path in map(pathlib.Path, graphs):
        checked = by_check(program, path)
        validated = by_shape(shapes, data(program, path))
        problems = [f"only the check {name} finds {thing}" for name, thing in sorted(checked - validated)]
        problems += [f"only the shape {name} finds {thing}" for name, thing in sorted(validated - checked)]
        first = path.open(encoding="utf-8").readline()
        if first.startswith("# finds: "):
            expected = {(path.stem, ID + thing) for thing in first.split()[2:]}
            of_check = {pair for pair in checked if pair[0] == path.stem}
            problems += [f"{name} does not find {thing}" for name, thing in sorted(expected - of_check)]
            problems += [f"{name} finds {thing}" for name, thing in sorted(of_check - expected)]
        for problem in problems:
            print(f"{path}: {problem}")
        failed |= bool(problems)
        print(f"{path}: {len(checked)} findings, {len(problems)} differences")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
