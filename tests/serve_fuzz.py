#!/usr/bin/env python3
"""Requests that no browser sends, to every route of `expograph serve`, many times.

    serve_fuzz.py PROGRAM GRAPH [--requests 100000] [--seed 1] [--clients 8]

Serves GRAPH with PROGRAM and sends requests made of every route, parameter, header and method with
values that are wrong, broken, huge or malicious; the same ones for the same seed. It fails if an answer
is 500, a request that is one gets no answer, what was sent comes back as HTML or as a header, a redirect
leads to another host, the program panics or ends, or its memory grows without bound.
"""

import argparse
import collections
import json
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

# Comes back as written only if nobody escaped it.
TAG = '<x7zq onload=alert(1)>'
ATTRIBUTE = '" x7zq="1'
HEADER = "\r\nX-Owned: 1\r\n\r\n<x7zq>"

ROUTES = [
    "/", "/search", "/search.json", "/browse", "/thing", "/compare", "/path", "/disputes", "/checks", "/questions",
    "/ask", "/about", "/health", "/metrics", "/sparql", "/data", "/nowhere", "//", "/.", "/..", "/id", "/id/", "*",
]
# Routes that go on below.
BELOW = ["/id/", "/questions/", "/assets/", "/data/", "/sparql/", "/id/document/", "/id/person/", "/id/expo/", "/browse/"]
PARAMETERS = [
    "q", "class", "page", "relation", "of", "iri", "format", "cite", "a", "b", "only", "from", "to", "via", "avoid",
    "longest", "paths", "at", "query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "graph",
    "default", "series", "metric", "least", "edition", "earlier", "later", "person", "organization", "country", "topic",
    "year", "document", "decision", "post", "place", "v", "part", "steps", "more", "check", "verdict", "example", "callback", "accept", "output", "timeout", "limit", "", "__proto__",
]
METHODS = ["GET"] * 30 + ["HEAD", "POST", "POST", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get", "CONNECT", "PROPFIND"]
HEADERS = {
    "Accept": [
        "text/html", "*/*", "text/turtle", "application/ld+json;q=0.5, text/html;q=0.4", "application/sparql-results+json",
        "text/csv;q=1.0001", "text/html;q=0", "*/*;q=0", "a/b", "/", ";;;,,,", "text/*;level=1", "q=1", "*", "text/html;q=nan",
        "text/html;q=-1, */*;q=1e400", ",".join(f"a{n}/b;q=0.{n % 10}" for n in range(500)), TAG, "\x80\xff",
    ],
    "If-None-Match": ["*", "\"x\"", "W/\"\"", "W/", ",", "\"" * 500, "W/\"x\", " * 300, TAG],
    "If-Modified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "Fri, 99 Foo 99999 99:99:99 GMT"],
    "Range": ["bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-0,1-1,2-2", "lines=1-2", "bytes=99999999999999999999-", "bytes=--1"],
    "Content-Type": [
        "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update", "application/json", "a", "",
        "application/sparql-query; charset=utf-16", "multipart/form-data; boundary=x", "text/turtle", TAG, "application/sparql-query;;;",
    ],
    "Accept-Encoding": ["gzip", "br", "zstd", "deflate", "identity;q=0", "*;q=0", "gzip;q=x", "gzip, gzip, gzip"],
    "Host": ["localhost", "evil.example", "", "a b", "[::1", "127.0.0.1:99999", TAG.replace(" ", "")],
    "Origin": ["https://evil.example", "null", TAG],
    "Access-Control-Request-Method": ["GET", "DELETE", "x y"],
    "Access-Control-Request-Headers": ["x-owned", "content-type, accept", TAG],
    "Referer": ["http://evil.example/" + TAG],
    "User-Agent": [TAG, "", "a" * 4000],
    "Cookie": ["a=b; " * 300, TAG],
    "X-Forwarded-For": ["1.2.3.4", TAG],
    "X-Forwarded-Proto": ["https", "x"],
    "Expect": ["100-continue", "x"],
    "Upgrade": ["websocket", "h2c"],
    "Connection": ["keep-alive", "close", "upgrade", "x, y, z"],
    "Transfer-Encoding": ["identity"],
    "Authorization": ["Basic !!!", "Bearer " + TAG],
    "Accept-Language": ["de", "*;q=x", TAG],
}
QUERIES = [
    "SELECT * WHERE { ?s ?p ?o } LIMIT 5", "ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o } ", "DESCRIBE <http://x>",
    "SELECT (" + json.dumps(TAG) + " AS ?x) WHERE {}", "SELECT", "", "\0", "INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "CLEAR DEFAULT",
    "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>", "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a LIMIT 2",
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "SELECT * WHERE { ?s (!<a:a>)*/^(<a:b>|!<a:c>)+ ?o }",
    "PREFIX : <#" + TAG.replace(" ", "") + "> SELECT * { }", "BASE <" + "a" * 3000 + "> SELECT * { <> ?p ?o }",
    "SELECT (REPLACE('" + "a" * 40 + "', '(a*)*b', '') AS ?x) {}", "SELECT (1/0 AS ?x) (xsd:integer('9'*9) AS ?y) {}",
    "SELECT * { BIND(IRI('javascript:alert(1)') AS ?link) }", "SELECT * { BIND(IRI('//evil.example') AS ?link) }",
    "SELECT (99999999999999999999999999999 * 99999999999 AS ?x) {}", "SELECT * { FILTER EXISTS { FILTER EXISTS { ?s ?p ?o } } }",
]


def deep(rng):
    """A query that is deep or long."""
    many = rng.choice([10, 100, 1000, 20_000])
    return rng.choice([
        lambda: "SELECT * WHERE " + "{" * many + "}" * many,
        lambda: "SELECT * WHERE " + "{" * many,
        lambda: "SELECT (" + "(" * many + "1" + ")" * many + " AS ?x) {}",
        lambda: "SELECT (" + "!" * many + "true AS ?x) {}",
        lambda: "SELECT (" + "-" * many + "1 AS ?x) {}",
        lambda: "SELECT * { ?s " + "(" * many + "<a:a>" + ")*" * many + " ?o }",
        lambda: "SELECT * { ?s " + "^" * many + "<a:a> ?o }",
        lambda: "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * min(many, 1000)) + " } LIMIT 1",
        lambda: "SELECT * { VALUES ?x { " + "1 " * many + "} }",
        lambda: "SELECT * { ?s ?p ?o FILTER(" + " && ".join(["?o != 1"] * min(many, 5000)) + ") } LIMIT 1",
        lambda: "SELECT * { " + "[ <a:a> " * many + "1" + " ]" * many + " <a:b> 1 }",
        lambda: "SELECT * { ?s ?p " + "( " * many + " )" * many + " }",
        lambda: "SELECT * { " + "OPTIONAL { ?s ?p ?o " * many + "}" * many + " } LIMIT 1",
        lambda: "SELECT * { " + "{ SELECT * " * many + "{}" + "}" * many + " }",
        lambda: "SELECT * { FILTER(" + "NOT EXISTS { FILTER(" * many + "true" + ") }" * many + ") }",
        lambda: "SELECT * { BIND(<< " * 3 + "?s ?p ?o >>" * 3 + " AS ?x) }",
        lambda: "SELECT (CONCAT(" + ",".join(["'x'"] * many) + ") AS ?x) {}",
    ])()


