"""Compares what `build` inferred with what an independent reasoner for OWL RL, owlrl, infers.

usage: owlrl_compare.py OWN.nq FULL.nq

Both are graphs of the same documents, built with --inference own and --inference full. The reasoner gets the facts (the
default graph without the triples that are marked as inferred; the ontology is among them) and applies every rule of OWL 2
RL/RDF. Statements that two IRIs are one thing (owl:sameAs) are kept from it: Expograph hands them on as they are and says
everything of one of the two, a reasoner would say it of both. Of what it infers, the following is left out of the comparison, because Expograph infers nothing of the kind:

- statements about terms, such as which class is below which;
- statements that are true of everything: x a owl:Thing or rdfs:Resource, x owl:sameAs x;
- what RDF cannot say: statements whose subject is a literal, and the types of literals;
- membership in the classes of RDF, RDFS and OWL themselves.

What is left must be, triple for triple, what FULL.nq marks as inferred; and that part of it whose property or class the
ontology declares, what OWN.nq does.
"""

import sys

import owlrl
import rdflib
from rdflib import OWL, RDF, RDFS

INFERRED = rdflib.URIRef("https://w3id.org/expograph/id/inferred")
ONTOLOGY = rdflib.URIRef("https://w3id.org/expograph/ontology")
KINDS = {
    RDFS.Class, OWL.Class, RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty,
    OWL.SymmetricProperty, OWL.TransitiveProperty,
}  # fmt: skip
ABOUT_TERMS = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range}
META = (str(RDF), str(RDFS), str(OWL))


def read(path):
    """The facts, what is marked as inferred, and the ontology of a graph."""
    dataset = rdflib.Dataset()
    dataset.parse(path, format="nquads")
    default = set(dataset.default_graph)
    inferred = set(dataset.graph(INFERRED))
    missing = inferred - default
    if missing:
        sys.exit(f"{path}: {len(missing)} inferred triples are not in the default graph, such as {missing.pop()}")
    return default - inferred, inferred, set(dataset.graph(ONTOLOGY))


def reason(facts):
    """All that follows from facts."""
    graph = rdflib.Graph()
    for triple in facts:
        if triple[1] != OWL.sameAs:
            graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return set(graph) - facts


def says_something(triple, terms):
    subject, predicate, thing = triple
    if isinstance(subject, rdflib.Literal) or subject in terms:
        return False
    if predicate == RDF.type:
        return isinstance(thing, rdflib.URIRef) and not str(thing).startswith(META)
    if predicate == OWL.sameAs:
        return subject != thing
    return predicate not in ABOUT_TERMS and not str(predicate).startswith(str(OWL))


def report(name, ours, theirs):
    for what, some in (("only Expograph infers", ours - theirs), ("only owlrl infers", theirs - ours)):
        for triple in sorted(some)[:20]:
            print(f"{name}: {what} {' '.join(term.n3() for term in triple)}", file=sys.stderr)
    print(f"{name}: {len(ours)} inferred by Expograph, {len(theirs)} by owlrl, {len(ours & theirs)} the same")
    return ours == theirs


def main(own_path, full_path):
    facts, full, ontology = read(full_path)
    own_facts, own, _ = read(own_path)
    # Inference changes no fact. Blank nodes, which rdflib renames, are of the ontology's lists.
    def named(triples):
        return {t for t in triples if not any(isinstance(term, rdflib.BNode) for term in t)}

    same = named(facts) == named(own_facts)
    if not same:
        print("the facts of the two graphs differ", file=sys.stderr)
    terms = {subject for subject, _, _ in ontology}
    declared = {s for s, p, o in ontology if p == RDF.type and o in KINDS}
    theirs = {triple for triple in reason(facts) if says_something(triple, terms)}
    same &= report("full", full, theirs)
    is_own = {(s, p, o) for s, p, o in theirs if (o if p == RDF.type else p) in declared}
    same &= report("own", own, is_own)
    if not full or not own:
        sys.exit("nothing was inferred")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
