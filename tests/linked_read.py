#!/usr/bin/env python3
"""Checks with rdflib what is exported for others: the numbers of VoID, JSON-LD beside its context, events for web pages.

usage: linked_read.py FOLDER CONTEXT

FOLDER holds, of one graph, export.nt and export.nq, void.ttl (--void), elsewhere.jsonld (--format jsonld --context URL) and
events.jsonld and events.nt (--schema-org). CONTEXT is ontology/context.jsonld.
"""
import json
import sys
from pathlib import Path

import rdflib
from rdflib import RDF, Namespace
from rdflib.compare import to_canonical_graph
from rdflib.namespace import VOID

rdflib.NORMALIZE_LITERALS = False
SCHEMA = "https://schema.org/"


def graph(path, name):
    return rdflib.Graph().parse(str(path), format=name)


def dataset(text, name):
    """The statements with their graphs; blank nodes are named by what each graph says of them."""
    found = rdflib.Dataset()
    found.parse(data=text, format=name)
    default = {None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID}
    graphs = {}
    for s, p, o, g in found.quads():
        g = getattr(g, "identifier", g)
        graphs.setdefault(None if g in default else g, rdflib.Graph()).add((s, p, o))
    return {(s, p, o, g) for g, triples in graphs.items() for s, p, o in to_canonical_graph(triples)}


def void(folder):
    """Every number in the description against a count of the export."""
    triples = set(graph(folder / "export.nt", "nt"))
    said = graph(folder / "void.ttl", "turtle")
    (main,) = set(said.subjects(VOID.triples)) & set(said.subjects(VOID.classPartition))
    number = lambda node, property: int(said.value(node, property))
    wrong = []

    def check(what, node, property, wanted):
        if number(node, property) != wanted:
            wrong.append(f"{what}: {number(node, property)}, counted {wanted}")

    check("triples", main, VOID.triples, len(triples))
    check("subjects", main, VOID.distinctSubjects, len({s for s, _, _ in triples}))
    check("objects", main, VOID.distinctObjects, len({o for _, _, o in triples}))
    check("properties", main, VOID.properties, len({p for _, p, _ in triples}))
    classes, properties = {}, {}
    for s, p, o in triples:
        properties.setdefault(p, []).append((s, o))
        if p == RDF.type:
            classes.setdefault(o, set()).add(s)
    space = str(said.value(main, VOID.uriSpace))
    own = {s for s, p, _ in triples if p == RDF.type and str(s).startswith(space)}
    check("entities", main, VOID.entities, len(own))
    parts = list(said.objects(main, VOID.classPartition))
    if {said.value(part, VOID["class"]) for part in parts} != set(classes):
        wrong.append("class partitions are not the classes")
    for part in parts:
        name = said.value(part, VOID["class"])
        check(f"entities of {name}", part, VOID.entities, len(classes.get(name, ())))
    parts = list(said.objects(main, VOID.propertyPartition))
    if {said.value(part, VOID.property) for part in parts} != set(properties):
        wrong.append("property partitions are not the properties")
    for part in parts:
        name = said.value(part, VOID.property)
        pairs = properties.get(name, [])
        check(f"triples of {name}", part, VOID.triples, len(pairs))
        check(f"subjects of {name}", part, VOID.distinctSubjects, len({s for s, _ in pairs}))
        check(f"objects of {name}", part, VOID.distinctObjects, len({o for _, o in pairs}))
    sets = list(said.subjects(RDF.type, VOID.Linkset))
    if not sets:
        wrong.append("no linkset")
    for links in sets:
        name = said.value(links, VOID.linkPredicate)
        target = str(said.value(said.value(links, VOID.objectsTarget), VOID.uriSpace))
        there = [o for _, o in properties.get(name, []) if str(o).startswith(target)]
        check(f"links by {name}", links, VOID.triples, len(there))
    for example in said.objects(main, VOID.exampleResource):
        if not any(s == example for s, _, _ in triples):
            wrong.append(f"example {example} is not in the graph")
    print(f"void    {len(said):8} statements, {len(sets)} linksets")
    return wrong


def elsewhere(folder, context):
    """JSON-LD that names its context's address, with the context put in its place."""
    document = json.loads((folder / "elsewhere.jsonld").read_text(encoding="utf-8"))
    address, base = document["@context"]
    document["@context"] = [json.loads(context.read_text(encoding="utf-8"))["@context"], base]
    found = dataset(json.dumps(document), "json-ld")
    wanted = dataset((folder / "export.nq").read_text(encoding="utf-8"), "nquads")
    print(f"context {len(found):8} statements beside {address}")
    return [] if found == wanted else [f"{len(found ^ wanted)} statements differ beside {address}"]


def events(folder):
    """Events, read with what schema.org's own context says of the few properties that hold addresses and days."""
    document = json.loads((folder / "events.jsonld").read_text(encoding="utf-8"))
    if document["@context"] != SCHEMA.rstrip("/"):
        return [f"the context is {document['@context']}"]
    link = {"@type": "@id"}
    day = {"@type": "http://www.w3.org/2001/XMLSchema#date"}
    days = dict.fromkeys(["startDate", "endDate", "datePublished"], day)
    document["@context"] = {"@vocab": SCHEMA, "url": link, "sameAs": link, **days}
    found = {(p, o) for _, p, o in rdflib.Graph().parse(data=json.dumps(document), format="json-ld")}
    wanted = {(p, o) for _, p, o in graph(folder / "events.nt", "nt")}
    # Parts without a name of their own are blank in one and named in the other.
    plain = lambda pairs: {(p, o) for p, o in pairs if not isinstance(o, rdflib.BNode) and "#" not in str(o)[8:]}
    odd = plain(found) ^ plain(wanted)
    terms = {p for p, _ in found if p != RDF.type} | {o for p, o in found if p == RDF.type}
    strange = [str(term) for term in terms if not str(term).startswith(SCHEMA)]
    print(f"events  {len(found):8} statements, {len(terms)} terms")
    return [f"{len(odd)} statements differ: {sorted(map(str, odd))[:4]}"] * bool(odd) + strange


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, context = Path(sys.argv[1]), Path(sys.argv[2])
    wrong = void(folder) + elsewhere(folder, context) + events(folder)
    for problem in wrong:
        print(problem)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