def values(known):
    """What parameters and the ends of paths are made of: text as it is before encoding, and bytes."""
    texts = [
        "", " ", "0", "-1", "1", "2", "1e9", "99999999999999999999", "-99999999999999999999", "NaN", "true", "yes", "2019", "2019-08-26",
        "9999999-99-99", TAG, ATTRIBUTE, HEADER, "'\"><x7zq>", "javascript:alert(1)", "//evil.example", "https://evil.example/", "/\\evil.example",
        "../" * 12 + "etc/passwd", "..\\..\\", "....//", "/etc/passwd", "\0", "a\0b", "\x01\x1f\x7f", "\u202e\u200b\ufeff", "\U0001f600" * 50,
        "e\u0301" * 300, "\u0130\u0131\u1e9e\u00df", "a" * 5000, "\u20ac" * 2000, "%", "%2", "%%", "%2525", "{}", "{{7*7}}", "${x}", "[", "(", "(a+)+$",
        "\\", "|", "||||", ";", "&", "=", "?", "#", "a b", "\t\n\r", "'", '"', "''", "\"\"\"", "<", ">", "urn:x", "_:b0", "http://[::1", "http://", "http://a b",
        "http://x/" + TAG, "Person", "Document", "ExpoSeries", "Expo", "speaker", "exhibitor", "figure", "ttl", "jsonld", "csv", "html", "asc",
        "sparql-results+json", "Smart China Expo", "Smart China Expo 2019", "Josephine Teo", "Who spoke at more than one edition?",
        "Who spoke at " + TAG + "?", "What " * 800, "visitors|exhibitors|", "site.css", "icon.svg", "site.js", "default", "union",
    ]
    return texts + known


