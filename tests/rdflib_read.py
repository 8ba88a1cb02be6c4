#!/usr/bin/env python3
"""Reads an export in every format with rdflib, a reader that shares no code with the writer.

usage: rdflib_read.py FOLDER TRIPLES QUADS

FOLDER holds export.ttl, .nt, .rdf, .nq, .trig and .jsonld of one graph. TRIPLES and QUADS are the program's counts of
statements, without and with their graphs' names. Every file must have that many statements, and the same ones.
"""
import sys
from pathlib import Path

import rdflib
from rdflib.compare import to_canonical_graph

# Compare literals as they were written: "1.0" and "1" are two terms.
rdflib.NORMALIZE_LITERALS = False

TRIPLES = {"nt": "nt", "ttl": "turtle", "rdf": "xml"}
QUADS = {"nq": "nquads", "trig": "trig", "jsonld": "json-ld"}


def triples(path, name):
    return set(to_canonical_graph(rdflib.Graph().parse(str(path), format=name)))


def quads(path, name):
    dataset = rdflib.Dataset()
    dataset.parse(str(path), format=name)
    default = {None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID}
    graphs = {}
    for s, p, o, graph in dataset.quads():
        graph = getattr(graph, "identifier", graph)
        graphs.setdefault(None if graph in default else graph, rdflib.Graph()).add((s, p, o))
    # Blank nodes, which the ontology's lists have, are named by what is said of them, in each graph.
    return {(s, p, o, name) for name, graph in graphs.items() for s, p, o in to_canonical_graph(graph)}


def show(statements):
    return "".join(f"\n    {' '.join(t.n3() for t in s if t is not None)}" for s in sorted(statements, key=str)[:5])


def compare(folder, formats, read, wanted):
    """The number of formats that differ from what is wanted or from the first format."""
    failures, first = 0, None
    for ending, name in formats.items():
        path = folder / f"export.{ending}"
        try:
            found = read(path, name)
        except Exception as error:
            print(f"{ending:7} cannot be read: {type(error).__name__}: {error}")
            failures += 1
            continue
        problems = []
        if len(found) != wanted:
            problems.append(f"{wanted} statements expected")
        if first is None:
            first = found
        elif found != first:
            problems.append(f"not in the first format:{show(found - first)}\n  only in the first format:{show(first - found)}")
        print(f"{ending:7} {len(found):8} statements{'; ' if problems else ''}{'; '.join(problems)}")
        failures += bool(problems)
    return failures


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    folder, wanted_triples, wanted_quads = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    if not wanted_triples or not wanted_quads:
        sys.exit("the export is empty")
    print(f"rdflib {rdflib.__version__}")
    failures = compare(folder, TRIPLES, triples, wanted_triples) + compare(folder, QUADS, quads, wanted_quads)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
