#!/usr/bin/env python3
"""Learns data/weights from annotated documents.

    cargo run --release --example candidates -- FILE... > candidates.jsonl
    weights.py candidates.jsonl data/weights [--gold FOLDER] [--test PART ...]

Each name of a document is one example, and each number; its traits are those that the program reads around all
its mentions. The gold is NAME.tsv beside each document, or in FOLDER. For each relation a logistic regression with an L2 penalty
is fitted over the names of the sorts that it is open to; names whose row is `may` are left out, and names of which no rule
says anything count more, since only those are weighed. Documents whose path contains a PART of --test are not
learned from; what they would gain is told on stderr, as are the results of a cross-validation over documents.

Needs scikit-learn (tried with 1.8).
"""

import argparse
import collections
import csv
import json
import math
import pathlib
import re
import sys

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

ORGANIZATIONS = {"<company>", "<organization>", "<government-body>", "<academic-institution>", "<international-organization>"}

# The tables, with their relations in order: the sorts of names they are open to (as in src/fact/weigh), and how sure the
# scales must be; the inverse of the penalty where it is not the common one.
PARTICIPANTS = {
    "exhibitor": (ORGANIZATIONS | {"<name>"}, 0.55),
    "speaker": ({"<person>"}, 0.5),
    "attendee": (ORGANIZATIONS | {"<name>", "<person>"}, 0.45),
    "organizer": (ORGANIZATIONS | {"<name>"}, 0.5),
    "venue": ({"<venue>", "<name>", "<academic-institution>"}, 0.45),
    "participatingCountry": ({"<country>"}, 0.45, 0.07),
    "heldIn": ({"<place>"}, 0.55),
    "session": ({"<name>", "<event>"}, 0.5),
}
FIGURES = {"figure": ({"<number>"}, 0.5)}
TOPICS = {"topic": ({"<matter>"}, 0.55, 0.1)}
FAIRS = {"fair": ({"<fair>"}, 0.6)}
EDITIONS = {"edition": ({"<time>"}, 0.7)}
DAYS = {"startDate": ({"<days>"}, 0.75), "endDate": ({"<days>"}, 0.55)}
TABLES = {
    "fair.tsv": FAIRS,
    "participants.tsv": PARTICIPANTS,
    "figures.tsv": FIGURES,
    "topics.tsv": TOPICS,
    "editions.tsv": EDITIONS,
    "days.tsv": DAYS,
}

RELATIONS = {relation for table in TABLES.values() for relation in table}

OF_PEOPLE = {"post", "affiliation", "represents"}

# A trait that fewer names show says nothing.
SEEN = 4
# Weights are kept in thousandths of a logit; smaller ones are dropped.
UNIT = 1000
SMALLEST = 15
# How much more a name counts of which no rule says anything.
OPEN = 2.0


def norm(name):
    """A form in which names are compared; a number is one whatever its decimals."""
    try:
        return f"#{float(name):g}"
    except ValueError:
        pass
    name = re.sub(r"[’']s$", "", name.strip().lower())
    name = re.sub(r"[^\w ]+", " ", name)
    return re.sub(r"^(the|a|an) ", "", re.sub(r"\s+", " ", name).strip())


def gold_of(path, folder):
    """By name, relation: (status, row)."""
    beside = pathlib.Path(path).with_suffix(".tsv")
    file = beside if beside.exists() else pathlib.Path(folder or ".", beside.name)
    found = collections.defaultdict(dict)
    with open(file, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    # The fair is the one of which most is said.
    subjects = collections.Counter(row["subject"] for row in rows if row["status"] == "must" and row["relation"] not in OF_PEOPLE)
    for subject, _ in subjects.most_common(1):
        series = [row["object"] for row in rows if row["subject"] == subject and row["relation"] == "editionOf"]
        for name in "|".join([subject, *series]).split("|"):
            found[norm(re.sub(r"(^| )\d{4}( |$)", " ", name))]["fair"] = ("must", 0)
            found[norm(name)]["fair"] = ("must", 0)
    for number, row in enumerate(rows):
        if row["relation"] == "figure":
            found[norm(row["value"])].setdefault("figures", []).append((row["status"], number, row["object"].split("|")))
            continue
        if row["relation"] == "topic":
            found["topics"].setdefault("topics", []).append((row["status"], number, row["object"].split("|")))
            continue
        for name in row["object"].split("|"):
            if row["status"] == "must" or row["relation"] not in found[norm(name)]:
                found[norm(name)][row["relation"]] = (row["status"], number)
    return found


def words(name):
    return {re.sub(r"(?<=\w{3})s$", "", re.sub(r"ies$", "y", word)) for word in norm(name).split()} - {"of", "and", "the", "for", "in"}


def is_counted(metric, accepted):
    """Whether what a number is read to count is what the gold says it counts."""
    found = words(metric)
    return any(len(found & words(other)) >= 0.5 * len(found | words(other)) for other in accepted)


class Example:
    def __init__(self, name, gold):
        self.document = name["document"]
        self.sort = name["sort"]
        self.known = set(name["known"])
        self.traits = name["traits"]
        self.gold = {}
        if self.sort == "<number>":
            for status, row, accepted in gold.get(norm(name["label"]), {}).get("figures", []):
                if any(is_counted(metric, accepted) for metric in name["aliases"]) and self.gold.get("figure", ("",))[0] != "must":
                    self.gold["figure"] = (status, row)
            return
        if self.sort == "<matter>":
            for status, row, accepted in gold.get("topics", {}).get("topics", []):
                if is_counted(name["label"], accepted) and self.gold.get("topic", ("",))[0] != "must":
                    self.gold["topic"] = (status, row)
            return
        if self.sort == "<time>":
            for relation, row in gold.get(norm(name["label"]), {}).items():
                if relation == "year":
                    self.gold["edition"] = row
            return
        if self.sort == "<days>":
            for relation, day in zip(DAYS, [name["label"], *name["aliases"]]):
                if relation in gold.get(norm(day), {}):
                    self.gold[relation] = gold[norm(day)][relation]
            return
        for form in [name["label"], *name["aliases"]]:
            for relation, row in gold.get(norm(form), {}).items():
                if relation in ("figures", "topics") or (relation == "fair") != (self.sort == "<fair>"):
                    continue
                if row[0] == "must" or relation not in self.gold:
                    self.gold[relation] = row

    def is_open(self):
        return not self.known & RELATIONS


def fitted(examples, relation, strength):
    counts = collections.Counter(trait for example in examples for trait in example.traits)
    kept = {trait for trait, count in counts.items() if count >= SEEN}
    rows = DictVectorizer(sort=True)
    matrix = rows.fit_transform([{t: 1 for t in example.traits if t in kept} for example in examples])
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    wanted = numpy.array([relation in example.gold for example in examples])
    weight = numpy.array([OPEN if example.is_open() else 1.0 for example in examples])
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=1000, random_state=1, intercept_scaling=10)
    model.fit(matrix, wanted, sample_weight=weight)
    weights = {name: round(UNIT * value) for name, value in zip(rows.get_feature_names_out(), model.coef_[0])}
    weights = {name: value for name, value in weights.items() if abs(value) >= SMALLEST}
    weights["always="] = weights.get("always=", 0) + round(UNIT * model.intercept_[0])
    return weights