class Faults:
    """What went wrong, from all clients."""

    def __init__(self):
        self.found = []
        self.statuses = collections.Counter()
        self.closed = 0
        self.slowest = (0.0, b"")
        self.lock = threading.Lock()

    def add(self, what, request):
        with self.lock:
            self.found.append(f"{what}: {request[:400]!r}")

    def answered(self, status, seconds, request):
        with self.lock:
            self.statuses[status] += 1
            self.slowest = max(self.slowest, (seconds, request[:200]))


class Maker:
    """Makes requests, the same for the same seed."""

    def __init__(self, seed, known):
        self.rng = random.Random(seed)
        self.values = values(known)

    def encoded(self, text):
        rng = self.rng
        if rng.random() < 0.04:
            # Escapes that are none, and bytes that are no UTF-8.
            text += rng.choice(["%", "%z", "%f", "%ff", "%c3%28", "%u0041", "%00", "%0d%0aX-Owned:1", "+", "%ed%a0%80", "%f4%90%80%80"])
            return urllib.parse.quote(text, safe="%+")
        if rng.random() < 0.03:
            return "".join(f"%{byte:02x}" for byte in text.encode()[:2000])
        return urllib.parse.quote(text, safe=rng.choice(["", "/:?", "!$'()*,;:@/?"]))

    def value(self, name):
        rng = self.rng
        if name in ("query", "update"):
            return deep(rng) if rng.random() < 0.1 else rng.choice(QUERIES)
        if rng.random() < 0.05:
            return "".join(chr(rng.choice([rng.randrange(1, 0x250), rng.randrange(0x2000, 0xD800)])) for _ in range(rng.randrange(1, 60)))
        return rng.choice(self.values)

    def target(self):
        rng = self.rng
        path = rng.choice(ROUTES)
        if rng.random() < 0.45:
            path = rng.choice(BELOW) + self.encoded(self.value(""))
            path += rng.choice(["", "", "", ".ttl", ".csv", ".json", ".xml", ".html", ".", "/", "/..", "//"])
        elif rng.random() < 0.1:
            path += rng.choice(["/", "//", "/..", "/../..", "%2e%2e/", ";x", "%00", ".ttl"])
        pairs = [rng.choice(PARAMETERS) for _ in range(rng.choice([0, 1, 1, 2, 2, 3, 8]))]
        if "/sparql" in path:
            pairs.append("query")
        if rng.random() < 0.05:
            pairs += [pairs[0] if pairs else "q"] * rng.choice([1, 2, 50])
        query = rng.choice(["&"] * 20 + [";", "&&"]).join(
            self.encoded(name) + rng.choice(["="] * 20 + ["", "=="]) + self.encoded(self.value(name)) for name in pairs)
        # A head of more than 64 KiB is refused; most are to be answered.
        if len(query) > 40_000 and rng.random() < 0.9:
            query = query[:30_000]
        return path + ("?" + query if query else "")

    def whole(self):
        """A request that is well formed as HTTP: it must be answered."""
        rng = self.rng
        method = rng.choice(METHODS)
        target = self.target()
        if method == "CONNECT":
            target = "127.0.0.1:80"
        fields = {"Host": "localhost"}
        for _ in range(rng.choice([0, 0, 1, 1, 2, 4])):
            name = rng.choice(list(HEADERS))
            if name in ("Transfer-Encoding", "Upgrade", "Expect") and rng.random() < 0.9:
                continue
            fields[name] = rng.choice(HEADERS[name])
        body = b""
        if method in ("POST", "PUT", "PATCH"):
            form = "&".join(self.encoded(name) + "=" + self.encoded(self.value(name)) for name in rng.choices(PARAMETERS, k=3) + ["query"])
            size = rng.choice([0, 10, 1000, 2_000_000]) if rng.random() < 0.05 else 0
            body = rng.choice([form.encode(), self.value("query").encode(), b"\0\xff" * 50, b"{", b"x" * size])
            fields.setdefault("Content-Type", rng.choice(HEADERS["Content-Type"][:4]))
            fields["Content-Length"] = str(len(body))
        head = f"{method} {target} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
        return method, head.encode("latin-1", "replace"), body

    def broken(self):
        """Bytes that are no request, or hardly one: whatever comes back, it is no 500."""
        rng = self.rng
        good = b"GET /search?q=a HTTP/1.1\r\nHost: localhost\r\n"
        return rng.choice([
            lambda: b"\r\n\r\n", lambda: b"\0" * 100 + b"\r\n\r\n", lambda: b"GET\r\n\r\n", lambda: b"GET / HTTP/9.9\r\n\r\n",
            lambda: b"GET / HTTP/1.0\r\n\r\n", lambda: b"GET /\r\n\r\n", lambda: b"GET  /  HTTP/1.1\r\n\r\n", lambda: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            lambda: good + b"Content-Length: -1\r\n\r\n", lambda: good + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
            lambda: good + b"Content-Length: 99999999999999999999\r\n\r\n",
            lambda: good + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", lambda: good + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            lambda: good + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
            lambda: good + b"A" * 70_000 + b": b\r\n\r\n", lambda: good + b"a: b\r\n" * 200 + b"\r\n", lambda: good + b"no colon\r\n\r\n",
            lambda: good + b" folded: x\r\n\r\n", lambda: good + b"a\0b: c\r\n\r\n", lambda: good + b"\xff\xfe: c\r\n\r\n", lambda: good + b": c\r\n\r\n",
            lambda: b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", lambda: b"GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
            lambda: b"GET /\xff\xfe\x80 HTTP/1.1\r\nHost: x\r\n\r\n", lambda: b"GET /search?q=\xc3\xa9<x7zq> HTTP/1.1\r\nHost: x\r\n\r\n",
            lambda: b"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", lambda: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100),
            lambda: bytes(rng.randrange(256) for _ in range(rng.randrange(1, 400))) + b"\r\n\r\n",
            lambda: (lambda whole: whole[: rng.randrange(len(whole))])(good + b"\r\n"),
            lambda: self.mutated(good + b"\r\n"),
        ])()

    def mutated(self, whole):
        data = bytearray(whole)
        for _ in range(self.rng.randrange(1, 6)):
            data[self.rng.randrange(len(data))] = self.rng.randrange(256)
        return bytes(data)


