#!/usr/bin/env bash
# What the weights gain: precision, recall and F1 over the sets that nothing is learned from, without and with them.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
expograph=${CARGO_TARGET_DIR:-target}/release/expograph
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/weights"
for table in data/weights/*.tsv; do
    grep -m 1 '^trait' "$table" >"$work/weights/${table##*/}"
done
total() {
    local set
    for set in tests/unseen-{fifth,sixth,seventh,eighth,ninth,tenth}; do
        "$expograph" eval "$set" "$@" | awk '$1 == "all" && NF > 5'
    done | awk '{ must += $2; found += $3; wrong += $4 }
        END { p = found / (found + wrong); r = found / must
              printf "%d facts, %d found, %d wrong: P %.3f R %.3f F1 %.3f\n", must, found, wrong, p, r, 2 * p * r / (p + r) }'
}
echo "without: $(total --data "$work")"
echo "with:    $(total)"
