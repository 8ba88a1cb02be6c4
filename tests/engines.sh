#!/usr/bin/env bash
# Asks the same of one graph in this program, in Virtuoso and in Oxigraph's server: every query of queries/ and every
# command that asks a graph. The answers must be the same.
#
# usage: tests/engines.sh DOCUMENTS...      EXPOGRAPH, ENGINES and OXIGRAPH name the programs: this one, its example
# "engines" and Oxigraph's (default: target/release/expograph, target/release/examples/engines, oxigraph). RUNS=3 asks
# each query three times; GRAPH=FILE takes a graph that is there already; KEEP=FOLDER works there.
set -euo pipefail
cd "$(dirname "$0")/.."

expograph=$(realpath "${EXPOGRAPH:-target/release/expograph}")
engines=$(realpath "${ENGINES:-target/release/examples/engines}")
oxigraph=${OXIGRAPH:-oxigraph}
work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
pids=()
stop() {
    local pid
    for pid in ${pids[@]+"${pids[@]}"}; do kill "$pid" 2>/dev/null || true; done
    wait
    [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap stop EXIT
unset EXPOGRAPH_GRAPH EXPOGRAPH_TOKEN EXPOGRAPH_USER EXPOGRAPH_PASSWORD http_proxy HTTP_PROXY

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# until_up NAME COMMAND...: waits until it succeeds.
until_up() {
    local name=$1 try
    shift
    for try in $(seq 240); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.5
    done
    echo "$name does not answer; its log:" >&2
    tail -n 20 "$work/$name.log" >&2
    return 1
}

graph=${GRAPH:-$work/graph.nq}
if [ -z "${GRAPH:-}" ]; then
    "$expograph" build "$@" --graph "$graph"
fi
"$expograph" export --graph "$graph" --format nq >"$work/plain.nq"
"$expograph" export --graph "$graph" --format nq --default-graph >"$work/facts.nq"

# Virtuoso: its default graph is all graphs together.
sql=$(free_port) http=$(free_port)
mkdir -p "$work/virtuoso"
cat >"$work/virtuoso/virtuoso.ini" <<END
[Database]
DatabaseFile = $work/virtuoso/virtuoso.db
ErrorLogFile = $work/virtuoso/virtuoso.log
LockFile = $work/virtuoso/virtuoso.lck
TransactionFile = $work/virtuoso/virtuoso.trx
xa_persistent_file = $work/virtuoso/virtuoso.pxa
[TempDatabase]
DatabaseFile = $work/virtuoso/temporary.db
TransactionFile = $work/virtuoso/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
DirsAllowed = $work
NumberOfBuffers = 60000
MaxDirtyBuffers = 40000
DisableUnixSocket = 1
[HTTPServer]
ServerPort = 127.0.0.1:$http
ServerRoot = $work/virtuoso
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryExecutionTime = 600
END
(cd "$work/virtuoso" && exec virtuoso-t +configfile virtuoso.ini +foreground) >"$work/virtuoso.log" 2>&1 &
pids+=($!)
until_up virtuoso isql-vt "127.0.0.1:$sql" dba dba exec="select 1;"
isql-vt "127.0.0.1:$sql" dba dba \
    exec="DB.DBA.TTLP_MT(file_open('$work/facts.nq'), '', 'http://unused/', 512); checkpoint;" >"$work/load.log"
servers=("virtuoso=http://127.0.0.1:$http/sparql")

# Oxigraph's server: with a default graph of its own, and with one that is all graphs together.
if command -v "$oxigraph" >/dev/null; then
    for kind in plain facts; do
        port=$(free_port)
        "$oxigraph" load --location "$work/$kind" --file "$work/$kind.nq" 2>/dev/null
        union=()
        [ "$kind" = plain ] || union=(--union-default-graph)
        "$oxigraph" serve-read-only --location "$work/$kind" --bind "127.0.0.1:$port" ${union[@]+"${union[@]}"} \
            >"$work/oxigraph-$kind.log" 2>&1 &
        pids+=($!)
        url=http://127.0.0.1:$port/query
        until_up "oxigraph-$kind" "$expograph" query 'ASK {}' --graph "$url"
        servers+=("oxigraph-$kind=$url")
    done
else
    echo "Oxigraph's program is not here: only Virtuoso is asked"
fi

"$engines" --runs "${RUNS:-1}" "$graph" "${servers[@]}"

# Names of blank nodes are each engine's own.
plainly() { sed -E 's/_:[A-Za-z0-9._-]+/_:b/g' | LC_ALL=C sort; }

differing=0 known=0 compared=0
# same COMMAND...: prints the same for the file and for every server.
same() {
    local code other server
    set +e
    "$expograph" "$@" --graph "$graph" 2>"$work/expected.err" | plainly >"$work/expected"
    code=${PIPESTATUS[0]}
    for server in "${servers[@]}"; do
        "$expograph" "$@" --graph "${server#*=}" 2>"$work/found.err" | plainly >"$work/found"
        other=${PIPESTATUS[0]}
        compared=$((compared + 1))
        if [ "$code" != "$other" ] || ! cmp -s "$work/expected" "$work/found"; then
            if cut -f 1 tests/engines-known.txt | grep -qxF "${server%%=*} command $*"; then
                known=$((known + 1))
            else
                differing=$((differing + 1))
            fi
            echo "differs: ${server%%=*}: $* (exit codes $code, $other)"
            diff "$work/expected" "$work/found" | head -n 6 | cut -c 1-300
            head -n 3 "$work/found.err"
        fi
    done
    set -e
}
# first QUERY: the first cell of its first row.
first() { "$expograph" query "$1" --graph "$graph" --format csv 2>/dev/null | tr -d '\r' | sed -n 2p; }
has() { "$expograph" "$1" --help >/dev/null 2>&1; }

busiest() { first "SELECT ?name { ?x a expo:$1 ; rdfs:label ?name . ?x ?p ?o } GROUP BY ?x ?name ORDER BY DESC(COUNT(*)) ?name LIMIT 1"; }
person=$(busiest Person) expo=$(busiest Expo) company=$(busiest Company) country=$(busiest Country)
document=$(first 'SELECT ?name { GRAPH ?d { ?d a expo:Document ; rdfs:label ?name } } ORDER BY ?name LIMIT 1')
for thing in "$person" "$expo" "$company" "$country" "$document" "${person^^}" "no such name"; do
    for format in table md json; do same show "$thing" --format "$format"; done
done
for format in nq ttl trig; do
    same export --format "$format"
    same export "$expo" --format "$format"
    same export --document "$document" --format "$format"
done
for format in jsonld nt; do
    same export "$expo" --schema-org --format "$format"
    same export --schema-org --format "$format"
done
same export "$expo" --format jsonld
same export --void --format nt
same run speakers-of-edition -p edition="$expo"
same run company-history -p company="$company" --format json
same query 'SELECT ?e ?y { ?e expo:year ?y }' --format csv
same query 'ASK { ?e a expo:Expo }'
same query 'ASK { ?e a expo:Nothing }'
same query 'CONSTRUCT { ?p expo:spokeAt ?e } { ?e expo:speaker ?p }' --format nt
same query 'CONSTRUCT WHERE { ?e expo:year ?y }' --format ttl
same query 'SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?c a expo:Claim } } GROUP BY ?g' --format csv
same query 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' --format csv
same query "SELECT ?p ?o { GRAPH <https://w3id.org/expograph/id/graph> { ?s ?p ?o } }" --format csv
same query 'SELECT ?x {'
if has path; then
    same path "$person" "$company"
    same path "$person" "$country" --all --format json
    same path "$expo" "$company" --max-length 3
fi
if has ask; then
    same ask "Who spoke at $expo?"
    same ask "What did $company do?"
    same ask "How is the weather?"
fi
if has diff; then
    earlier=$(first 'SELECT ?n { ?a expo:editionOf ?s ; expo:year ?x ; rdfs:label ?n . ?b expo:editionOf ?s ; expo:year ?y . ?a expo:exhibitor ?e . ?b expo:exhibitor ?f FILTER(?x < ?y) } ORDER BY ?n LIMIT 1')
    later=$(first "SELECT ?m { ?a rdfs:label '''$earlier''' ; expo:editionOf ?s ; expo:year ?x . ?b expo:editionOf ?s ; expo:year ?y ; rdfs:label ?m . ?b expo:exhibitor ?f FILTER(?x < ?y) } ORDER BY ?m LIMIT 1")
    same diff "$earlier" "$later"
    same diff "$earlier" "$later" --format json
fi
if has check; then same check; fi
echo "$compared outputs of commands compared: $differing differ, $known as is known"
[ "$differing" -eq 0 ]