class Closed(Exception):
    """The server closed the connection before an answer was complete."""


# A query's answer may break off when its time is up, and not before, in seconds.
EARLIEST = 0.8


class Connection:
    def __init__(self, port):
        self.port = port
        self.socket = None
        self.rest = b""

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket, self.rest = None, b""

    def send(self, data):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=40)
            self.rest = b""
        self.socket.sendall(data)

    def more(self):
        try:
            data = self.socket.recv(1 << 16)
        except (ConnectionError, TimeoutError) as error:
            raise Closed(str(error)) from error
        if not data:
            raise Closed("closed")
        self.rest += data

    def until(self, mark):
        while mark not in self.rest:
            self.more()
        found, self.rest = self.rest.split(mark, 1)
        return found

    def exactly(self, size):
        while len(self.rest) < size:
            self.more()
        found, self.rest = self.rest[:size], self.rest[size:]
        return found

    def answer(self, method):
        head = self.until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        status = int(head[0].split(" ")[1])
        if status == 100:
            return self.answer(method)
        fields = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            fields[name.lower()] = value.strip()
        body = b""
        if method == "HEAD" or status in (204, 304):
            pass
        elif fields.get("transfer-encoding") == "chunked":
            try:
                while size := int(self.until(b"\r\n").split(b";")[0], 16):
                    body += self.exactly(size)
                    self.exactly(2)
                self.exactly(2)
            except Closed:
                # Rows that take too long break off; whoever reads them can tell.
                fields["broken"] = "yes"
                self.close()
        else:
            body = self.exactly(int(fields.get("content-length", "0")))
        if fields.get("connection", "").lower() == "close":
            self.close()
        return status, fields, body