def learnable(examples, relation, sorts):
    return [e for e in examples if e.sort in sorts and e.gold.get(relation, ("must",))[0] == "must"]


def score(example, weights):
    return sum(weights.get(trait, 0) for trait in example.traits)


def bar(sure):
    return UNIT * math.log(sure / (1 - sure))


def told(name, scored):
    """scored: (example, relation's score in logits) of open names."""
    out = []
    for sure in (0.3, 0.4, 0.5, 0.6, 0.7):
        right, wrong, either = set(), set(), set()
        for example, relation, value in scored:
            if value <= bar(sure) or relation in example.known:
                continue
            row = example.gold.get(relation)
            if row is None:
                wrong.add((example.document, id(example)))
            else:
                (right if row[0] == "must" else either).add((example.document, row[1]))
        out.append(f"{sure}: +{len(right)} -{len(wrong)} ~{len(either)}")
    missed = {(e.document, e.gold[r][1]) for e, r, _ in scored if r in e.gold and e.gold[r][0] == "must" and r not in e.known}
    print(f"{name:34} missed {len(missed):4}   " + " | ".join(out), file=sys.stderr)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("candidates")
    options.add_argument("weights", help="the folder that the tables are written into")
    options.add_argument("--gold", help="where gold is that does not stand beside its document")
    options.add_argument("--test", nargs="*", default=[], help="parts of the paths of documents not to learn from")
    options.add_argument("--strength", type=float, default=0.2, help="the inverse of the penalty")
    given = options.parse_args()
    golds = {}
    learned, tested = [], []
    with open(given.candidates, encoding="utf-8") as lines:
        for line in lines:
            name = json.loads(line)
            path = name["document"]
            if path not in golds:
                golds[path] = gold_of(path, given.gold)
            kept_apart = any(part in path for part in given.test)
            (tested if kept_apart else learned).append(Example(name, golds[path]))
    for file, relations in TABLES.items():
        table = collections.defaultdict(lambda: [0] * len(relations))
        for column, (relation, (sorts, sure, *own)) in enumerate(relations.items()):
            strength = own[0] if own else given.strength
            scored = []
            groups = [example.document for example in learned]
            for train, test in GroupKFold(5).split(learned, groups=groups):
                model = fitted(learnable([learned[i] for i in train], relation, sorts), relation, strength)
                scored += [(learned[i], relation, score(learned[i], model)) for i in test if learned[i].sort in sorts and learned[i].is_open()]
            told(f"{relation}, cross-validated", scored)
            model = fitted(learnable(learned, relation, sorts), relation, strength)
            for part in given.test:
                told(f"{relation}, {part}", [(e, relation, score(e, model)) for e in tested if part in e.document and e.sort in sorts and e.is_open()])
            model["always="] -= round(bar(sure))
            for trait, value in model.items():
                table[trait][column] = value
        with open(pathlib.Path(given.weights, file), "w", encoding="utf-8") as out:
            print("# How much each trait speaks for each relation, in thousandths of a logit. Written by training/weights.py; do", file=out)
            print("# not edit: what you know yourself belongs in a rule.", file=out)
            print("\t".join(["trait", *relations]), file=out)
            for trait in sorted(table, key=lambda trait: (trait != "always=", trait)):
                if any(table[trait]):
                    print("\t".join([trait, *(str(v) if v else "" for v in table[trait])]).rstrip("\t"), file=out)


if __name__ == "__main__":
    main()
