"""The clients people use against a running /sparql and /data: rdflib's SPARQLStore, its graph reader,
and SPARQLWrapper. Usage: sparql_clients.py EXPOGRAPH GRAPH, a graph with people in it."""

import json
import subprocess
import sys
from urllib.request import Request, urlopen

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

EXPO = "https://w3id.org/expograph/ontology#"
PEOPLE = f"SELECT ?person ?name WHERE {{ ?person a <{EXPO}Person> ; <{RDFS.label}> ?name }} ORDER BY ?name"
checks = 0


def check(what, is_so):
    global checks
    checks += 1
    if not is_so:
        raise SystemExit(f"sparql_clients: {what}")


def fails(kind, work):
    try:
        work()
    except kind as error:
        return str(error)
    raise SystemExit(f"sparql_clients: no {kind.__name__}")


def rdflib_store(endpoint, people):
    for method in ("GET", "POST", "POST_FORM"):
        for form in ("xml", "json", "csv", "tsv"):
            store = SPARQLStore(endpoint, method=method, returnFormat=form)
            rows = list(Graph(store).query(PEOPLE))
            check(f"{method} {form}: {len(rows)} people", [str(row[1]) for row in rows] == people)
    graph = Graph(SPARQLStore(endpoint))
    someone, _, name = next(iter(graph.triples((None, RDFS.label, Literal(people[0])))))
    check("a value", isinstance(someone, URIRef) and str(name) == people[0])
    check("is there", (someone, RDFS.label, name) in graph)
    check("is not there", (someone, RDFS.label, Literal("nobody")) not in graph)
    check("yes", bool(graph.query(f"ASK {{ <{someone}> a <{EXPO}Person> }}")))
    check("no", not bool(graph.query(f"ASK {{ <{someone}> a <{EXPO}Country> }}")))
    check("with prefixes", len(graph.query("SELECT ?x { ?x rdfs:label ?y }", initNs={"rdfs": RDFS}, initBindings={"x": someone})) >= 1)
    made = graph.query(f"CONSTRUCT {{ ?p <{RDFS.label}> ?n }} WHERE {{ ?p a <{EXPO}Person> ; <{RDFS.label}> ?n }}")
    check("constructed", len(made.graph) == len(people))
    check("described", len(graph.query(f"DESCRIBE <{someone}>").graph) >= 2)
    # Named graphs hold what documents state.
    names = [row[0] for row in graph.query("SELECT DISTINCT ?g { GRAPH ?g { ?c a ?k } FILTER(CONTAINS(STR(?g), '/document/')) }")]
    check("documents", names)
    one = Graph(SPARQLStore(endpoint), identifier=names[0])
    check("one document's graph", len(list(one.query("SELECT * { ?s ?p ?o }"))) >= 1)
    return names[0]


def sparqlwrapper(endpoint, people, name):
    for method in (GET, POST):
        for how in (URLENCODED, POSTDIRECTLY) if method == POST else (URLENCODED,):
            client = SPARQLWrapper(endpoint)
            client.setMethod(method)
            client.setRequestMethod(how)
            client.setQuery(PEOPLE)
            client.setReturnFormat(JSON)
            found = [row["name"]["value"] for row in client.queryAndConvert()["results"]["bindings"]]
            check(f"{method} {how} JSON", found == people)
            client.setReturnFormat(XML)
            check(f"{method} {how} XML", len(client.queryAndConvert().getElementsByTagName("result")) == len(people))
            client.setReturnFormat(CSV)
            check(f"{method} {how} CSV", client.queryAndConvert().decode().count("\r\n") == len(people) + 1)
            client.setReturnFormat(TSV)
            check(f"{method} {how} TSV", client.queryAndConvert().decode().startswith("?person\t?name\n"))
            client.setQuery(f"CONSTRUCT {{ ?p <{RDFS.label}> ?n }} WHERE {{ ?p a <{EXPO}Person> ; <{RDFS.label}> ?n }}")
            for form in (TURTLE, N3, RDFXML, JSONLD):
                client.setReturnFormat(form)
                answer = client.queryAndConvert()
                if isinstance(answer, bytes):
                    answer = Graph().parse(data=answer, format="turtle")
                check(f"{method} {how} {form}", len(answer) == len(people))
            client.setQuery("ASK { ?s ?p ?o }")
            client.setReturnFormat(JSON)
            check(f"{method} {how} ASK", client.queryAndConvert()["boolean"] is True)
    client = SPARQLWrapper(endpoint)
    client.addDefaultGraph(str(name))
    client.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    client.setReturnFormat(JSON)
    count = int(client.queryAndConvert()["results"]["bindings"][0]["n"]["value"])
    check("default-graph-uri", count > 0)
    client.setQuery("SELECT * { ?s ?p }")
    check("where the mistake is", "query:1:18" in fails(QueryBadFormed, client.query))
    client.setQuery("DELETE WHERE { ?s ?p ?o }")
    client.setMethod(POST)
    check("updates", "403" in fails((SPARQLWrapperException, OSError), client.query))
    return count


def graph_store(site, name, count):
    one = Graph().parse(f"{site}data?graph={name}")
    check("a graph read over HTTP", len(one) == count)
    for media_type in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"):
        with urlopen(Request(f"{site}data?graph={name}", headers={"Accept": media_type})) as reply:
            check(media_type, reply.headers.get_content_type() == media_type)
            check(f"{media_type} read", len(Graph().parse(data=reply.read(), format=media_type)) == count)
    description = Graph().parse(f"{site}sparql")
    service = URIRef("http://www.w3.org/ns/sparql-service-description#Service")
    check("the service description", (None, None, service) in description)


def main(program, path):
    server = subprocess.Popen([program, "serve", "--graph", path, "--port", "0", "--no-log", "--quiet"], stdout=subprocess.PIPE, text=True)
    try:
        site = server.stdout.readline().strip()
        endpoint = f"{site}sparql"
        answer = subprocess.run([program, "query", "--graph", path, "--format", "json", PEOPLE], check=True, capture_output=True)
        people = [row["name"]["value"] for row in json.loads(answer.stdout)["results"]["bindings"]]
        check("people", len(people) > 3)
        name = rdflib_store(endpoint, people)
        count = sparqlwrapper(endpoint, people, name)
        graph_store(site, name, count)
    finally:
        server.terminate()
        server.wait(timeout=20)
    print(f"rdflib and SPARQLWrapper: {checks} checks passed")


main(*sys.argv[1:])
