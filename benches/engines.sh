#!/usr/bin/env bash
# Times every query of queries/ on a graph of about a million quads: in this program, in Virtuoso and in Oxigraph's
# server, and compares the answers. The times of this program are those after loading.
#
# usage: benches/engines.sh [CACHE]      EXPOGRAPH, ENGINES, OXIGRAPH and RUNS as for tests/engines.sh; DOCUMENTS=1300.
# Appends to benches/results/DATE-engines.txt. CACHE keeps the corpus for the next run.
set -euo pipefail
cd "$(dirname "$0")/.."

documents=${DOCUMENTS:-1300}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cache=${1:-$work}
expograph=${EXPOGRAPH:-target/release/expograph}
corpus=$cache/corpus-$documents
[ -d "$corpus" ] || python3 benches/corpus.py "$corpus" --documents "$documents" >/dev/null
"$expograph" build "$corpus" data/documents --graph "$work/graph.nq"
mkdir -p benches/results
{
    echo "## $(date -u '+%Y-%m-%d %H:%M') UTC, revision $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
    echo
    awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo
    echo "$(nproc) cores, $(uname -srm); load average at the start: $(cut -d' ' -f1-3 /proc/loadavg)"
    echo
    GRAPH=$work/graph.nq RUNS=${RUNS:-3} tests/engines.sh 2>&1
    echo
} | tee -a "benches/results/$(date -u +%F)-engines.txt"