def judge(faults, request, status, fields, body):
    """What must hold of every answer."""
    if status >= 500 and status not in (501, 503, 505):
        faults.add(f"answered {status}", request)
    kind = fields.get("content-type", "")
    if "x-owned" in fields:
        faults.add("a header was injected", request)
    if any(word in value.lower() for name, value in fields.items() for word in ("<x7zq",) if name != "link"):
        faults.add("a header has the tag", request)
    where = fields.get("location", "/")
    if not re.match(r"/(?![/\\])", where):
        faults.add(f"leads elsewhere, to {where[:80]}", request)
    if kind.startswith("text/html") and status != 304:
        if "default-src 'none'" not in fields.get("content-security-policy", ""):
            faults.add("a page without a policy", request)
        lowered = body.lower()
        for payload in (b"<x7zq", b'" x7zq="', b'href="javascript:', b'href="//evil', b'action="//'):
            if payload in lowered:
                faults.add(f"comes back unescaped ({payload.decode()})", request)
    elif b"<x7zq" in body and kind.startswith(("image/svg", "text/xml", "application/xhtml")):
        faults.add("comes back unescaped", request)
    if fields and status < 500 and "x-content-type-options" not in fields and status not in (400, 414, 431):
        faults.add("no nosniff", request)


def client(port, maker, requests, faults):
    connection = Connection(port)
    for _ in range(requests):
        if maker.rng.random() < 0.03:
            broken(port, maker.broken(), faults)
            continue
        method, head, body = maker.whole()
        # A head beyond the server's limit may be refused by closing the connection.
        is_large = len(head) > 60_000 or len(body) > 900_000
        for attempt in (1, 2):
            began = time.monotonic()
            try:
                connection.send(head + body)
                status, fields, answer = connection.answer(method)
            except (Closed, ConnectionError, TimeoutError) as error:
                connection.close()
                # A connection that was kept may end just as it is used again.
                if attempt == 2 and not is_large:
                    faults.add(f"no answer ({error})", head)
                if is_large:
                    break
                continue
            took = time.monotonic() - began
            faults.answered(status, took, head)
            if fields.pop("broken", None) and not (b"/sparql" in head and took > EARLIEST):
                faults.add(f"broken off after {took:.1f} s", head)
            judge(faults, head + b" BODY " + body[:200], status, fields, answer)
            if method in ("CONNECT",) or b"Upgrade:" in head or status in (400, 408, 413, 414, 431):
                connection.close()
            break
    connection.close()


