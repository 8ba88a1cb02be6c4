#!/usr/bin/env bash
# Measures expograph: speed and memory of `convert`, and the times of `build`, of opening a graph and of an answer.
#
# usage: benches/run.sh [CACHE]
#
# CACHE keeps the corpus (100,000 documents, about 250 MB) between runs; without it a temporary folder is used and
# removed. EXPOGRAPH=PATH measures that program instead of building the release. The table goes to standard output and
# is appended to benches/results/DATE.txt. Times are the best of ROUNDS (3) runs, the files being in the page cache.
set -euo pipefail
exec </dev/null
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
rounds=${ROUNDS:-3}

if [ ! -x /usr/bin/time ]; then
    echo "benches/run.sh needs GNU time for the peak memory: apt-get install time" >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cache=${1:-$work/cache}

if [ -z "${EXPOGRAPH:-}" ]; then
    cargo build --release --quiet
    EXPOGRAPH=${CARGO_TARGET_DIR:-target}/release/expograph
fi
EXPOGRAPH=$(realpath "$EXPOGRAPH")

# The smaller corpora are the beginnings of the larger one, so one generation serves all. A corpus made by other
# scripts than today's is made anew.
version=$(cat benches/corpus.py benches/corpus_text.py | sha256sum | cut -c1-12)
if [ "$(cat "$cache/version" 2>/dev/null || true)" != "$version" ]; then
    mkdir -p "$cache"
    rm -rf "$cache/version" "$cache/100000" "$cache/20000"
    python3 -B benches/corpus.py "$cache/100000" --documents 100000
    mkdir "$cache/20000"
    cp -al "$cache/100000/"00[01]? "$cache/20000/"
    echo "$version" >"$cache/version"
fi
cp -r "$cache/20000/0000" "$work/1000"
mkdir "$work/100"
cp "$work/1000/"report-0000??.txt "$work/100/"
find "$cache/20000" -type f -exec cat {} + >/dev/null

bytes() { find "$1" -type f -printf '%s\n' | awk '{ n += $1 } END { print n }'; }
calc() { awk "BEGIN { printf \"$1\", $2 }"; }

# seconds COMMAND...: how long it took; its output is dropped, its failure is ours.
seconds() {
    local from=$EPOCHREALTIME
    "$@" >/dev/null 2>"$work/stderr" || { cat "$work/stderr" >&2; echo "failed: $*" >&2; return 1; }
    calc %.4f "${EPOCHREALTIME/,/.} - ${from/,/.}"
}
least() { printf '%s\n' "$@" | sort -g | head -n 1; }
peak_mb() {
    /usr/bin/time -v -o "$work/time" "$@" >/dev/null 2>"$work/stderr" || { cat "$work/stderr" >&2; return 1; }
    awk '/Maximum resident/ { printf "%.0f", $NF / 1024 }' "$work/time"
}

rows=()
row() { rows+=("$(printf '| %-52s | %12s | %-7s | %-24s |' "$1" "$2" "$3" "$4")"); }

one=() two=()
for _ in $(seq "$rounds"); do
    one+=("$(seconds "$EXPOGRAPH" convert "$cache/20000" --threads 1)")
    two+=("$(seconds "$EXPOGRAPH" convert "$cache/20000" --threads 2)")
done
size=$(bytes "$cache/20000")
best_one=$(least "${one[@]}") best_two=$(least "${two[@]}")
row "convert, 20,000 documents, text" "$(calc %.1f "$size / 1e6")" MB ""
row "convert --threads 1, runs: ${one[*]}" "$best_one" s ""
row "convert --threads 2, runs: ${two[*]}" "$best_two" s ""
row "convert --threads 1" "$(calc %.2f "$size / 1e6 / $best_one")" MB/s "at least 10"
row "convert --threads 2" "$(calc %.2f "$size / 1e6 / $best_two")" MB/s ""
row "two threads against one" "$(calc %.2f "$best_one / $best_two")" times "at least 1.7"

small=$(peak_mb "$EXPOGRAPH" convert "$cache/20000" --threads 2)
large=$(peak_mb "$EXPOGRAPH" convert "$cache/100000" --threads 2)
row "peak memory of convert, 20,000 documents" "$small" MB "under 300"
row "peak memory of convert, 100,000 documents" "$large" MB "under 300"
row "100,000 against 20,000" "$(calc %.2f "$large / $small")" times "at most 1.2"

graph=$work/1000.nq
built=$(seconds "$EXPOGRAPH" build "$work/1000" --graph "$graph")
row "build, 1,000 documents" "$built" s ""
row "size of that graph" "$(calc %.1f "$(stat -c %s "$graph") / 1e6")" MB ""
# A question loads only what it can see, so opening the whole graph takes a query that sees all of it.
whole='SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }'
opened=() asked=() again=() changed=()
for round in $(seq "$rounds"); do
    opened+=("$(seconds "$EXPOGRAPH" query "$whole" --graph "$graph")")
    asked+=("$(seconds "$EXPOGRAPH" run series --graph "$graph")")
    again+=("$(seconds "$EXPOGRAPH" build "$work/1000" --graph "$graph")")
    echo "The bakery next to the exhibition hall closed early on day $round." >>"$work/1000/report-000500.txt"
    changed+=("$(seconds "$EXPOGRAPH" build "$work/1000" --graph "$graph")")
done
row "opening the whole of it" "$(least "${opened[@]}")" s ""
row "opening it and asking for the series" "$(least "${asked[@]}")" s ""
row "build again, nothing changed" "$(least "${again[@]}")" s ""
row "build again, one document changed" "$(least "${changed[@]}")" s ""
row "... against opening the whole" "$(calc %.2f "$(least "${changed[@]}") / $(least "${opened[@]}")")" times "at most 2"

"$EXPOGRAPH" build "$work/100" --graph "$work/100.nq" >/dev/null 2>&1
for question in series speakers-at-multiple-editions facts; do
    answers=()
    for _ in $(seq "$rounds"); do
        answers+=("$(seconds "$EXPOGRAPH" run "$question" --graph "$work/100.nq")")
    done
    row "opening 100 documents, $question" "$(least "${answers[@]}")" s "at most 0.25"
done

mkdir -p benches/results
{
    echo "## $(date -u '+%Y-%m-%d %H:%M') UTC, revision $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
    echo
    awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo
    echo "$(nproc) cores, $(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GB, $(uname -srm), $(rustc --version 2>/dev/null || echo 'no rustc'); load average at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
    echo
    printf '| %-52s | %12s | %-7s | %-24s |\n' what value unit "wanted"
    echo "|---|---:|---|---|"
    printf '%s\n' "${rows[@]}"
    echo
} | tee -a "benches/results/$(date -u +%F).txt"
