#!/usr/bin/env python3
"""How fast `expograph serve` answers many at once, and whether it stays up when some of them are hostile.

    serve.py PROGRAM GRAPH [--seconds 15] [--hostile 60] [--connections 32] [--wanted START ENTITY QUESTION]

Serves GRAPH with PROGRAM and loads it with wrk: the start page, the pages of all things one after the other
(so that few are asked for twice and most are made anew), the pages of questions over many parameters. Then
a time of mixed load, with queries that are meant to do harm among it. Prints medians and memory; with
--wanted (milliseconds at the median) it fails where one is missed. It always fails if an ordinary page is
not answered within half a second in 99 of 100 cases during the hostile time, or the program ends.
"""

import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

# Each of wrk's threads goes through its own part of the addresses.
SCRIPT = """
local addresses = {}
local threads = 0
function setup(thread) thread:set("part", threads); threads = threads + 1 end
function init()
  for line in io.lines("ADDRESSES") do addresses[#addresses + 1] = line end
  at = math.floor(part * #addresses / 2)
end
function request()
  at = at % #addresses + 1
  return wrk.format("GET", addresses[at])
end
function done(summary, latency)
  io.write(string.format('RESULT {"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"most":%f,"status":%d,"broken":%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""

HOSTILE = [
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c ?a",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT ?o (GROUP_CONCAT(?s) AS ?all) WHERE { ?s ?p ?o . ?s2 ?p ?o2 } GROUP BY ?o",
    "SELECT DISTINCT ?a ?f WHERE { ?a ?b ?c . ?d ?e ?f } ",
    "SELECT * WHERE { ?s (!<urn:a>)* ?o } ORDER BY ?o",
    "SELECT * WHERE { ?a (!<urn:a>|^(!<urn:b>))+ ?b . ?b (!<urn:a>|^(!<urn:b>))+ ?c }",
    "SELECT (REPLACE(GROUP_CONCAT(?o), '(a*)*b', '') AS ?x) WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * WHERE { VALUES ?x { " + " ".join(f'"{n}"' for n in range(80_000)) + " } VALUES ?y { "
    + " ".join(f'"{n}"' for n in range(20_000)) + " } FILTER(?x = ?y) }",
    "SELECT * WHERE " + "{" * 30_000 + "}" * 30_000,
    "SELECT (" + "(" * 50_000 + "1" + ")" * 50_000 + " AS ?x) WHERE {}",
    "SELECT * WHERE { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(200)) + " }",
    "SELECT * WHERE { { ?a ?b ?c } MINUS { ?d ?e ?f . ?g ?h ?i . FILTER(STR(?d) > STR(?i)) } }",
]

QUESTIONS = {
    "Expo": ["edition-at-a-glance?edition=", "exhibitors-of-edition?edition=", "figures-of-edition?edition=", "countries-of-edition?edition="],
    "ExpoSeries": ["figures-over-editions?series=", "editions-of-series?series=", "topics-by-year?series=", "countries-in-every-edition?series="],
    "Person": ["person-history?person="],
    "Company": ["company-history?company="],
}


def asked(program, graph, query):
    """The rows of a query, without a heading."""
    run = subprocess.run([program, "query", "--graph", graph, "--format", "csv", query], check=True, capture_output=True, text=True)
    return run.stdout.split()[1:]


def addresses(program, graph, url):
    """The pages of things and of questions, each in an order that is the same at every run."""
    base = "https://w3id.org/expograph/id/"
    things = asked(program, graph, "SELECT DISTINCT ?s WHERE { ?s rdfs:label ?label FILTER(STRSTARTS(STR(?s), '" + base + "')) } ORDER BY ?s")
    entities = ["/id/" + thing.removeprefix(base) for thing in things]
    questions = []
    with urllib.request.urlopen(url + "/questions") as answer:
        known = set(re.findall(r"/questions/([\w-]+)", answer.read().decode()))
    for kind, pages in QUESTIONS.items():
        for thing in asked(program, graph, f"SELECT DISTINCT ?s WHERE {{ ?s a expo:{kind} }} ORDER BY ?s"):
            questions += ["/questions/" + page + urllib.parse.quote(thing, safe="") for page in pages if page.split("?")[0] in known]
    order = random.Random(1)
    order.shuffle(entities)
    order.shuffle(questions)
    return entities, questions


def load(url, pages, seconds, connections):
    """What wrk measures over these pages."""
    with tempfile.TemporaryDirectory() as folder:
        listed = pathlib.Path(folder, "addresses")
        listed.write_text("\n".join(pages) + "\n", encoding="utf-8")
        script = pathlib.Path(folder, "load.lua")
        script.write_text(SCRIPT.replace("ADDRESSES", str(listed)), encoding="utf-8")
        run = subprocess.run(
            ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(script), url],
            check=True, capture_output=True, text=True)
    return json.loads(re.search(r"RESULT (.*)", run.stdout)[1])


def told(name, measured, pages):
    again = max(0.0, 1 - pages / measured["requests"]) if measured["requests"] else 0
    print(f"{name}: {measured['p50']:.1f} ms at the median, {measured['p99']:.0f} ms in 99 of 100, {measured['requests'] / measured['seconds']:.0f} "
          f"a second; {pages} addresses, {again:.0%} asked again; {measured['status']} not 200, {measured['broken']} broken", flush=True)


def memory(process):
    """Resident memory in MiB."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def hostile(url, end, answers):
    """Sends hostile queries until the end; some leave before they are answered."""
    order = random.Random(threading.get_ident())
    while time.monotonic() < end:
        query = order.choice(HOSTILE)
        request = urllib.request.Request(url + "/sparql", data=query.encode(), headers={"Content-Type": "application/sparql-query"})
        try:
            with urllib.request.urlopen(request, timeout=order.choice([0.3, 3, 30])) as answer:
                while answer.read(1 << 16):
                    pass
                kind = answer.status
        except urllib.error.HTTPError as error:
            kind = error.code
        except OSError as error:
            kind = type(error).__name__
        except Exception as error:  # an answer that is broken off, as it should be past the time limit
            kind = type(error).__name__
        answers[kind] = answers.get(kind, 0) + 1