def broken(port, data, faults):
    """Sends what is no request, and reads what comes until the connection ends."""
    answer = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=40) as one:
            one.sendall(data)
            one.shutdown(socket.SHUT_WR)
            while part := one.recv(1 << 16):
                answer += part
    except ConnectionError:
        pass
    except TimeoutError:
        faults.add("no end", data)
        return
    with faults.lock:
        faults.closed += 1
    if re.match(rb"HTTP/1\.\d 5\d\d", answer) and not answer.startswith((b"HTTP/1.1 505", b"HTTP/1.0 505")):
        faults.add(f"answered {answer[:40]!r}", data)
    if b"<x7zq" in answer:
        faults.add("comes back unescaped", data)


def memory(process):
    """Resident memory in MiB."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def known_things(url):
    """Names and IRIs of the graph, and the names of its questions."""
    found = []
    for letter in "abcdefghijklmnopqrstuvwxyz12":
        with urllib.request.urlopen(f"{url}/search.json?q={letter}") as answer:
            for thing in json.load(answer):
                found += [thing["label"], thing["iri"], thing["href"].removeprefix("/id/")]
    with urllib.request.urlopen(f"{url}/questions") as answer:
        found += sorted(set(re.findall(r"/questions/([\w-]+)", answer.read().decode()))) * 3
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("program")
    options.add_argument("graph")
    options.add_argument("--requests", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--growth", type=float, default=600, help="MiB that the memory may grow by")
    given = options.parse_args()
    with tempfile.TemporaryFile() as errors:
        # Ordinary limits but for the time, so that slow queries do not make this a long wait.
        process = subprocess.Popen(
            [given.program, "serve", "--graph", given.graph, "--port", "0", "--no-log", "--timeout", "1"],
            stdout=subprocess.PIPE, stderr=errors, text=True)
        line = process.stdout.readline()
        port = re.search(r":(\d+)", line)
        if not port:
            sys.exit(f"serve does not start: {line}")
        port = int(port[1])
        url = f"http://127.0.0.1:{port}"
        known = known_things(url)
        before = memory(process)
        faults = Faults()
        began = time.monotonic()
        share = [given.requests // given.clients + (at < given.requests % given.clients) for at in range(given.clients)]
        clients = [
            threading.Thread(target=client, args=(port, Maker(f"{given.seed}-{at}", known), share[at], faults))
            for at in range(given.clients)
        ]
        for one in clients:
            one.start()
        for one in clients:
            while one.is_alive():
                one.join(20)
                print(f"{sum(faults.statuses.values()) + faults.closed} requests, {len(faults.found)} faults, {memory(process):.0f} MiB", file=sys.stderr) \
                    if process.poll() is None and one.is_alive() else None
        seconds = time.monotonic() - began
        if process.poll() is not None:
            faults.add(f"the program ended with {process.returncode}", b"")
            after = 0.0
        else:
            time.sleep(2.5)
            after = memory(process)
            with urllib.request.urlopen(url) as answer:
                if answer.status != 200:
                    faults.add("the start page is gone", b"")
            if after - before > given.growth:
                faults.add(f"the memory grew from {before:.0f} to {after:.0f} MiB", b"")
            process.terminate()
            if process.wait(30) != 0:
                faults.add(f"stopped with {process.returncode}", b"")
        errors.seek(0)
        told = errors.read().decode(errors="replace")
        if "panicked" in told:
            faults.add("panicked", told[told.index("panicked") - 40:][:600].encode())
    many = sum(faults.statuses.values()) + faults.closed
    print(f"{many} requests in {seconds:.0f} s, {many / seconds:.0f} a second; {faults.closed} of them were no requests")
    print("answers: " + ", ".join(f"{status}: {many}" for status, many in sorted(faults.statuses.items())))
    print(f"the slowest took {faults.slowest[0]:.2f} s: {faults.slowest[1]!r}")
    print(f"memory: {before:.0f} MiB before, {after:.0f} MiB after")
    for fault, many in collections.Counter(re.sub(r"\d{3,}", "N", fault) for fault in faults.found).most_common(40):
        print(f"fault ({many}x): {fault}")
    print(f"{len(faults.found)} faults")
    sys.exit(1 if faults.found else 0)


if __name__ == "__main__":
    main()
