#!/usr/bin/env bash
# Learns data/weights anew: from ../shared and from the sets in tests/ that are there to learn from. What the
# others would gain is told on stderr. Needs python3 with scikit-learn, or PYTHON set to one that has it.
#
#     training/learn.sh [FOLDER]      writes into FOLDER instead of data/weights
set -euo pipefail
cd "$(dirname "$0")/.."
shared=../shared
[ -d "$shared/eval" ] || { echo "$shared/eval is not here: the weights would be learned from less" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A release carries a copy of data/, so it is built anew where that has changed.
cargo build --release --quiet --example candidates
candidates=${CARGO_TARGET_DIR:-target}/release/examples/candidates
shopt -s nullglob
"$candidates" "$shared"/documents/*.txt "$shared"/eval/dev/*.{txt,html} tests/{practice,as-found,retold,unseen,unseen-*}/*.{txt,html} >"$work/candidates.jsonl"
"${PYTHON:-python3}" -W ignore training/weights.py "$work/candidates.jsonl" "${1:-data/weights}" --gold "$shared/eval/seeds" \
    --test tests/unseen-fifth/ tests/unseen-sixth/ tests/unseen-seventh/ tests/unseen-eighth/ tests/unseen-ninth/ tests/unseen-tenth/