def ordinary(url, pages, end, times, wrong):
    """Asks for ordinary pages one after the other, as a visitor does."""
    at = 0
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            with urllib.request.urlopen(url + pages[at % len(pages)], timeout=30) as answer:
                answer.read()
        except (OSError, urllib.error.HTTPError) as error:
            wrong.append(f"{pages[at % len(pages)]}: {error}")
        times.append(time.monotonic() - began)
        at += 1
        time.sleep(0.05)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("program")
    options.add_argument("graph")
    options.add_argument("--seconds", type=int, default=15)
    options.add_argument("--hostile", type=int, default=60)
    options.add_argument("--connections", type=int, default=32)
    options.add_argument("--wanted", type=float, nargs=3, metavar=("START", "ENTITY", "QUESTION"))
    given = options.parse_args()
    failures = []
    process = subprocess.Popen(
        [given.program, "serve", "--graph", given.graph, "--port", "0", "--no-log"], stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        found = re.search(r"http://[^\s/]+", line)
        if not found:
            sys.exit(f"serve does not start: {line}")
        url = found[0]
        entities, questions = addresses(given.program, given.graph, url)
        print(f"{os.path.getsize(given.graph) / 1e6:.0f} MB of graph; load average {os.getloadavg()[0]:.1f} before", flush=True)
        print(f"memory: {memory(process):.0f} MiB at the start")
        wanted = given.wanted or [None] * 3
        for name, pages, most in zip(["start page", "pages of things", "questions"], [["/"], entities, questions], wanted):
            measured = load(url, pages, given.seconds, given.connections)
            told(name, measured, len(pages))
            if most and measured["p50"] > most:
                failures.append(f"{name}: {measured['p50']:.1f} ms at the median, wanted {most:.0f}")
            if measured["status"] or measured["broken"]:
                failures.append(f"{name}: {measured['status']} answers are not 200, {measured['broken']} broke off")
        before = memory(process)
        print(f"memory: {before:.0f} MiB before the hostile time")
        end = time.monotonic() + given.hostile
        answers, times, wrong = {}, [], []
        pages = ["/", "/questions", "/browse?class=Person"] + entities[:200] + questions[:50]
        random.Random(2).shuffle(pages)
        threads = [threading.Thread(target=hostile, args=(url, end, answers)) for _ in range(8)]
        threads += [threading.Thread(target=ordinary, args=(url, pages, end, times, wrong))]
        for thread in threads:
            thread.start()
        peak = before
        while any(thread.is_alive() for thread in threads):
            if process.poll() is not None:
                break
            peak = max(peak, memory(process))
            time.sleep(0.2)
        for thread in threads:
            thread.join()
        if process.poll() is not None:
            sys.exit(f"the program ended with {process.returncode}")
        time.sleep(12)
        after = memory(process)
        times.sort()
        late = times[len(times) * 99 // 100]
        print(f"hostile queries: " + ", ".join(f"{kind}: {many}" for kind, many in sorted(answers.items(), key=str)))
        print(f"ordinary pages meanwhile: {len(times)}, {times[len(times) // 2] * 1000:.0f} ms at the median, "
              f"{late * 1000:.0f} ms in 99 of 100, {times[-1] * 1000:.0f} ms the slowest; {len(wrong)} not answered")
        print(f"memory: {peak:.0f} MiB at most, {after:.0f} MiB after; load average {os.getloadavg()[0]:.1f} after")
        if wrong:
            failures.append(f"ordinary pages not answered: {wrong[:3]}")
        if late > 0.5:
            failures.append(f"ordinary pages took {late:.2f} s")
        if after > before * 1.5 + 200:
            failures.append(f"the memory grew from {before:.0f} to {after:.0f} MiB")
    finally:
        process.terminate()
        process.wait(30)
    for failure in failures:
        print(f"missed: {failure}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
